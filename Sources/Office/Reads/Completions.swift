import GRDB
import Records
import Vietnamese

/// Completion of typed texts from the office's own registers.
extension Office {
  /// Returns the units and persons to which documents were assigned, the most used first; equal ones in the order of
  /// the dictionary.
  public func units(matching typed: String = "", limit: Int = 20) throws -> [String] {
    let units = try used(
      """
      SELECT unit, count(*) FROM (SELECT unit, unitKey FROM assignment ORDER BY document DESC LIMIT 4000) \
      GROUP BY unitKey
      """)
    return matching(typed, units) { $0 }.prefix(limit).map(\.self)
  }

  /// Returns the agencies from which documents came, the most used of the last ones first.
  public func correspondents(matching typed: String = "", limit: Int = 20) throws -> [String] {
    let names = try used(
      """
      SELECT organName, count(*) FROM (
        SELECT organName, organKey FROM document WHERE direction = 'incoming' AND organName <> '' \
      ORDER BY id DESC LIMIT 4000)
      GROUP BY organKey
      """)
    return OrganDirectory.names(names, matching: typed).prefix(limit).map(\.self)
  }

  /// Returns the signatories of documents in this direction, the most used first.
  public func signers(matching typed: String = "", direction: Book.Direction, limit: Int = 20) throws -> [Signer] {
    let signers = try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT signerPosition, signerName, count(*) FROM (
            SELECT signerPosition, signerName FROM document WHERE direction = ? AND signerName IS NOT NULL
            ORDER BY id DESC LIMIT 2000)
          GROUP BY 1, 2
          """, arguments: [direction.rawValue]
      ).map { (signer: Signer(position: $0[0], fullName: $0[1]), uses: $0[2] as Int) }
    }
    let ordered = mostUsed(signers.sortedByGivenName(\.signer.fullName), \.uses).map(\.signer)
    return matching(typed, ordered, \.display).prefix(limit).map(\.self)
  }

  /// Returns the earlier subjects that match, the latest first.
  public func subjects(matching typed: String, direction: Book.Direction, limit: Int = 10) throws -> [String] {
    let subjects = try read {
      try String.fetchAll(
        $0,
        sql: """
          SELECT subject FROM (
            SELECT subject, id FROM document WHERE direction = '\(direction.rawValue)' ORDER BY id DESC LIMIT 2000)
          GROUP BY subject ORDER BY max(id) DESC
          """)
    }
    return matching(typed, subjects) { $0 }.prefix(limit).map(\.self)
  }

  /// Returns the last document of this agency: it shows its usual symbol, type and signatory.
  public func lastDocument(from organName: String) throws -> DocumentLine? {
    try read { db in
      try DocumentLine.fetchOne(
        db,
        sql: """
          SELECT \(DocumentLine.columns) FROM (SELECT * FROM document WHERE direction = 'incoming' \
          ORDER BY id DESC LIMIT 4000)
            AS document
          WHERE organKey = ? ORDER BY id DESC LIMIT 1
          """, arguments: [OrganDirectory.nameKey(organName)])
    }
  }

  /// Returns the texts by how often they were used, the most used first; equal ones in the order of the dictionary.
  private func used(_ sql: String) throws -> [String] {
    let texts = try read { try Row.fetchAll($0, sql: sql).map { (text: $0[0] as String, uses: $0[1] as Int) } }
    return mostUsed(texts.sortedByWords(\.text), \.uses).map(\.text)
  }

  /// Sorts the most used first; those used equally often keep their order.
  private func mostUsed<Element>(_ elements: [Element], _ uses: (Element) -> Int) -> [Element] {
    elements.enumerated().sorted { (-uses($0.element), $0.offset) < (-uses($1.element), $1.offset) }.map(\.element)
  }

  /// Returns the elements in which every typed word, folded, begins a word; first those that have the typed marks.
  private func matching<Element>(_ typed: String, _ elements: [Element], _ text: (Element) -> String) -> [Element] {
    let tokens = searchTokens(typed)
    let found = elements.filter { element in
      let words = searchTokens(text(element))
      return tokens.allSatisfy { token in words.contains { $0.hasPrefix(token) } }
    }
    return TypedMarks(typed).nearestFirst(found, text)
  }
}
