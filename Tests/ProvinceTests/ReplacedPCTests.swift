import Foundation
import Testing

/// The PC that was given up for lost comes back from repair, while another one works in its place.
struct ReplacedPCTests {
  private static let (organ, title) = ("xa-2025-01501/ubnd", "UBND xã Đàm Thủy")

  private func register(_ code: String, _ seat: Seat) throws -> Programs.Ended {
    try seat("register", code, "--from", "Chính phủ", "--date", "01/01/2026", "--type", "cv", "--subject", "V/v thử")
  }

  /// Returns a PC that has registered one document, and the one in its place; the first has heard nothing.
  private func replaced(_ province: Province) throws -> (old: Seat, new: Seat) {
    let old = try province.seat("cu", Self.organ, Self.title)
    try province.expect(try register("1/CP", old))
    try province.expect(try old("sync"))
    // As the guide says: first the old PC is revoked, then there is a code.
    try province.revoke(old)
    let new = province.seat("moi")
    try province.expect(
      try new("restore", "--from-hub", province.address, "--code", province.code(Self.organ)))
    try province.expect(
      try new("numbers", "--last", "den-2026=1", "--last", "di-2026=0", "--last", "di-sao-2026=0"))
    return (old, new)
  }

  /// The restore at the new PC was interrupted: nobody is told to found an office instead.
  @Test func whileRegistersComeBackNoneIsFounded() throws {
    let province = try Province()
    let new = province.seat("moi")
    try FileManager.default.createDirectory(atPath: new.home, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: new.file + ".from-hub"))
    for words in [
      ["inbox"],
      ["init", "--organ-id", Self.organ, "--name", Self.title, "--place", "Đàm Thủy", "--clerk", "Văn thư"],
    ] {
      let refused = try new.start(words).wait()
      #expect(refused.status == 1 && refused.errors.contains("restore --from-hub"), "\(refused)")
      #expect(!refused.errors.contains("vanthu init"), "\(refused)")
    }
    #expect(!FileManager.default.fileExists(atPath: new.file))
  }

  /// It was switched off all the time, and its clerk types what helped once before.
  @Test func aPCThatHasHeardNothingDoesNotThrowItsSuccessorOut() throws {
    let province = try Province()
    try province.serve()
    let (old, new) = try replaced(province)
    let code = try province.code(Self.organ)
    let fight = try old("enrol", "--again", "--hub", province.address, "--code", code)
    #expect(fight.status == 1 && fight.errors.contains("vanthu join"), "\(fight)")
    try province.expect(try register("2/CP", new))
    try province.expect(try new("sync"))
    // The code is still good for what the sentence says; the file is set aside once the hub has told it.
    #expect(try old("sync").status == 1)
    try province.expect(try old("join", "--from-hub", province.address, "--code", code))
    #expect(try old.list("list", "incoming").count == 2)
  }

  @Test func aRevokedPCWhoseNewEnrolmentFailsStaysAsItIs() throws {
    let province = try Province()
    try province.serve()
    let seat = try province.seat("xa", Self.organ, Self.title)
    try province.expect(try seat("sync"))
    try province.revoke(seat)
    #expect(try seat("sync").status == 1)
    let wrong = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF"
    for address in [province.address, "http://127.0.0.1:9"] {
      #expect(try seat("enrol", "--again", "--hub", address, "--code", wrong).status != 0)
      let told = try seat("sync")
      #expect(told.status == 1 && told.errors.contains("Tỉnh đã loại máy này"), "\(told)")
      let refused = try register("1/CP", seat)
      #expect(refused.status == 1 && refused.errors.contains("Tỉnh đã loại máy này"), "\(refused)")
    }
    // Nobody works in its place: with a code it goes on.
    try province.expect(
      try seat("enrol", "--again", "--hub", province.address, "--code", province.code(Self.organ)))
    try province.expect(try register("1/CP", seat))
    try province.expect(try seat("sync"))
  }

  @Test func itGivesNoNumbersAndComesBackAsOneMore() throws {
    let province = try Province()
    try province.serve()
    let (old, new) = try replaced(province)
    try province.expect(try register("2/CP", new))
    try province.expect(try new("sync"))
    for _ in 1...2 {
      let told = try old("sync")
      #expect(
        told.status == 1 && told.errors.contains("đã được thay") && told.errors.contains("vanthu join"), "\(told)")
      let refused = try register("3/CP", old)
      #expect(refused.status == 1 && refused.errors.contains("đã được thay"), "\(refused)")
    }
    // Nor does it throw the new PC out.
    let fight = try old("enrol", "--again", "--hub", province.address, "--code", province.code(Self.organ))
    #expect(fight.status == 1 && fight.errors.contains("vanthu join"), "\(fight)")
    try province.expect(try new("sync"))
    // What it has can still be read.
    #expect(try old.list("list", "incoming").count == 1)
    try province.expect(
      try old("join", "--from-hub", province.address, "--code", province.code(Self.organ)))
    #expect(try old.list("list", "incoming").count == 2)
    // The books are where they are: it registers without a number.
    let registered = try register("3/CP", old)
    try province.expect(registered)
    #expect(registered.output.contains("tam-"), "\(registered)")
    try province.expect(try old("sync"))
    try province.expect(try new("sync"))
    #expect(try new.list("list", "incoming").count == 2)
    try province.expect(try register("4/CP", new))
  }
}
