import DurableFile
import Exchange
import FoundationEssentials
import GRDB
import Records

/// How far the hub's data had come, kept outside of it: data that lies behind its mark was put back from a copy.
///
/// The mark follows the commits and is never ahead of them. No backup holds one: `hub.mark` lies beside `hub.key`, and a second
/// one wherever `serve --mark` says, best on another disk.
public struct HubMark: Equatable, Sendable {
  var station: StationName
  var log: UInt64
  var epoch: Int
  /// The last entry, and its hash; 0 where there is none.
  var place: Int
  var hash: Hash256

  static func file(_ folder: String) -> String { "\(folder)/hub.mark" }
  private static let title = "vanthu hub mark 1"

  /// What a mark says of the data.
  public enum State: String, Sendable {
    /// There is none yet.
    case none
    /// The data is as far as the mark, or further.
    case sound
    /// The data lies behind it: it was put back.
    case behind
    /// Of another hub, or no mark.
    case foreign
    case unreadable
  }

  static func of(_ hub: Hub, _ db: Database) throws -> HubMark {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT place, hash FROM entries ORDER BY place DESC LIMIT 1"))
    return HubMark(
      station: hub.station, log: hub.log, epoch: hub.epoch, place: row?[0] ?? 0,
      hash: try row.map { try Hash256(stored: $0[1]) } ?? .zero)
  }

  // MARK: the file

  var text: String { "\(HubMark.title)\n\(station)\n\(log)\n\(epoch)\n\(place)\n\(hash)\n" }

  init(station: StationName, log: UInt64, epoch: Int, place: Int, hash: Hash256) {
    (self.station, self.log, self.epoch, self.place, self.hash) = (station, log, epoch, place, hash)
  }

  /// `nil` for what is no mark.
  init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == 7, lines[0] == HubMark.title, lines[6].isEmpty, let station = StationName(lines[1]),
      let log = UInt64(lines[2]), let epoch = Int(lines[3]), let place = Int(lines[4]),
      let hash = [UInt8](hexadecimal: lines[5]).flatMap({ Hash256($0) })
    else { return nil }
    self.init(station: station, log: log, epoch: epoch, place: place, hash: hash)
  }

  /// What lies at a path: a mark, something else, or nothing.
  enum Found: Equatable {
    case none
    case mark(HubMark)
    case foreign
    case unreadable
  }

  static func read(_ path: String) -> Found {
    do {
      guard let bytes = try OpenFile.all(path, atMost: 1_000) else { return .none }
      return HubMark(text: String(decoding: bytes, as: UTF8.self)).map(Found.mark) ?? .foreign
    } catch { return .unreadable }
  }
}

extension HubMark.Found {
  /// What it says of the data as it is now.
  func state(of hub: Hub, _ db: Database) throws -> HubMark.State {
    switch self {
    case .none: return .none
    case .foreign: return .foreign
    case .unreadable: return .unreadable
    case .mark(let mark):
      guard mark.station == hub.station else { return .foreign }
      guard mark.epoch == hub.epoch, mark.log == hub.log else { return mark.epoch > hub.epoch ? .behind : .sound }
      guard mark.place > 0 else { return .sound }
      let hash = try Data.fetchOne(db, sql: "SELECT hash FROM entries WHERE place = ?", arguments: [mark.place])
      return try hash.map(Hash256.init(stored:)) == mark.hash ? .sound : .behind
    }
  }
}

extension Hub {
  /// A mark is written again at most so often, in milliseconds: a rollback by less is found by the stations only.
  static let markInterval = 5_000

  /// Begins another life where the data lies behind a mark. Where the hub may not do so again by itself, the mark stays as it is: an
  /// open matter for the administrator.
  func compareWithMarks() throws {
    // First the marks, then the data: another process that writes meanwhile is behind its mark at no time.
    let found = marks.map(HubMark.read)
    let isBehind = try read { db in
      try refresh(db)
      return try found.contains { try $0.state(of: self, db) == .behind }
    }
    guard isBehind else { return renewMarks(isUrgent: true) }
    guard try !mayBeginByItself() else { return try drawLog(.mark) }
    keepsMarks = true
    try write { try RollbackClaim.note(.mark, by: station.description, "", at: machine.now(), $0) }
  }

  /// All that is written is in the marks after this, for who is about to end. They stay as they are where the data lies behind one, in a
  /// backup that is looked at, and where none was made yet.
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

  /// Writes the marks anew, behind a commit. One that cannot be written stays as it was, is tried again with the
  /// next commit, and is told of (`MarkTroubles`).
  func renewMarks(isUrgent: Bool = false) {
    guard !marks.isEmpty else { return }
    if isUrgent { keepsMarks = false }
    let now = machine.now()
    guard !keepsMarks, isUrgent || !(0..<Hub.markInterval).contains(now - markedAt) else { return }
    guard let mark = try? database.read({ try HubMark.of(self, $0) }), mark != lastMark else { return }
    markedAt = now
    let troubles = marks.map { path in
      let trouble = write(mark, to: path)
      unwritten.note(path, trouble)
      return trouble
    }
    if troubles.allSatisfy({ $0 == nil }) { lastMark = mark }
  }

  private func write(_ mark: HubMark, to path: String) -> MarkTrouble.Kind? {
    switch HubMark.read(path) {
    // What is there of another hub is not written over.
    case .mark(let other) where other.station != station: return .foreign
    case .foreign: return .foreign
    case .none, .mark, .unreadable: break
    }
    do { try NewFile.write(Array(mark.text.utf8), to: path) } catch { return .unwritable }
    return nil
  }
}
