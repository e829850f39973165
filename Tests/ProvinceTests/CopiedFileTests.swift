import Foundation
import Glibc
import Testing

/// An enrolled office's file that has no key beside it, or another's.
struct CopiedFileTests {
  private let province: Province
  private let seat: Seat

  init() throws {
    province = try Province()
    try province.serve()
    seat = try province.seat("dt", "xa-2025-01501/ubnd", "UBND xã Đàm Thủy")
    try province.expect(try register("1/CP", seat))
    try province.expect(try seat("sync"))
  }

  private func register(_ code: String, _ seat: Seat) throws -> Programs.Ended {
    try seat(
      "register", code, "--from", "Chính phủ", "--date", "01/01/2026", "--type", "cv", "--subject", "V/v thử",
      "--reason",
      "thử")
  }

  private func copy(_ from: String, _ to: String) throws {
    for ending in ["", "-wal", "-shm"] {
      unlink(to + ending)
      if access(from + ending, F_OK) == 0 {
        try FileManager.default.copyItem(atPath: from + ending, toPath: to + ending)
      }
    }
  }

  private var keyOfSeat: String { seat.file + ".key" }

  @Test func aCopyWithoutTheKeyGivesNoNumbers() throws {
    var copied = seat
    copied.file = seat.home + "/chep.db"
    try copy(seat.file, copied.file)
    let refused = try register("2/CP", copied)
    #expect(refused.status == 3 && refused.errors.contains("không có khóa \(copied.file).key"), "\(refused)")
    #expect(refused.errors.contains("mở sổ gốc"), "\(refused)")
    #expect(try copied.list("list", "incoming").count == 1)
    #expect(try copied("verify").output.contains("là bản chép"))
    // The exchange does not tell the user of a copy to ask for a new code either.
    let sync = try copied("sync")
    #expect(sync.status == 1 && sync.errors.contains("là bản chép thì mở sổ gốc"), "\(sync)")
    // An act without a number can wait for the key.
    try province.expect(try copied("submit", "1"))
    // The original continues.
    try province.expect(try register("2/CP", seat))
  }

  /// The disk of the PC died, or the key was deleted: a restored backup starts an epoch of its own, without the
  /// province.
  @Test func whoLostTheKeyGoesOnFromABackup() throws {
    unlink(keyOfSeat)
    #expect(try register("2/CP", seat).status == 3)
    let backup = seat.home + "/ban.db"
    try province.expect(try seat("backup", backup))
    try province.expect(try seat("restore", backup))
    #expect(try register("2/CP", seat).errors.contains("vanthu sync"))
    let books = try seat.list("numbers").compactMap { $0["book"] as? String }
    func numbers(_ arrivals: Int) -> [String] {
      ["numbers"] + books.flatMap { ["--last", "\($0)=\($0.hasPrefix("den") ? arrivals : 0)"] }
    }
    // No exchange is possible without a key.
    #expect(try seat.start(numbers(1)).wait().errors.contains("--offline"))
    try province.expect(try seat.start(numbers(1) + ["--offline"]).wait())
    try province.expect(try register("2/CP", seat))
    let code = try province.code("xa-2025-01501/ubnd")
    try province.expect(try seat("enrol", "--again", "--hub", province.address, "--code", code))
    try province.expect(try seat("sync"))
    // The PC that had the key was not revoked: for all the hub knows it goes on, until somebody says otherwise.
    #expect(try register("3/CP", seat).output.contains("vanthu-hub custody release"))
    let release = ["custody", "release", "xa-2025-01501/ubnd", "den-2026", "--data", province.data]
    try province.expect(try province.run("vanthu-hub", release))
    try province.expect(try seat("sync"))
    // What that PC numbered meanwhile is known to the paper alone.
    #expect(try register("4/CP", seat).errors.contains("số cuối đã ghi (trong máy là 2)"))
    try province.expect(try seat.start(numbers(2)).wait())
    let numbered = try register("4/CP", seat)
    #expect(numbered.output.contains("số đến 3"), "\(numbered)")
    // Beside its key again, the next copy of it is recognised as one again.
    var copied = seat
    copied.file = seat.home + "/chep.db"
    try copy(seat.file, copied.file)
    #expect(try register("5/CP", copied).status == 3)
  }

  @Test(arguments: [false, true]) func theFileOfAnotherOfficeIsNotWorkedOn(isKeyOfEarlierVersion: Bool) throws {
    let other = try province.seat("snv", "so-noi-vu", "Sở Nội vụ tỉnh Cao Bằng")
    try province.expect(try other("sync"))
    let backup = seat.home + "/ban.db"
    try province.expect(try seat("backup"))
    try province.expect(try seat("backup", backup))
    if isKeyOfEarlierVersion {
      let key = try String(contentsOfFile: keyOfSeat, encoding: .utf8)
      let lines = key.split(separator: "\n").filter { !$0.hasPrefix("station ") }
      try (lines.joined(separator: "\n") + "\n").write(toFile: keyOfSeat, atomically: true, encoding: .utf8)
      // The next exchange writes into the key file what the hub has said about the key.
      try province.expect(try seat("sync"))
    }
    try copy(other.file, seat.file)
    for words in [["submit", "1"], ["sync"]] {
      let refused = try seat.start(words).wait()
      #expect(refused.status == 3 || words == ["submit", "1"] && refused.status == 1, "\(refused)")
    }
    let refused = try register("9/CP", seat)
    #expect(refused.status == 3 && refused.errors.contains("là sổ của máy khác"), "\(refused)")
    #expect(try seat("verify").output.contains("là sổ của máy khác"))
    #expect(try seat.list("list", "incoming").isEmpty)
    // The solution: this station's own newest backup, and not the other's.
    try province.expect(try seat("restore", "--newest"))
    #expect(try seat.list("list", "incoming").count == 1)
    #expect(try seat("verify").output.contains("là sổ của máy khác") == false)
  }

  /// Where the key file names no station and there was no exchange yet, the exchange finds out whose key it is by what
  /// the hub has said to the file.
  @Test func anExchangeKnowsWhoseKeyItIs() throws {
    let other = try province.seat("snv", "so-noi-vu", "Sở Nội vụ tỉnh Cao Bằng")
    try province.expect(try other("sync"))
    let key = try String(contentsOfFile: keyOfSeat, encoding: .utf8)
    let lines = key.split(separator: "\n").filter { !$0.hasPrefix("station ") }
    try (lines.joined(separator: "\n") + "\n").write(toFile: keyOfSeat, atomically: true, encoding: .utf8)
    try copy(other.file, seat.file)
    let refused = try seat("sync")
    #expect(refused.status == 3 && refused.errors.contains("là sổ của máy khác"), "\(refused)")
  }
}
