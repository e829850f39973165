import Foundation
import Testing

@testable import Commands
@testable import vanthu

/// A flash document that arrives while the screen is open: a bell, once, and a line on every screen.
@MainActor @Suite struct FlashNewsTests {
  private let stage: ScenarioStage

  init() throws {
    stage = try ScenarioStage()
    try stage.run(ScenarioTests.founding)
    try stage.perform(.province(["ago", "0"]))
    try stage.perform(.open(""))
  }

  private func arrive(_ subject: String = "Về việc ứng phó lũ") throws {
    try stage.perform(.province(["UBND", "xã", "Trùng", "Khánh", "flash", subject]))
    try stage.perform(.province(["sync"]))
    try stage.perform(.idle)
  }

  private func screen() throws -> [String] { try stage.shown(nil) }
  private func bells() -> Int {
    let count = stage.workbench?.outside.count { if case .bell = $0 { true } else { false } } ?? 0
    stage.workbench?.outside = []
    return count
  }

  private static let line = "HỎA TỐC đến: 01/UBND của UBND xã Trùng Khánh (^O mở, ^X để sau)"

  @Test func aBellOnceAndALineUntilItIsOpened() throws {
    #expect(bells() == 0)
    try arrive()
    #expect(bells() == 1)
    #expect(try screen()[1].contains(FlashNewsTests.line))
    for keys in [["2"], ["5"], ["6"], ["?"]] {
      try stage.perform(.keys(keys))
      try stage.perform(.idle)
      #expect(try screen()[1].contains(FlashNewsTests.line), "\(keys)")
    }
    #expect(bells() == 0)
    try stage.perform(.keys(["ctrl-o"]))
    #expect(try screen().joined().contains("Về việc ứng phó lũ"))
    #expect(try !screen().joined().contains("HỎA TỐC đến"))
    // It was looked at: at the next start too.
    try stage.perform(.open(""))
    #expect(try !screen().joined().contains("HỎA TỐC đến"))
  }

  /// On a narrow screen the sender is shortened, never the keys.
  @Test func theKeysAreAlwaysThere() throws {
    try arrive()
    try stage.perform(.size(width: 60, height: 16))
    #expect(try screen()[1].hasPrefix(" HỎA TỐC đến: 01/UBND của UBND xã"))
    #expect(try screen()[1].hasSuffix("… (^O mở, ^X để sau)"))
    try stage.perform(.keys(["f9"]))
    #expect(try screen()[1].hasSuffix("(^O opens, ^X later)"))
  }

  @Test func withinAForm() throws {
    try stage.perform(.keys(["n", "\"7/UBND"]))
    try arrive()
    #expect(bells() == 1)
    #expect(try screen()[1].contains(FlashNewsTests.line))
    try stage.perform(.keys(["ctrl-o"]))
    #expect(try screen().joined().contains("Về việc ứng phó lũ"))
    try stage.perform(.keys(["q"]))
    #expect(try screen().joined().contains("7/UBND"))
  }

  @Test func dismissedOrRegistered() throws {
    try arrive()
    try arrive("Việc thứ hai")
    #expect(try screen()[1].contains("02/UBND của UBND xã Trùng"))
    #expect(try screen()[1].hasSuffix("… và 1 văn bản nữa (^O mở, ^X để sau)"))
    try stage.perform(.keys(["ctrl-x"]))
    #expect(try !screen().joined().contains("HỎA TỐC đến"))
    try stage.perform(.keys(["ctrl-o"]))
    #expect(try screen().joined().contains("Không có văn bản hỏa tốc mới đến."))
    try arrive("Việc thứ ba")
    #expect(try screen()[1].contains("03/UBND của UBND xã Trùng Khánh (^O"))
    try stage.run("accept 03/UBND")
    try stage.perform(.idle)
    #expect(try !screen().joined().contains("HỎA TỐC đến"))
  }
}
