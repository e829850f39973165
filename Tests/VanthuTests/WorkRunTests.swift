import Foundation
import TestSupport
import Testing

@testable import Commands
@testable import vanthu

/// Long commands run in the background, in another run of the program.
@MainActor @Suite struct WorkRunTests {
  private let stage: ScenarioStage

  /// Replaces the other run by a program that waits for the file `go` and then runs the command.
  init() throws {
    stage = try ScenarioStage()
    try stage.run(ScenarioTests.founding)
    try stage.perform(.open(""))
    let (program, real) = (stage.folder + "vanthu.sh", try SiblingProgram.path("vanthu"))
    try ShellScript.write(
      "while [ ! -e \(stage.folder)go ]; do sleep 0.02; done\nexec \(real) \"$@\"",
      to: program)
    stage.workbench?.session.ownProgram = { program }
    stage.workbench?.worksBeside = true
  }

  private func letGo() throws {
    #expect(FileManager.default.createFile(atPath: stage.folder + "go", contents: nil))
    for _ in 0..<1000 where stage.workbench?.work != nil {
      usleep(10_000)
      try stage.perform(.idle)
    }
  }

  private func screen() throws -> String { try stage.shown(nil).joined(separator: "\n") }

  private func type(_ line: String) throws { try stage.perform(.keys([":", "\"\(line)", "enter"])) }

  @Test func keysWorkWhileItGoesOnAndItIsToldWhenItIsDone() throws {
    try type("verify")
    #expect(try screen().contains("Đang chạy lệnh verify"))
    try stage.perform(.keys(["2"]))
    #expect(try screen().contains("Sổ đến 2026"))
    #expect(try !screen().contains("nguyên vẹn"))
    try letGo()
    #expect(try screen().contains("nguyên vẹn"))
  }

  @Test func aBackupGoesWhereItWasToGo() throws {
    try type("backup '\(stage.folder)ban sao.db'")
    try letGo()
    #expect(FileManager.default.fileExists(atPath: stage.folder + "ban sao.db"))
    #expect(try screen().contains("Đã sao lưu vào"))
  }

  /// The check of the connection may wait for a hub that does not answer; its steps are shown when it ends.
  @Test func theConnectionIsCheckedWhileKeysWork() throws {
    try type("sync check")
    #expect(try screen().contains("Đang chạy lệnh sync"))
    try stage.perform(.keys(["2"]))
    #expect(try screen().contains("Sổ đến 2026"))
    try letGo()
    #expect(try screen().contains("✗ Địa chỉ: Chưa biết địa chỉ máy chủ của tỉnh"))
    #expect(try screen().contains("✗ Máy này: Cơ quan chưa đăng ký"))
  }

  /// What is on the stick is looked up by the helper program too.
  @Test func whatIsOnTheStickIsSaidWhileKeysWork() throws {
    try stage.perform(.province(["ago", "0"]))
    try FileManager.default.createDirectory(atPath: stage.folder + "usb", withIntermediateDirectories: true)
    try type("sync --folder \(stage.folder)usb --what")
    #expect(try screen().contains("Đang chạy lệnh sync"))
    try letGo()
    #expect(try screen().contains("USB") && !screen().contains("chỉ dùng ngoài màn hình"))
  }

  @Test func whatItRefusesIsTold() throws {
    try type("backup \(stage.folder)so.db")
    try letGo()
    #expect(stage.workbench?.message.role == .danger)
    #expect(try !screen().contains("Đang chạy"))
  }

  @Test func onlyOneRunsAtATime() throws {
    try type("verify")
    try type("backup")
    #expect(try screen().contains("Lệnh verify chưa xong"))
    try letGo()
    #expect(stage.workbench?.work == nil)
  }

  @Test func aRegisterIsTakenOverWhileTheClerkGoesOn() throws {
    let csv =
      "Ngày đến;Số đến;Tác giả;Số, ký hiệu;Ngày tháng;Tên loại và trích yếu nội dung\n"
      + "02/01/2026;1;Sở Nội vụ;5/SNV;30/12/2025;Công văn Họp giao ban\n"
    try csv.write(toFile: stage.folder + "cu.csv", atomically: true, encoding: .utf8)
    try type("import \(stage.folder)cu.csv --dry-run")
    #expect(try screen().contains("Đang chạy lệnh import"))
    try letGo()
    #expect(try screen().contains("Xem thử"))
  }

  /// Replaces the other run by a shell script.
  private func runs(_ script: String) throws {
    let program = stage.folder + "other.sh"
    try ShellScript.write(script, to: program)
    stage.workbench?.session.ownProgram = { program }
  }

  @Test func oneThatIsKilledIsNoSuccess() throws {
    try runs("kill -9 $$")
    try type("backup")
    try letGo()
    #expect(try screen().contains("Lệnh backup dừng giữa chừng (mã 137), chưa xong; làm lại."))
    #expect(stage.workbench?.message.role == .danger)
  }

  @Test func whatItRefusesAfterALineOfOutputIsTold() throws {
    try runs("echo một nửa; echo 'vanthu: Ổ đĩa đầy.' >&2; exit 3")
    try type("backup")
    try letGo()
    #expect(try screen().contains("Ổ đĩa đầy."))
    #expect(stage.workbench?.message.role == .danger)
  }

  @Test func aVerdictInOneLineIsNoSuccess() throws {
    try runs("echo 'Tệp không nguyên vẹn.'; exit 3")
    try type("verify")
    try letGo()
    #expect(try screen().contains("Tệp không nguyên vẹn."))
    #expect(stage.workbench?.message.role == .danger)
  }

  @Test func anotherWindowsOutputIsNotTakenForOurs() throws {
    try runs("echo của ta; while [ ! -e \(stage.folder)go ]; do sleep 0.02; done")
    try type("backup")
    // The other window's run puts its files under the same names.
    let place = try #require(stage.workbench?.session.paths.state) + "/work.out"
    try FileManager.default.removeItem(atPath: place)
    try "của người khác\n".write(toFile: place, atomically: true, encoding: .utf8)
    try letGo()
    #expect(try screen().contains("của ta") && !screen().contains("của người khác"))
  }

  @Test func whereItsOutputHasNoPlaceNothingIsBegun() throws {
    let state = try #require(stage.workbench?.session.paths.state)
    try? FileManager.default.removeItem(atPath: state)
    try FileManager.default.createDirectory(
      atPath: (state as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: state, contents: nil))
    try type("backup")
    let said = try #require(stage.workbench?.message.text)
    #expect(said.contains("nên việc này chưa bắt đầu") && !said.contains("gửi nhận"))
    #expect(stage.workbench?.work == nil)
  }

  @Test func theBuiltProgramRunsItself() throws {
    let office = try ShellOffice.founded()
    let screen = try office.screen()
    screen.send(":backup")
    screen.press("enter")
    try screen.wait(for: "Đã sao lưu vào")
    screen.send(":verify")
    screen.press("enter")
    try screen.wait(for: "Tệp nguyên vẹn")
  }
}
