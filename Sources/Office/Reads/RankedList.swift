import GRDB

extension ListStatement {
  /// Returns a page of the list in the direction of the walk.
  ///
  /// A ranked list has two parts. The contents of its document determine in which part a line is, so its identifier is
  /// enough to continue: first in its part, then from the start of the other one. No more hits are read than are shown.
  func lines(_ db: Database, from: Int64?, walk: ListWalk, limit: Int) throws -> [DocumentLine] {
    guard isRanked else { return try page(of: .all, db, from, walk, limit) }
    let parts: [Part] = walk == .older ? [.marked, .others] : [.others, .marked]
    guard try from.map({ try holds($0, in: parts[0], db) }) ?? true else {
      return try page(of: parts[1], db, from, walk, limit)
    }
    let lines = try page(of: parts[0], db, from, walk, limit)
    guard lines.count < limit else { return lines }
    return try lines + page(of: parts[1], db, nil, walk, limit - lines.count)
  }

  private func holds(_ id: Int64, in part: Part, _ db: Database) throws -> Bool {
    // A line that is not in the first part counts as in the other, even if it has just left the list.
    let question = self.part(.marked).holds(id)
    let isMarked = try Bool.fetchOne(db.cachedStatement(sql: question.sql), arguments: question.arguments)!
    return isMarked == (part == .marked)
  }

  private func page(
    of part: Part, _ db: Database, _ from: Int64?, _ walk: ListWalk, _ limit: Int
  ) throws -> [DocumentLine] {
    let page = self.part(part).page(from: from, walk: walk, limit: limit)
    return try DocumentLine.fetchAll(db.cachedStatement(sql: page.sql), arguments: page.arguments)
  }
}
