import Foundation
import Glibc
import Testing

/// Only their user can read what the programs write, whatever the umask: registers, keys, exports, logs.
@Suite(.serialized) struct FileModeTests {
  /// Returns the plain files and folders that other users can reach.
  private func open(below folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      var status = stat()
      // What is on a stick is sealed, and may be read by whoever carries it.
      guard !name.hasPrefix("hd/usb/"), lstat("\(folder)/\(name)", &status) == 0,
        status.st_mode & S_IFMT != S_IFLNK
      else { return false }
      return status.st_mode & 0o077 != 0
    }.sorted()
  }

  @Test func nothingIsWrittenForOthers() throws {
    let before = umask(0)
    defer { umask(before) }
    let (department, commune) = ("so-noi-vu", "xa-2025-01351/ubnd")
    let province = try Province()
    try province.serve()
    let sender = try province.seat("snv", department, "Sở Nội vụ tỉnh Cao Bằng")
    let reader = try province.seat("hd", commune, "UBND xã Hưng Đạo")
    let scan = sender.home + "/quet.pdf"
    FileManager.default.createFile(
      atPath: scan, contents: Data("%PDF-1.4 trang".utf8), attributes: [.posixPermissions: 0o600])
    try sender.issue("Về việc họp", to: commune, "--attach", scan)
    for seat in [sender, reader, sender, reader] { try province.expect(try seat("sync")) }
    try province.expect(try reader("accept", "moi-1"))
    try province.expect(try reader("export", "incoming", "--to", reader.home + "/so-den.csv"))
    try province.expect(try reader("export", "incoming", "--format", "json", "--to", reader.home + "/so-den.json"))
    try province.expect(try reader("save-file", "1", "--to", reader.home + "/ra.pdf"))
    try province.expect(try reader("backup"))
    try province.expect(try reader("backup", reader.home + "/sao-luu.db"))
    // By stick, and without an answering hub: packets, and a log that says so.
    mkdir(reader.home + "/usb", 0o700)
    try province.expect(try reader("sync", "--folder", reader.home + "/usb"))
    province.stopServing(SIGTERM)
    #expect(try reader("sync").status != 0)
    try province.expect(try province.run("vanthu-hub", ["backup", province.folder + "/tinh", "--data", province.data]))
    let names = FileManager.default.enumerator(atPath: province.folder)?.compactMap { $0 as? String } ?? []
    for part in ["hd/so-den.csv", "hd/ra.pdf", "hd/office.db.key", "sync.log", "hd/office.db.backups", "hub/hub.key"] {
      #expect(names.contains { $0.hasSuffix(part) }, "\(part) is not there: \(names)")
    }
    #expect(open(below: province.folder) == [])
  }
}
