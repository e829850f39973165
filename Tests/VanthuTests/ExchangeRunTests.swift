import Foundation
import Glibc
import TestSupport
import Testing

@testable import Commands
@testable import vanthu

/// An exchange in the background, in another program.
@MainActor @Suite struct ExchangeRunTests {
  private let stage: ScenarioStage

  /// Enrols an office, and replaces the other program by one that waits for the file `go`.
  init() throws {
    stage = try ScenarioStage()
    try stage.run(ScenarioTests.founding)
    try stage.perform(.province(["ago", "0"]))
    try stage.perform(.open(""))
    let program = stage.folder + "exchange.sh"
    try ShellScript.write(
      "while [ ! -e \(stage.folder)go ]; do sleep 0.02; done\necho 'vanthu: Thiếu khóa.' >&2\nexit 1",
      to: program)
    stage.workbench?.session.networkProgram = { program }
  }

  private func letGo() throws {
    #expect(FileManager.default.createFile(atPath: stage.folder + "go", contents: nil))
    for _ in 0..<500 where stage.workbench?.exchange != nil {
      usleep(10_000)
      try stage.perform(.idle)
    }
  }

  private func screen() throws -> String { try stage.shown(nil).joined(separator: "\n") }

  @Test func keysWorkWhileItGoesOnAndItsResultIsTold() throws {
    try stage.perform(.keys(["6", "s"]))
    #expect(try screen().contains("đang đồng bộ…"))
    try stage.perform(.keys(["2"]))
    #expect(try screen().contains("Sổ đến 2026"))
    // By the time the exchange ends, its results are in the file.
    try stage.perform(.province(["sync"]))
    try letGo()
    #expect(try screen().contains("Đã đồng bộ: không có văn bản mới."))
    try stage.perform(.keys(["6"]))
    #expect(try !screen().contains("đang đồng bộ…"))
  }

  /// One of another program holds the lock beside the file.
  @Test func oneThatWasStartedElsewhereIsShown() throws {
    let lock = open(stage.folder + "so.db.sync", O_RDWR | O_CREAT, 0o600)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    try stage.perform(.keys(["6"]))
    #expect(try screen().contains("đang có một lần đồng bộ khác chạy trên sổ này"))
    flock(lock, LOCK_UN)
    #expect(try !screen().contains("đang có một lần đồng bộ khác"))
  }

  @Test func whatKeepsItFromBeginningIsTold() throws {
    try stage.perform(.keys(["6", "s"]))
    try letGo()
    #expect(try screen().contains("Thiếu khóa."))
  }

  @Test func onlyOneRunsAtATime() throws {
    try stage.perform(.keys(["6", "s", "s"]))
    #expect(try screen().contains("đợi lần này xong"))
    try letGo()
    #expect(stage.workbench?.exchange == nil)
  }

  @Test func howFarItIsAndThatItCanBeStopped() throws {
    let program = stage.folder + "slow.sh"
    try ShellScript.write(
      "echo '~ gửi 91 kB, nhận 3 kB, 8 kB/giây, còn khoảng 6 giây' >&2\nwhile :; do sleep 0.05; done",
      to: program)
    stage.workbench?.session.networkProgram = { program }
    try stage.perform(.keys(["6", "x"]))
    #expect(try screen().contains("Không có lần đồng bộ nào đang chạy."))
    try stage.perform(.keys(["s"]))
    for _ in 0..<500 where try !screen().contains("gửi 91 kB") { usleep(10_000) }
    #expect(try screen().contains("đang đồng bộ… gửi 91 kB, nhận 3 kB, 8 kB/giây"))
    #expect(try screen().contains("(x dừng)"))
    try stage.perform(.keys(["x"]))
    for _ in 0..<500 where stage.workbench?.exchange != nil {
      usleep(10_000)
      try stage.perform(.idle)
    }
    #expect(try screen().contains("Đã dừng; phần đã gửi nhận vẫn còn"))
  }

  /// Replaces the helper program by a script, which notes what it was asked for.
  private func helper(_ script: String) throws {
    let program = stage.folder + "noting.sh"
    try ShellScript.write(
      "echo \"$1\" > \(stage.folder)asked\n\(script)",
      to: program)
    stage.workbench?.session.networkProgram = { program }
  }

  private func isAskedForUrgent() throws -> Bool {
    try String(contentsOfFile: stage.folder + "asked", encoding: .utf8).contains(#""urgent":"#)
  }

  private func end() throws {
    for _ in 0..<500 where stage.workbench?.exchange != nil {
      usleep(10_000)
      try stage.perform(.idle)
    }
  }

  @Test func aSlowOneOffersOnlyWhatIsUrgent() throws {
    try helper("printf '~ gửi 91 kB, nhận 3 kB\\t%s\\n' 540 >&2; while :; do sleep 0.05; done")
    try stage.perform(.keys(["6", "s"]))
    for _ in 0..<500 where try !screen().contains("gửi 91 kB") { usleep(10_000) }
    #expect(try screen().contains("đường chậm: nhấn g để chỉ gửi nhận văn bản gấp"))
    #expect(try !isAskedForUrgent())
    // The running one ends, and the other begins when it has ended.
    try helper("while [ ! -e \(stage.folder)go ]; do sleep 0.02; done; exit 5")
    try stage.perform(.keys(["g"]))
    for _ in 0..<500 where stage.workbench?.exchange?.isUrgentOnly != true {
      usleep(10_000)
      try stage.perform(.idle)
    }
    #expect(try screen().contains("đang đồng bộ văn bản gấp…"))
    try letGo()
    #expect(try isAskedForUrgent())
    #expect(try screen().contains("máy chỉ tự gửi nhận văn bản gấp"))
  }

  /// What the screen exchanges by itself does not send on what the clerk has left for later.
  @Test func untilNothingIsLeftOnlyWhatIsUrgentGoesByItself() throws {
    try helper("exit 5")
    try stage.perform(.keys(["6", "g"]))
    try end()
    try helper("exit 0")
    try stage.workbench?.beginQuietExchange()
    try end()
    #expect(try isAskedForUrgent())
    try stage.workbench?.beginQuietExchange()
    try end()
    #expect(try !isAskedForUrgent())
  }

  @Test func oneThatIsNearlyDoneOffersNothing() throws {
    try helper("printf '~ gửi 91 kB, nhận 3 kB\\t120\\n' >&2; while :; do sleep 0.05; done")
    try stage.perform(.keys(["6", "s"]))
    for _ in 0..<500 where try !screen().contains("gửi 91 kB") { usleep(10_000) }
    #expect(try !screen().contains("đường chậm"))
    try stage.perform(.keys(["x"]))
    try end()
  }

  /// What only tells how far it was is not taken for what has come of it.
  @Test func theLastMessageIsNotThatOfTheProgress() throws {
    let program = stage.folder + "fails.sh"
    try ShellScript.write(
      "echo 'vanthu: Thiếu khóa.' >&2\necho '~ gửi 1 kB' >&2\nexit 1",
      to: program)
    stage.workbench?.session.networkProgram = { program }
    try stage.perform(.keys(["6", "s"]))
    try letGo()
    #expect(try screen().contains("Thiếu khóa."))
  }

  /// From a list or a text, back to where one was.
  @Test func backToWhereOneWas() throws {
    try stage.perform(.keys(["2", "6", "?"]))
    #expect(try screen().contains("Các phím"))
    try stage.perform(.keys(["q"]))
    #expect(try screen().contains("Gửi nhận với tỉnh"))
    try stage.perform(.keys(["q"]))
    #expect(try screen().contains("Sổ đến 2026"))
    try stage.perform(.keys(["q"]))
    #expect(try screen().contains("Hộp việc"))
    // From the first screen there is no way back.
    try stage.perform(.keys(["2", "1", "3", "q"]))
    #expect(try screen().contains("Hộp việc"))
    #expect(stage.workbench?.screens.count == 1 && stage.workbench?.earlier.isEmpty == true)
  }

  @Test func aFormIsNotDisturbed() throws {
    try stage.perform(.keys(["6", "s", "n", "\"7/UBND"]))
    #expect(FileManager.default.createFile(atPath: stage.folder + "go", contents: nil))
    usleep(200_000)
    try stage.perform(.idle)
    #expect(try screen().contains("7/UBND"))
    #expect(try !screen().contains("Thiếu khóa."))
    try stage.perform(.keys(["escape", "enter"]))
    try letGo()
    #expect(try screen().contains("Thiếu khóa."))
  }

  @Test func withoutTheOtherProgramThereIsASentence() throws {
    stage.workbench?.session.networkProgram = { "/nowhere/vanthu-sync" }
    try stage.perform(.keys(["6", "s"]))
    #expect(try screen().contains("Thiếu chương trình /nowhere/vanthu-sync"))
  }
}
