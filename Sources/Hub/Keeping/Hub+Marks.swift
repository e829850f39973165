import DurableFile
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// When the marks are written, and what follows if the data is behind one.
extension Hub {
  /// The minimum interval between two marks, in milliseconds: a rollback by less is found by the stations only.
  static let markInterval = 5_000

  /// The marks that could not be written last time.
  public var markTroubles: [MarkTrouble] { unwritten.all }

  /// Begins a new incarnation if the data is behind a mark. If the hub may not do so again by itself, the mark is kept
  /// as evidence for the administrator.
  func compareWithMarks() throws {
    // The marks are read before the data, so that a concurrent writer cannot make the data look behind.
    let found = marks.map(HubMark.read)
    let isBehind = try read { db in
      try refresh(db)
      return try found.contains { try $0.state(of: self, db) == .behind }
    }
    guard isBehind else { return renewMarks(isUrgent: true) }
    guard try !mayBeginByItself() else { return try startNewIncarnation(.mark) }
    keepsMarks = true
    try write { try RollbackClaim.note(.mark, by: station, "", at: system.now(), $0) }
  }

  /// Brings the marks up to date before the program ends. They stay as they are if the data is behind one, in a backup
  /// that is only looked at, and if there is none yet.
  public func finishMarks() {
    guard (try? keepsLog) == true else { return }
    let found = marks.map(HubMark.read)
    let states = try? read { db in
      try refresh(db)
      return try found.map { try $0.state(of: self, db) }
    }
    guard let states, states.contains(.sound), !states.contains(.behind) else { return }
    renewMarks(isUrgent: true)
  }

  /// Writes the marks, after a commit. One that cannot be written stays as it was, is tried again with a later commit,
  /// and is reported (`MarkTroubles`).
  func renewMarks(isUrgent: Bool = false) {
    guard !marks.isEmpty else { return }
    if isUrgent { keepsMarks = false }
    let now = system.now()
    guard !keepsMarks, isUrgent || !(0..<Hub.markInterval).contains(now - markedAt) else { return }
    guard let mark = try? database.read({ try mark($0) }), mark != lastMark else { return }
    markedAt = now
    let troubles = marks.map { path in
      let trouble = write(mark, to: path)
      unwritten.note(path, trouble)
      return trouble
    }
    if troubles.allSatisfy({ $0 == nil }) { lastMark = mark }
  }

  /// Returns the mark of the present data.
  private func mark(_ db: Database) throws -> HubMark {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT place, hash FROM entries ORDER BY place DESC LIMIT 1"))
    return HubMark(
      station: station, incarnation: incarnation, epoch: epoch, place: row?[0] ?? 0,
      hash: try row.map { try $0.stored(1) } ?? .zero)
  }

  private func write(_ mark: HubMark, to path: String) -> MarkTrouble.Kind? {
    switch HubMark.read(path) {
    // A mark of another hub is not overwritten.
    case .mark(let other) where other.station != station: return .foreign
    case .foreign: return .foreign
    case .none, .mark, .unreadable: break
    }
    do { try NewFile.write(Array(mark.text.utf8), to: path) } catch { return .unwritable }
    return nil
  }
}

extension HubMark.Found {
  /// Compares it with the present data.
  func state(of hub: Hub, _ db: Database) throws -> HubMark.State {
    switch self {
    case .none: return .none
    case .foreign: return .foreign
    case .unreadable: return .unreadable
    case .mark(let mark):
      guard mark.station == hub.station else { return .foreign }
      guard mark.epoch == hub.epoch, mark.incarnation == hub.incarnation else {
        return mark.epoch > hub.epoch ? .behind : .sound
      }
      guard mark.place > 0 else { return .sound }
      let hash = try Hash256.fetchOne(db, sql: "SELECT hash FROM entries WHERE place = ?", arguments: [mark.place])
      return hash == mark.hash ? .sound : .behind
    }
  }
}
