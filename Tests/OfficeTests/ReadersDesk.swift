import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// An office to which another one has sent a document with a file, 7/SNV.
struct ReadersDesk {
  let commune: Commune
  let folder = TemporaryFolder()
  let sender = StationName(number: 1)
  let document = EntryReference(station: StationName("00000001")!, epoch: 1, sequence: 1)
  let plan = ReadersDesk.file("kế hoạch.pdf", "a")
  let annex = ReadersDesk.file("phụ lục.pdf", "b")

  /// Delivers a document with a file.
  init(isDelivered: Bool = true) throws {
    commune = try Commune(file: "\(folder.path)/office.vanthu")
    if isDelivered { try applyForeign(issued(files: [plan]), 1) }
  }

  static func file(_ name: String, _ digit: Character) -> StoredFile {
    StoredFile(name: name, sha256: String(repeating: digit, count: 64), size: 4, mediaType: "application/pdf")
  }

  func issued(draft: EntryReference? = nil, files: [StoredFile]) -> Act {
    .issued(
      .init(
        document: commune.document("7/SNV"), book: "di-2026", number: 1, suffix: nil,
        to: [Recipient(name: "UBND xã Đàm Thủy")], draft: draft, reason: nil, files: files, replaces: nil))
  }

  /// - Parameter minute: by the sender's clock, counted from the time of the clerk's.
  func applyForeign(_ act: Act, _ sequence: Int, epoch: Int = 1, minute: Int64 = -60) throws {
    let entry = StoredEntry(
      station: sender, epoch: epoch, sequence: sequence,
      time: HybridTime(milliseconds: commune.context.milliseconds + minute * 60_000 + Int64(sequence)),
      day: Day(2026, 11, 20), clerk: "Văn thư Sở", group: nil, act: try StoredAct.text(of: act))
    try commune.office.act(commune.context) {
      try $0.receive(delivered: entry, after: .zero, position: epoch * 1_000 + sequence - 1_000, proof: [])
    }
  }

  @discardableResult
  func register() throws -> DocumentLine {
    let arrival = try commune.office.find("moi-1", today: commune.context.day)
    return try commune.office.act(commune.context) {
      try $0.register(arrival.document, arrivedOn: commune.context.day, arrival: arrival)
    }
  }

  func line() throws -> DocumentLine { try commune.office.find("1", today: commune.context.day) }

  func files() throws -> [String] { try commune.office.files(try line()).map(\.name).sorted() }

  func requests() throws -> Int {
    try commune.office.read { try Int.fetchOne($0, sql: "SELECT requests FROM document WHERE number = 1")! }
  }

  func expectSound() throws {
    #expect(try commune.office.verify().findings.map { "\($0.place) \($0.words.english)" } == [])
  }

  func end() throws -> EntryReference {
    try commune.office.read {
      let station = try Station.read($0)
      return try station.last
    }
  }

  func contents() throws -> Int {
    try commune.office.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM content")! }
  }

  /// Receives what a colleague's station of this office wrote, after what was received from it before.
  func hear(_ acts: [Act], after before: [Act] = []) throws {
    let entries = try (before + acts).enumerated().map { place, act in
      StoredEntry(
        station: StationName(number: 0x0a0b_0c0d), epoch: 1, sequence: place + 1,
        time: HybridTime(milliseconds: commune.context.milliseconds + 60_000 + Int64(place)), day: Day(2026, 11, 20),
        clerk: "Văn thư 2", group: nil, act: try StoredAct.text(of: act))
    }
    try commune.office.act(commune.context) { try $0.receive(journal: entries, after: .zero, isHub: false) }
  }

  func agree() throws {
    let registered = try line()
    try commune.office.act(commune.context) { try $0.agree(registered) }
  }

  func corrected(_ new: String) -> Act {
    .corrected(.init(document: document, field: .subject, old: "V/v rà soát hộ nghèo", new: new, reason: "nhầm"))
  }

  func takingBack(_ sequence: Int) -> Act {
    .undone(.init(entry: EntryReference(station: sender, epoch: 1, sequence: sequence), document: document))
  }
}
