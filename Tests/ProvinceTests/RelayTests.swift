import Foundation
import TestSupport
import Testing

/// `vanthu relay`: PCs of one house with the real programs, of which one has a line.
@Suite(.serialized) struct RelayTests {
  private let province: Province
  private let carrier: Seat
  private let other: Seat
  private let folder: String

  init() throws {
    province = try Province()
    try province.serve()
    carrier = try province.seat("so", "so-noi-vu", "Sở Nội vụ tỉnh Cao Bằng")
    other = try province.seat("xa", "xa-2025-01351/ubnd", "UBND xã Hưng Đạo")
    folder = province.folder + "/chung"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func wait(_ what: String, _ isSo: () throws -> Bool) throws {
    for _ in 0..<400 {
      if try isSo() { return }
      usleep(25_000)
    }
    Issue.record("\(what) did not happen")
  }

  private func relay(_ seat: Seat) throws -> [String: Any]? {
    try seat.json("sync", "status")["relay"] as? [String: Any]
  }

  @Test func aPCWithoutALineExchangesByTheOneThatHasOne() throws {
    try carrier("sync")
    let set = try carrier("relay", "--folder", folder)
    try province.expect(set)
    #expect(set.output.contains("chuyển giúp gói ở \(folder)"), "\(set)")
    try province.expect(try other("relay", "--through", folder))
    try other.issue("Về việc mượn đường", to: "so-noi-vu")
    let written = try other("sync")
    try province.expect(written)
    #expect(written.output.contains("Đã ghi gói vào thư mục chung \(folder): 1 văn bản"), "\(written)")
    #expect(try relay(other)?["taken"] is NSNull && relay(other)?["written"] is String)
    #expect(try carrier("relay").output.contains("chờ chuyển"))
    // The carrier's own exchange is first; then, in a process of its own, that of the other.
    try province.expect(try carrier("sync"))
    try wait("the answer") { try carrier("relay").output.contains("tỉnh trả lời lúc") }
    try province.expect(try carrier("sync"))
    #expect(try carrier.list("inbox").contains { $0["subject"] as? String == "Về việc mượn đường" })
    let shown = try other("relay")
    #expect(shown.output.contains("tỉnh trả lời lúc") && shown.output.contains("qua máy"), "\(shown)")
    let taken = try other("sync")
    try province.expect(taken)
    #expect(taken.output.contains("Đã nhận trả lời của tỉnh"), "\(taken)")
    let waiting = try other.json("sync", "status")["waiting"] as? [String: Int]
    #expect(waiting?["entries"] == 0)
    try province.expect(try other("relay", "--remove"))
    #expect(try other("relay").output.contains("không dùng thư mục chung nào"))
    let quiet = try other.json("sync")
    #expect(quiet["way"] as? String == "line")
  }

  @Test func aFolderThatIsGoneIsSaidAndNothingIsLost() throws {
    let missing = try carrier("relay", "--folder", folder + "/khong-co")
    try province.expect(missing, 1)
    #expect(missing.errors.contains("Không tới được thư mục chung"), "\(missing)")
    let both = try carrier("relay", "--folder", folder, "--through", folder)
    #expect(both.status == 2, "\(both)")
    try province.expect(try carrier("relay", "--folder", folder))
    try province.expect(try other("relay", "--through", folder))
    try FileManager.default.removeItem(atPath: folder)
    let own = try carrier("sync")
    try province.expect(own)
    let gone = try other("sync")
    try province.expect(gone, 1)
    #expect(gone.errors.contains("Không tới được thư mục chung"), "\(gone)")
  }
}
