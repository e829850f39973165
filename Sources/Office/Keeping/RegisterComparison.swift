import GRDB
import Wording

/// The comparison, row by row, of every register of the file (`kept`) with the result of replaying the journal
/// (`main`).
struct RegisterComparison {
  /// The tables in the second part of Schema/registers.sql: those that can be rebuilt from the journal.
  static let tables = [
    "office", "clerk", "book", "document", "assignment", "recipient", "attachment", "trail", "recipientGroup", "organ",
    "calendar", "holiday", "muted", "custody", "givenUp", "figure", "request", "undoing", "listedOrgan", "peer",
    "waiting", "merge", "citation",
  ]

  let db: Database

  init(_ db: Database) { self.db = db }

  func run(_ report: inout VerifyReport) throws {
    for table in RegisterComparison.tables {
      let columns = try Row.fetchAll(db, sql: "SELECT name, pk FROM pragma_table_info(?)", arguments: [table])
      let names = columns.map { $0[0] as String }
      let keys = columns.filter { $0[1] as Int > 0 }.map { $0[0] as String }
      try compare(table, names, keys: keys.isEmpty ? ["rowid"] : keys, &report)
    }
    report.documents = try Int.fetchOne(db, sql: "SELECT count(*) FROM kept.document") ?? 0
  }

  private func compare(_ table: String, _ columns: [String], keys: [String], _ report: inout VerifyReport) throws {
    let join = keys.map { "m.\($0) = k.\($0)" }.joined(separator: " AND ")
    let differs = columns.map { "k.\($0) IS NOT m.\($0)" }.joined(separator: " OR ")
    let order = { (schema: String) in keys.map { "\(schema).\($0)" }.joined(separator: ", ") }
    let (kept, made) = (
      columns.map { "k.\($0)" }.joined(separator: ", "), columns.map { "m.\($0)" }.joined(separator: ", ")
    )
    let limit = VerifyReport.most + 1
    // A state that no document is in any more may have a row with 0 or none, depending on the order of the acts.
    func counts(_ schema: String) -> String { table == "figure" ? "\(schema).amount <> 0" : "1" }
    // Both tables are read in the order of their primary key: no sorting, no memory.
    let changed = try Row.fetchAll(
      db,
      sql: """
        SELECT \(order("k")), m.\(keys[0]) IS NULL, \(kept), \(made)
        FROM kept.\(table) k LEFT JOIN main.\(table) m ON \(join)
        WHERE (m.\(keys[0]) IS NULL AND \(counts("k"))) OR (m.\(keys[0]) IS NOT NULL AND (\(differs))) LIMIT \(limit)
        """)
    for row in changed {
      let place = place(table, keys, row)
      if row[keys.count] == true {
        report.add(
          .register, place, Bilingual("Dòng này không có trong nhật ký.", "The journal does not have this line."))
        continue
      }
      let first = keys.count + 1
      let index = columns.indices.first { index in
        row[first + index] as DatabaseValue != row[first + columns.count + index] as DatabaseValue
      }
      let column = index.map { columns[$0] } ?? "?"
      let found = index.map { RegisterComparison.text(row[first + $0]) } ?? ""
      let expected = index.map { RegisterComparison.text(row[first + columns.count + $0]) } ?? ""
      report.add(
        .register, "\(place), \(column)",
        Bilingual(
          "Sổ ghi \(found), theo nhật ký phải là \(expected).",
          "The register has \(found), according to the journal it is \(expected)."))
    }
    let missing = try Row.fetchAll(
      db,
      sql: """
        SELECT \(order("m")) FROM main.\(table) m LEFT JOIN kept.\(table) k ON \(join)
        WHERE k.\(keys[0]) IS NULL AND \(counts("m")) LIMIT \(limit)
        """)
    for row in missing {
      report.add(
        .register, place(table, keys, row),
        Bilingual(
          "Thiếu dòng này: nhật ký có, sổ không có.", "This line is missing: the journal has it, the register does not."
        )
      )
    }
  }

  private func place(_ table: String, _ keys: [String], _ row: Row) -> String {
    "\(table) " + keys.enumerated().map { "\($1)=\(row[$0] as DatabaseValue)" }.joined(separator: " ")
  }

  /// Returns a value as text for a finding, cut when it is long.
  private static func text(_ value: DatabaseValue) -> String {
    let text = "\(value)"
    return text.count <= 60 ? text : text.prefix(59) + "…"
  }
}
