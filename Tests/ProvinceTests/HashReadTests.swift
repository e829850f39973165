import Exchange
import Foundation
import GRDB
import Records
import Testing

/// A station that knows the hash of another office's file writes it into its own office's file, and the real program
/// signs that this file is attached to a document of its own. Once the hub then sent it the bytes: knowing a hash was
/// enough to read.
struct HashReadTests {
  /// Changes the last entry of the file, which attaches `dummy`, to attach `wanted`; every hash and register agrees
  /// with that.
  private func forge(_ seat: Seat, _ dummy: String, _ wanted: String) throws {
    let file = try DatabaseQueue(path: seat.file)
    defer { try? file.close() }
    try file.write { db in
      let last = try #require(
        try Row.fetchOne(
          db, sql: "SELECT * FROM journal WHERE station = (SELECT id FROM station) ORDER BY epoch DESC, sequence DESC"))
      let (station, epoch, sequence): (String, Int, Int) = (last["station"], last["epoch"], last["sequence"])
      let act = (last["act"] as String).replacingOccurrences(of: dummy, with: wanted)
      try #require(act != last["act"])
      let before = try #require(
        try Data.fetchOne(
          db, sql: "SELECT hash FROM journal WHERE station = ? AND epoch = ? AND sequence = ?",
          arguments: [station, epoch, sequence - 1]))
      let lines = [
        "vanthu 1", "\(station).\(epoch).\(sequence)", "\(last["time"] as Int)", last["day"], last["clerk"],
        last["grouped"] ?? "", act,
      ]
      let hash = Data(Hash256(of: Array(before) + Array(lines.map { $0 + "\n" }.joined().utf8)).bytes)
      try db.execute(
        sql: "UPDATE journal SET act = ?, hash = ? WHERE station = ? AND epoch = ? AND sequence = ?",
        arguments: [act, hash, station, epoch, sequence])
      try db.execute(sql: "UPDATE station SET hash = ?", arguments: [hash])
      try db.execute(sql: "UPDATE attachment SET sha256 = ? WHERE sha256 = ?", arguments: [wanted, dummy])
      try db.execute(sql: "DELETE FROM piece WHERE sha256 = ?", arguments: [dummy])
      try db.execute(sql: "DELETE FROM content WHERE sha256 = ?", arguments: [dummy])
    }
  }

  private func holds(_ seat: Seat, _ hash: String) throws -> Bool {
    let file = try DatabaseQueue(path: seat.file)
    defer { try? file.close() }
    return try file.read {
      try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM content WHERE sha256 = ?)", arguments: [hash]) == true
    }
  }

  @Test func whoWritesAHashIntoItsOwnFileReadsNothing() throws {
    let (commune, own) = ("xa-2025-01351/ubnd", "xa-2025-01477/ubnd")
    let province = try Province()
    try province.serve()
    let sender = try province.seat("snv", "so-noi-vu", "Sở Nội vụ tỉnh Cao Bằng")
    let reader = try province.seat("x1", commune, "UBND xã Hưng Đạo")
    let thief = try province.seat("evil", own, "UBND xã Trùng Khánh")
    let secret = Array(repeating: Array("HO SO CUA SNV, KHONG GUI CHO TRUNG KHANH. ".utf8), count: 4_000).flatMap(
      \.self)
    let dummy = [UInt8](repeating: 0x20, count: secret.count)
    for (bytes, name) in [(secret, "ho-so.txt"), (dummy, "trang.txt")] {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(province.folder)/\(name)"))
    }
    let hash = "\(Hash256(of: secret))"
    try sender.issue("Về việc hồ sơ", to: commune, "--attach", "\(province.folder)/ho-so.txt")
    for seat in [sender, thief] { try province.expect(try seat("sync")) }
    // In a document to another office.
    try thief.issue("Về việc khác", to: "so-noi-vu", "--attach", "\(province.folder)/trang.txt")
    try forge(thief, "\(Hash256(of: dummy))", hash)
    try province.expect(try thief("verify"))
    for _ in 1...3 { _ = try thief("sync") }
    // The hub has received the lie, and has the file.
    let hub = try DatabaseQueue(path: province.data + "/hub.vanthu-hub")
    let (said, kept) = try hub.read { db in
      (
        try Int.fetchOne(
          db,
          sql: "SELECT count(*) FROM entries JOIN stations USING (station) WHERE organ = ? AND act LIKE ?",
          arguments: [own, "{\"attached\":%\(hash)%"]),
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM contents WHERE sha256 = ?", arguments: [Data(Hash256(of: secret).bytes)])
      )
    }
    try hub.close()
    #expect(said == 1 && kept == 1)
    #expect(try !holds(thief, hash))
    let all = try Data(contentsOf: URL(fileURLWithPath: thief.file))
    #expect(all.range(of: Data("HO SO CUA SNV".utf8)) == nil)
    // The office that it was sent to has it.
    try province.expect(try reader("sync"))
    #expect(try holds(reader, hash))
  }
}
