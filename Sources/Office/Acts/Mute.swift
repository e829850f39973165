import GRDB
import Records
import Wording

extension OfficeTransaction {
  /// Mutes an office, or ends that: what it sends is delivered as before, but is shown apart in the inbox of all
  /// stations here, and the hub is informed. Repeating it changes nothing.
  ///
  /// - Returns: whether anything changed.
  /// - Throws: `MuteRefusal.own`.
  @discardableResult
  public func mute(_ organ: Organ, _ isMuted: Bool) throws -> Bool {
    guard try String.fetchOne(db, sql: "SELECT organ FROM hub") != organ.id else { throw MuteRefusal.own }
    let isMutedNow = try Bool.fetchOne(db, sql: "SELECT isMuted FROM muted WHERE organ = ?", arguments: [organ.id])
    guard isMutedNow ?? false != isMuted else { return false }
    try write(.senderMuted(.init(organ: organ.id, name: organ.name, isMuted: isMuted)))
    return true
  }
}

extension Acts.SenderMuted: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    try registers.run(
      """
      INSERT INTO muted (organ, name, isMuted, said) VALUES (?, ?, ?, ?)
      ON CONFLICT (organ) DO UPDATE SET name = excluded.name, isMuted = excluded.isMuted, said = excluded.said
      WHERE (excluded.said, excluded.isMuted, excluded.name) > (said, isMuted, name)
      """, [organ, name, isMuted, entry.time.packed])
    return []
  }
}

extension Office {
  /// Returns the muted offices with their names, in the order of their identifiers.
  public func muted() throws -> [(organ: Organ.ID, name: String)] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT organ, name FROM muted WHERE isMuted ORDER BY organ").map { ($0[0], $0[1]) }
    }
  }
}

public enum MuteRefusal: Refusal, Equatable {
  case own
  case unknown(String)

  public var words: Bilingual {
    switch self {
    case .own:
      Bilingual("Không tắt tiếng được chính cơ quan mình.", "An office cannot mute itself.")
    case .unknown(let typed):
      Bilingual(
        "Không có cơ quan “\(typed)” trong danh bạ; tìm bằng vanthu organ find.",
        "There is no agency “\(typed)” in the directory; search with vanthu organ find.")
    }
  }
}
