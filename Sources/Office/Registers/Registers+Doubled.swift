import GRDB
import Records
import RecordsSQL

/// A number that several documents have: two stations of the office numbered in one book without knowing of each other,
/// or a copy of a file was used beside it. All stay in their book; one of them bears the number, and the others are
/// marked (`9*`) until a clerk voids one of them or gives it another number.
///
/// Which one bears it is a function of the entries alone, so all stations of the office decide the same: the one that
/// is not voided; of several the one numbered by the station that held the book in the higher generation, then the one
/// numbered first. The hub decides by the same rule (Hub/Receiving/Numbers.swift).
extension Registers {
  /// The place of a line in its book.
  struct NumberPlace: Hashable {
    var book: String
    var number: Int
    var suffix: String
  }

  /// Returns the place of the line; `nil` if it has no number.
  func place(of id: Int64) throws -> NumberPlace? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT book, number, suffix FROM document WHERE id = ? AND number IS NOT NULL"),
      arguments: [id]
    ).map { NumberPlace(book: $0[0], number: $0[1], suffix: $0[2]) }
  }

  /// Returns the rank that is free at the place: 0 unless another line has the number.
  func freeRank(_ place: NumberPlace, besides id: Int64) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT ifnull(max(doubled) + 1, 0) FROM document WHERE book = ? AND number = ? AND suffix = ? AND id <> ?
          """), arguments: [place.book, place.number, place.suffix, id])!
  }

  /// Decides which of the lines at the place bears the number.
  ///
  /// - Returns: the lines whose mark changed.
  func rule(_ place: NumberPlace) throws -> [Int64] {
    let lines = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id, doubled, state FROM document WHERE book = ? AND number = ? AND suffix = ? ORDER BY doubled
          """), arguments: [place.book, place.number, place.suffix])
    guard lines.contains(where: { $0[1] as Int > 0 }) else { return [] }
    var claims = try lines.map { line -> (line: Row, isVoided: Bool, claim: NumberClaim) in
      let entries = try Journal(db).entries(about: line[0])
      guard let entry = SourcedEntry.numberer(of: entries) else {
        throw RegisterFault.unknown("\(line[0] as Int64)")
      }
      return (
        line, line[2] == Processing.voided.rawValue || SourcedEntry.isVoided(entries),
        NumberClaim(
          isReentry: entry.act.body.numberGiven?.isReentry ?? false,
          generation: try generation(of: entry, in: place.book), time: entry.time.packed, entry: entry.reference)
      )
    }
    claims.sort { $0.isVoided != $1.isVoided ? $1.isVoided : $0.claim.stands(against: $1.claim) }
    let changed = claims.enumerated().filter { $0 != $1.line[1] }
    guard !changed.isEmpty else { return [] }
    // No two lines may have one rank, not even for a moment.
    for (rank, claim) in changed {
      try run("UPDATE document SET doubled = ? WHERE id = ?", [-1 - rank, claim.line[0] as Int64])
    }
    for (rank, claim) in changed {
      try run("UPDATE document SET doubled = ? WHERE id = ?", [rank, claim.line[0] as Int64])
    }
    return changed.map { $0.element.line[0] }
  }

  /// Returns the generation in which the station of the entry held the book when it wrote it: the last one that an
  /// earlier entry gave it, whether that entry was known there or not; 0 if none did.
  private func generation(of entry: JournalEntry, in book: String) throws -> Int {
    let given = try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT max(c.generation) FROM custody c JOIN journal j USING (station, epoch, sequence)
          WHERE c.book = ?1 AND c.holder = ?2 AND (j.time, j.station, j.epoch, j.sequence) < (?3, ?2, ?4, ?5)
          """),
      arguments: [
        book, entry.reference.station.description, entry.time.packed, entry.reference.epoch, entry.reference.sequence,
      ])
    if let given { return given }
    let opening = try String.fetchOne(
      db.cachedStatement(sql: "SELECT opening FROM book WHERE id = ?"), arguments: [book])
    return opening.flatMap(EntryReference.init)?.station == entry.reference.station ? 1 : 0
  }
}
