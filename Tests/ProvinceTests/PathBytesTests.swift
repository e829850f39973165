import DurableFile
import Foundation
import Glibc
import Testing

/// A path is bytes to the three programs that work together: in what one passes to another, and in what is on a stick
/// between them.
struct PathBytesTests {
  private static let names = ["Tỉnh\u{301} #1?%41", SystemPath.text([0x73, 0x6F, 0xE1, 0x20, 0x22])]

  private func makeFolder(_ path: String) { mkdir(SystemPath.cString(path), 0o755) }
  private func isThere(_ path: String) -> Bool { access(SystemPath.cString(path), F_OK) == 0 }

  @Test(arguments: names) func everyPlaceIsTheOneThatWasNamed(_ name: String) throws {
    let province = try Province()
    func path(_ end: String) -> String { "\(province.folder)/\(name)\(end)" }
    func hub(_ words: String...) throws -> Programs.Ended {
      try province.run("vanthu-hub", words + ["--data", path("")])
    }
    func expect(_ words: String...) throws {
      try province.expect(try province.run("vanthu-hub", words + ["--data", path("")]))
    }
    try expect("init", "--name", "VP UBND tỉnh")
    #expect(isThere(path("/hub.vanthu-hub")) && isThere(path("/hub.key")))
    #expect(try hub("init", "--name", "khác").status == 1)
    try expect("backup", path(" sao lưu"))
    #expect(isThere(path(" sao lưu/hub.vanthu-hub")))
    #expect(try hub("backup", path(" sao lưu")).status == 1)
    try expect("verify")
    let list = open(SystemPath.cString(path(".tsv")), O_WRONLY | O_CREAT, 0o600)
    #expect(close(list) == 0)
    #expect(try hub("offices", "import", path(".tsv")).errors.contains("dòng đầu"))
    makeFolder(path(" trục"))
    try expect("axis", path(" trục"))
    #expect(try Folder.names(path(" trục")).contains("out"))
    // A stick between them, by which the station is enrolled.
    let (stick, organ) = (path(" usb"), "xa-2025-01351/ubnd")
    makeFolder(stick)
    let given = try hub("enrol", organ, "--stick", stick, "--json")
    let slip = try JSONSerialization.jsonObject(with: Data(given.output.utf8)) as? [String: Any]
    var seat = province.seat("xa")
    seat.file = "\(seat.home)/\(name)"
    let title = "UBND xã Hưng Đạo"
    try province.expect(
      try seat("init", "--organ-id", organ, "--name", title, "--place", "x", "--clerk", "Văn thư"))
    let enrol = ["enrol", "--folder", stick, "--code", try #require(slip?["code"] as? String)]
    #expect(try seat.start(enrol).wait().output.contains("Đã ghi yêu cầu"))
    try expect("answer", stick)
    try province.expect(try seat.start(enrol).wait())
    try province.expect(try seat("sync", "--folder", stick))
    try expect("answer", stick)
    try province.expect(try seat("sync", "--folder", stick))
    #expect(isThere(seat.file + ".key"))
    // A mailbox.
    makeFolder(path(" thư"))
    #expect(try hub("answer", "--mail", path(" thư"), "--from", "tinh@example.vn").status == 0)
  }

  /// Another PC of the office, and one that was lost: the file is filled aside, and moved into place.
  @Test(arguments: names) func whatComesFromTheHubLiesWhereItWasNamed(_ name: String) throws {
    let province = try Province()
    try province.serve()
    let organ = "xa-2025-01351/ubnd"
    var lost = try province.seat("xa", organ, "UBND xã Hưng Đạo")
    try lost.issue("Về việc họp", to: "so-noi-vu")
    try province.expect(try lost("sync"))
    for verb in ["restore", "join"] {
      lost.file = "\(lost.home)/\(name) \(verb)"
      try province.expect(
        try lost(verb, "--from-hub", province.address, "--code", try province.code(organ), "--name", "x"))
      #expect(isThere(lost.file) && isThere(lost.file + ".key") && !isThere(lost.file + ".from-hub"))
      #expect(try lost.list("list", "outgoing").count == 1)
      try province.expect(try lost("sync"))
    }
    #expect(try lost("join", "--from-hub", province.address, "--code", "x").status == 1)
  }

  /// A certificate is read like any other file.
  @Test(arguments: names) func aCertificateLiesAnywhere(_ name: String) throws {
    let province = try Province()
    let folder = "\(province.folder)/\(name)"
    makeFolder(folder)
    func none(_ file: String) throws -> String {
      let file = "\(folder)/\(file)"
      let made = open(SystemPath.cString(file), O_WRONLY | O_CREAT, 0o600)
      #expect(close(made) == 0)
      return file
    }
    let ended = try province.run(
      "vanthu-hub",
      [
        "serve", "--data", province.data, "--listen", "127.0.0.1:0", "--certificate", try none("c.pem"), "--key",
        try none("k.pem"),
      ])
    // The file was found, and is empty.
    #expect(ended.status == 1 && ended.errors.contains("c.pem") && !ended.errors.contains("Không có tệp"), "\(ended)")
  }
}
