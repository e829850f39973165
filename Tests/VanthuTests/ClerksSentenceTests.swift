import Foundation
import GRDB
import Glibc
import Office
import Records
import TerminalKit
import Testing

@testable import Commands
@testable import vanthu

/// What the screen reports instead of passing over it in silence.
@MainActor @Suite struct ClerksSentenceTests {
  private let stage: ScenarioStage

  init() throws {
    stage = try ScenarioStage()
    try stage.run(ScenarioTests.founding)
  }

  private func screen() throws -> String { try stage.shown(nil).joined(separator: "\n") }

  /// The screen as one line, to find a sentence that takes several rows.
  private func line() throws -> String {
    try screen().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func whatCannotBeKeptForLaterStaysInTheForm() throws {
    try stage.perform(.open(""))
    let state = try #require(stage.workbench?.session.paths.state)
    try stage.perform(.keys(["n", "\"7/UBND"]))
    // A file in the place of the folder: nothing can be written there, not even by root.
    try? FileManager.default.removeItem(atPath: state + "/unsaved")
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: state + "/unsaved", contents: nil))
    try stage.perform(.keys(["escape", "f2"]))
    #expect(try line().contains("Chưa giữ lại được: không ghi được vào"))
    #expect(try screen().contains("7/UBND"))
    // Once it can be written again, the input is kept and comes back.
    try FileManager.default.removeItem(atPath: state + "/unsaved")
    try stage.perform(.keys(["escape", "f2"]))
    #expect(try screen().contains("Hộp việc"))
    try stage.perform(.keys(["n"]))
    #expect(try screen().contains("7/UBND") && screen().contains("nhập dở lần trước"))
  }

  @Test func anEnrolledFileWithoutItsKeyIsSaidToBeACopy() throws {
    try stage.perform(.province(["ago", "0"]))
    unlink(stage.folder + "so.db.key")
    try stage.perform(.open(""))
    #expect(try line().contains("không có khóa"))
    try stage.perform(.keys(["n"]))
    #expect(try line().contains("không có khóa") && !screen().contains("^S ghi"))
    try "station 00000000\n".write(toFile: stage.folder + "so.db.key", atomically: true, encoding: .utf8)
    try stage.perform(.idle)
    #expect(try line().contains("là sổ của máy khác"))
  }

  @Test func aNameAtTheEndOfALineNeedsNoQuotes() throws {
    try stage.perform(.open(""))
    try stage.perform(.keys(["\":mute UBND xã Trùng Khánh", "enter"]))
    #expect(try line().contains("Đã tắt tiếng UBND xã Trùng Khánh"))
    try stage.perform(.keys(["\":unmute UBND xã Trùng Khánh", "enter"]))
    #expect(try line().contains("Đã mở tiếng UBND xã Trùng Khánh"))
  }

  @Test func howManyMutedOnesAreUrgentIsSaid() throws {
    try stage.run("mute \"UBND xã Trùng Khánh\"")
    try stage.perform(.province(["UBND", "xã", "Trùng", "Khánh", "issue", "Về việc họp"]))
    try stage.perform(.province(["sync"]))
    let file = try DatabaseQueue(path: stage.folder + "so.db")
    try file.write { try $0.execute(sql: "UPDATE document SET urgency = 'hoatoc'") }
    try file.close()
    try stage.run(
      "register 118/UBND-VX --from \"UBND tỉnh Cao Bằng\" --date 2026-11-20 --type cv --subject \"V/v rà soát\"")
    try stage.perform(.open(""))
    #expect(try screen().contains("1 đã tắt tiếng, 1 khẩn"))
  }

  @Test func aClockFarAheadStandsAboveTheBox() throws {
    try stage.run(
      "register 118/UBND-VX --from \"UBND tỉnh Cao Bằng\" --date 2026-11-20 --type cv --subject \"V/v rà soát\"")
    try stage.perform(.clock(Build.day.adding(days: 30)))
    try stage.perform(.open(""))
    let today = Build.day.adding(days: 30)
    #expect(try line().contains("Đồng hồ máy chỉ \(today.display), ngày gần nhất biết chắc là"))
    try stage.perform(.keys(["\":today \(today.display)", "enter"]))
    try stage.perform(.keys(["1"]))
    #expect(try !line().contains("ngày gần nhất biết chắc là"))
  }

  @Test func anExchangeThatHasNowhereToWriteDoesNotSayTheProgramIsMissing() throws {
    try stage.perform(.province(["ago", "0"]))
    try stage.perform(.open(""))
    stage.workbench?.session.networkProgram = { "/bin/true" }
    let state = try #require(stage.workbench?.session.paths.state)
    try? FileManager.default.removeItem(atPath: state)
    try FileManager.default.createDirectory(
      atPath: (state as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: state, contents: nil))
    try stage.perform(.keys(["6", "s"]))
    #expect(try line().contains("nên chưa gửi nhận") && !line().contains("cài lại"))
  }

  @Test func aFileThatGoesIsNamed() throws {
    try stage.run("write p1.pdf \"một\"")
    try stage.run("write thu-muc/p1.pdf \"một hai ba\"")
    try stage.run(
      "register 118/UBND-VX --from \"UBND tỉnh Cao Bằng\" --date 2026-11-20 --type cv --subject \"V/v rà soát\"")
    try stage.run("attach 1 --file FOLDER/p1.pdf")
    try stage.run("detach 1 --file p1.pdf --reason \"Kèm nhầm\"")
    try stage.run("attach 1 --file FOLDER/thu-muc/p1.pdf")
    try stage.perform(.open("show 1"))
    let text = try line()
    #expect(text.contains("đính kèm p1.pdf (5 B)") && text.contains("đính kèm p1.pdf (12 B)"))
    #expect(text.contains("gỡ tệp p1.pdf (5 B): Kèm nhầm"))
  }
}

/// A file that is damaged after an intact header is still recognized as a register.
@Suite struct DamagedMiddleTests {
  @Test func whereTheHeadIsWholeVerifySaysSo() throws {
    let office = try ShellOffice.founded()
    for number in 1...20 { try office.register("\(number)/UBND") }
    try #require(try office("backup", office.folder + "/ban.db").status == 0)
    for ending in ["-wal", "-shm"] { unlink(office.file + ending) }
    try FileManager.default.removeItem(atPath: office.file)
    try FileManager.default.copyItem(atPath: office.folder + "/ban.db", toPath: office.file)
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: office.file))
    try handle.seek(toOffset: 4096)
    try handle.write(contentsOf: Data(count: 30 * 4096))
    try handle.close()
    let ended = try office("verify")
    #expect(ended.status == 3, "\(ended)")
    #expect(ended.output.contains("Phần đầu tệp còn nguyên"), "\(ended)")
    #expect(!ended.output.contains("không phải là sổ") && !ended.output.contains("phần đầu tệp hỏng"), "\(ended)")
  }
}
