import Foundation
import Glibc
import TestSupport
import Testing

/// The cron lines of the guide, run as cron runs them: by `sh`, with its short PATH and nothing else.
@Suite(.serialized) struct CronLineTests {
  private let province: Province
  private var mailbox: String { province.data + "/Maildir" }
  private var sent: String { province.folder + "/sent" }

  init() throws {
    province = try Province()
    for folder in ["hub/Maildir", "hub/Maildir/new", "hub/Maildir/cur", "hub/lien-thong", "sao-luu"] {
      mkdir("\(province.folder)/\(folder)", 0o700)
    }
    try ShellScript.write("cat >> '\(sent)'", to: province.folder + "/msmtp")
    try FileManager.default.createDirectory(atPath: province.folder + "/first/new", withIntermediateDirectories: true)
    try province.expect(
      try province.run(
        "vanthu-hub",
        ["answer", "--mail", province.folder + "/first", "--from", "tinh@caobang.gov.vn", "--data", province.data]))
    try FileManager.default.copyItem(
      atPath: province.folder + "/first/vanthu.addresses", toPath: mailbox + "/vanthu.addresses")
  }

  /// The line of the guide with that command, without the times and the user.
  private func line(of command: String) throws -> String {
    let guide = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../docs/huong-dan/15-trung-tam.md")
    let line = try String(contentsOf: guide, encoding: .utf8).split(separator: "\n").first {
      $0.contains(" * * * vanthu-hub ") && $0.contains("/usr/local/bin/vanthu-hub \(command) ")
    }
    return try #require(line?.split(separator: " ", maxSplits: 6).last.map(String.init))
  }

  /// Returns what cron would send by e-mail.
  private func run(_ command: String) throws -> String {
    let line = try line(of: command).replacing("\\%", with: "%")
      .replacing("/usr/local/bin/vanthu-hub", with: Programs.folder + "/vanthu-hub")
      .replacing("/var/lib/vanthu-hub", with: province.data)
      .replacing("/mnt/sao-luu", with: province.folder + "/sao-luu")
      .replacing("msmtp", with: province.folder + "/msmtp")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", line]
    shell.environment = [
      "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "HOME": province.folder, "VANTHU_HUB_DATA": province.data,
    ]
    let pipe = Pipe()
    (shell.standardOutput, shell.standardError) = (pipe, pipe)
    try shell.run()
    let printed = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    if printed.isEmpty { #expect(shell.terminationStatus == 0, "\(line)") }
    return printed
  }

  @Test(arguments: ["answer", "axis", "backup"]) func withNothingToDoNothingIsSaid(command: String) throws {
    #expect(try run(command) == "")
    if command != "backup" { #expect(try run(command) == "") }
  }

  @Test func repliesAreSentAndWhatIsWrongIsSaidOnce() throws {
    try province.serve()
    let seat = try province.seat("xa", "xa-2025-01351/ubnd", "UBND xã Hưng Đạo")
    let own = province.folder + "/xa-thu"
    mkdir(own, 0o700)
    try province.expect(try seat("sync", "--mail", own, "--from", "xa@b.vn", "--to", "tinh@caobang.gov.vn"))
    let files = FileManager.default
    let letter = try #require(try files.contentsOfDirectory(atPath: own + "/out").first { $0.hasSuffix(".eml") })
    try files.copyItem(atPath: "\(own)/out/\(letter)", toPath: "\(mailbox)/new/1")
    #expect(try run("answer") == "")
    #expect(try String(contentsOfFile: sent, encoding: .utf8).contains("xa@b.vn"))
    #expect(try files.contentsOfDirectory(atPath: mailbox + "/out").isEmpty)

    // A damaged copy of it stays where it is.
    var bytes = try Data(contentsOf: URL(fileURLWithPath: "\(own)/out/\(letter)"))
    let middle = try #require(bytes.range(of: Data("\r\n\r\n".utf8), options: .backwards)).upperBound + 60
    bytes.replaceSubrange(middle..<middle + 8, with: Data("AAAAAAAA".utf8))
    try bytes.write(to: URL(fileURLWithPath: "\(mailbox)/new/2"))
    let told = try run("answer")
    #expect(told.contains("new/2") && told.contains("1 tệp không nhận"), "\(told)")
    #expect(try run("answer") == "")

    let message = "\(province.data)/lien-thong/in/a.edxml"
    #expect(try run("axis") == "")
    try Data("không phải".utf8).write(to: URL(fileURLWithPath: message))
    var old = [timeval(tv_sec: time(nil) - 600, tv_usec: 0), timeval(tv_sec: time(nil) - 600, tv_usec: 0)]
    utimes(message, &old)
    #expect(try run("axis").contains("a.edxml"))
    #expect(try run("axis") == "")
  }
}
