import Foundation
import Glibc
import TerminalKit
import Testing

/// Files on the screen: dropped into a field, and read without making the clerk wait.
@Suite struct FilesOnScreenTests {
  private func attaching(_ office: ShellOffice) throws -> PseudoTerminal {
    let screen = try office.screen()
    screen.press("k")
    try screen.wait(for: "^S ghi")
    screen.press("ctrl-u")
    screen.waitQuiet()
    return screen
  }

  @Test func aPathDroppedIntoTheFieldIsThePathItIs() throws {
    let office = try ShellOffice.founded()
    try office.register()
    mkdir(office.folder + "/may quet", 0o700)
    var number = 0
    func file(_ name: String) throws -> String {
      number += 1
      return try office.write("may quet/\(name) \(number).txt", "bản \(number)")
    }
    let (quoted, escaped, copied) = (try file("quét"), try file("Ba\u{301}o ca\u{301}o"), try file("it's; hai"))
    let screen = try attaching(office)
    // Three files at once, each quoted as by another program, into one field.
    screen.paste("'\(quoted)' ")
    screen.paste(escaped.replacing(" ", with: "\\ ") + " ")
    screen.paste("file://" + copied.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)! + "\n")
    screen.waitQuiet()
    screen.press("ctrl-s")
    try screen.wait(for: "Đã kèm")
    screen.signal(SIGKILL)
    #expect((try office.json("show", "1")["attachments"] as? [Any])?.count == 3)
  }

  @Test func aCommandTypedBehindTheColonTakesOneToo() throws {
    let office = try ShellOffice.founded()
    try office.register()
    let path = try office.write("Ba\u{301}o ca\u{301}o.txt", "x")
    let screen = try office.screen()
    screen.send(":attach 1 --file ")
    screen.paste("'\(path)' ")
    screen.press("enter")
    try screen.wait(for: "Đã kèm")
  }

  @Test(.timeLimit(.minutes(1))) func theScreenDoesNotWaitForAReaderAndTheSearchFindsTheText() throws {
    let office = try ShellOffice.founded()
    try office.register()
    mkdir(office.folder + "/bin", 0o700)
    try office.script("bin/pdftotext", "#!/bin/sh\nsleep 6\necho 'dự toán thủy lợi'\n")
    office.environment["PATH"] = office.folder + "/bin:/usr/bin:/bin"
    let file = try office.write("dự toán.pdf", "%PDF-1.4 x")
    let screen = try attaching(office)
    screen.paste(file)
    screen.waitQuiet()
    let began = time(nil)
    screen.press("ctrl-s")
    try screen.wait(for: "Đã kèm")
    // And the next key is handled at once.
    screen.press("2")
    try screen.wait(for: "Sổ đến")
    #expect(time(nil) - began < 5)
    // The screen may be closed while the file is read.
    screen.signal(SIGKILL)
    var found: [[String: Any]] = []
    for _ in 0..<60 where found.isEmpty {
      usleep(500_000)
      found = try office.jsonList("search", "noidung:thủy")
    }
    #expect(found.count == 1)
  }
}
