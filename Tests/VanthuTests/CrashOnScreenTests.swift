import Foundation
import Glibc
import TerminalKit
import Testing

/// The unfinished input of a form survives a kill of the program, and no longer than it should.
@Suite struct CrashOnScreenTests {
  /// Opens a form and types into some fields.
  private func typing(_ office: ShellOffice) throws -> PseudoTerminal {
    let screen = try office.screen()
    screen.press("n")
    try screen.wait(for: "^S ghi")
    screen.send("231/UBND-NC")
    screen.press("tab")
    screen.send("UBND tinh Cao Bang")
    screen.press("tab")
    screen.send("20/11")
    try screen.wait(for: "20/11/2026")
    screen.waitQuiet()
    return screen
  }

  private func reopened(_ office: ShellOffice) throws -> PseudoTerminal {
    let screen = try office.screen()
    screen.press("n")
    try screen.wait(for: "^S ghi")
    screen.waitQuiet()
    return screen
  }

  private func kept(_ office: ShellOffice) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: office.folder + "/state/vanthu/unsaved")) ?? []).sorted()
  }

  @Test func aFormBeingTypedSurvivesAKill() throws {
    let office = try ShellOffice.founded()
    let screen = try typing(office)
    screen.signal(SIGKILL)
    #expect(try screen.waitExit() == -SIGKILL)
    let again = try reopened(office)
    for text in ["231/UBND-NC", "UBND tinh Cao Bang", "20/11", "nhập dở lần trước"] {
      #expect(again.text.contains(text), "\(text) is gone:\n\(again.text)")
    }
    #expect(try office.jsonList("list", "incoming").isEmpty)
  }

  @Test func aFormBeingTypedSurvivesAHangup() throws {
    let office = try ShellOffice.founded()
    let screen = try typing(office)
    screen.hangUp()
    try screen.waitExit()
    #expect(try reopened(office).text.contains("UBND tinh Cao Bang"))
  }

  @Test func aSavedFormIsNotKept() throws {
    let office = try ShellOffice.founded()
    try typing(office).signal(SIGKILL)
    let screen = try reopened(office)
    screen.press("tab", "tab", "tab")
    screen.press("ctrl-u")
    screen.send("Công văn")
    screen.press("tab")
    screen.send("V/v rà soát hộ nghèo")
    screen.press("ctrl-s")
    try screen.wait(for: "số đến 1")
    #expect(kept(office).isEmpty, "\(kept(office))")
    screen.signal(SIGKILL)
    let line = try office.jsonList("list", "incoming")[0]
    #expect(line["code"] as? String == "231/UBND-NC" && line["subject"] as? String == "V/v rà soát hộ nghèo")
    #expect(line["issuedDate"] as? String == "2026-11-20")
    #expect(try !reopened(office).text.contains("231/UBND-NC"))
  }

  @Test func aDroppedFormIsNotKept() throws {
    let office = try ShellOffice.founded()
    let screen = try typing(office)
    #expect(!kept(office).isEmpty)
    screen.press("escape")
    try screen.wait(for: "Bỏ những gì đã nhập?")
    screen.press("enter")
    try screen.waitGone("Bỏ những gì đã nhập?")
    screen.waitQuiet()
    #expect(kept(office).isEmpty)
    screen.press("n")
    try screen.wait(for: "^S ghi")
    screen.waitQuiet()
    #expect(!screen.text.contains("231/UBND-NC"))
  }

  @Test func aDamagedKeptFormIsNoObstacle() throws {
    let office = try ShellOffice.founded()
    try typing(office).signal(SIGKILL)
    let path = office.folder + "/state/vanthu/unsaved/" + (try #require(kept(office).first))
    for text in ["", "{\"code\":[\"23", "\0\0\0\0", "{\"code\":\"231\"}", "{\"nosuch\":[\"x\"]}"] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let screen = try reopened(office)
      #expect(screen.text.contains("Trích yếu"))
      screen.press("escape", "ctrl-q")
    }
  }
}
