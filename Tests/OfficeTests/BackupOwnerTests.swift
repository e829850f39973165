import Foundation
import Glibc
import Records
import TestSupport
import Testing

@testable import Office

/// Backups of other offices, and samples, are not taken for the office's own.
@Suite struct BackupOwnerTests {
  let folder = TemporaryFolder()
  private let monday = Day(2026, 11, 23)

  private var path: String { "\(folder.path)/office.db" }

  /// Makes the office with a daily backup, one made by hand and one that was set aside.
  private func office() throws {
    let commune = try Commune(file: path)
    try commune.fill(3)
    _ = try commune.office.backUpEverywhere(today: monday, now: 1_795_395_600_000)
    for name in ["tay.db", "office.db.replaced"] { try commune.office.backup(to: "\(folder.path)/\(name)") }
    try commune.office.database.close()
  }

  /// Makes files of others, each written later than all of the office's.
  private func others() throws {
    let plan = SamplePlan(documents: 20, seed: 7, today: monday)
    try SampleOffice.make(plan, at: "\(folder.path)/mau.db").database.close()
    try found("khac.db", "UBND xã Hòa An", organID: "000.00.01.H14", station: StationName("0b0b0b0b")!)
    try found("may-hai.db", "UBND xã Đàm Thủy", organID: "000.00.00.H14", station: StationName("0c0c0c0c")!)
    for name in ["mau.db", "khac.db", "may-hai.db"] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 2_000_000_000)], ofItemAtPath: "\(folder.path)/\(name)")
    }
  }

  private func found(_ name: String, _ agency: String, organID: String, station: StationName) throws {
    let profile = OfficeProfile(organID: organID, name: agency, place: "Hòa An", superior: nil)
    let context = ActContext(clerk: "Văn thư 1", day: monday, milliseconds: 1_795_000_000_000)
    try Office.found(
      "\(folder.path)/\(name)", profile, station: station, books: Book.usual(year: 2026), context: context
    ).database.close()
  }

  private func near() -> [String: FoundBackup] {
    Dictionary(
      uniqueKeysWithValues: FoundBackup.near(path, sticks: []).map {
        ($0.path.split(separator: "/").last.map(String.init) ?? "", $0)
      })
  }

  private func expectOwnFirst(_ location: SourceLocation = #_sourceLocation) {
    let found = FoundBackup.near(path, sticks: [])
    #expect(
      found.map(\.owner) == [
        .own, .own, .own, .otherStation("UBND xã Đàm Thủy"), .otherOffice("UBND xã Hòa An"), .sample,
      ], sourceLocation: location)
    #expect(FoundBackup.newest(near: path)?.owner == .own, sourceLocation: location)
  }

  @Test func itsOwnComeFirstWhateverWasWrittenLater() throws {
    try office()
    try others()
    expectOwnFirst()
    let kinds = near().mapValues(\.kind)
    #expect(kinds["office.db.replaced"] == .replaced && kinds["tay.db"] == .other)
    #expect(kinds["vanthu-0a1b2c3d-2026-11-23.db"] == .daily(monday))
  }

  /// The names of the daily backups then show it.
  @Test(arguments: ["cut off", "empty", "text", "gone"]) func alsoWhenTheFileItselfSaysNothingAnyMore(
    _ what: String
  ) throws {
    try office()
    try others()
    switch what {
    case "cut off": truncate(path, 5000)
    case "empty": truncate(path, 0)
    case "text": try folder.write("office.db", Array(String(repeating: "không phải sổ\n", count: 999).utf8))
    default: unlink(path)
    }
    expectOwnFirst()
  }

  /// A file that was set aside at the path shows it too.
  @Test func withoutDailyBackupsWhatWasPutAsideTells() throws {
    try office()
    try others()
    try FileManager.default.removeItem(atPath: path + ".backups")
    unlink(path)
    #expect(near()["tay.db"]?.owner == .own && near()["khac.db"]?.owner == .otherOffice("UBND xã Hòa An"))
  }

  @Test func whereNothingTellsNoneIsTheNewest() throws {
    try office()
    try others()
    try FileManager.default.removeItem(atPath: path + ".backups")
    for name in ["office.db", "office.db.replaced"] { unlink("\(folder.path)/\(name)") }
    #expect(near()["tay.db"]?.owner == .unknown("UBND xã Đàm Thủy"))
    #expect(near()["khac.db"]?.owner == .unknown("UBND xã Hòa An"))
    #expect(FoundBackup.near(path, sticks: []).last?.owner == .sample)
    #expect(FoundBackup.newest(near: path) == nil)
  }

  /// Another office's file was copied over this one, whose daily backups are beside it.
  @Test func whereTheFileAndItsBackupsContradictNoneIsTheNewest() throws {
    try office()
    try others()
    unlink(path)
    try FileManager.default.copyItem(atPath: "\(folder.path)/khac.db", toPath: path)
    #expect(near()["khac.db"]?.owner == .unknown("UBND xã Hòa An"))
    #expect(FoundBackup.newest(near: path) == nil)
  }

  @Test func theWaysOnFromABrokenFileNameItsOwnAlone() throws {
    try office()
    try others()
    truncate(path, 5000)
    let words = WaysOn(.zeros, path).words(path).vietnamese
    #expect(words.contains("tay.db") && !words.contains("khac.db") && !words.contains("mau.db"), "\(words)")
    for name in ["tay.db", "office.db.replaced"] { unlink("\(folder.path)/\(name)") }
    try FileManager.default.removeItem(atPath: path + ".backups")
    let others = WaysOn(.zeros, path).words(path).vietnamese
    #expect(others.contains("không rõ bản nào") && others.contains("UBND xã Hòa An"), "\(others)")
    #expect(!others.contains("mau.db"), "\(others)")
  }
}
