import GRDB
import Records

/// Acts that name an entry of no station: in the place of its name is something other than eight lower-case hexadecimal
/// digits. Earlier versions read such acts; to this one they are malformed (docs/internals/journal.md).
public enum MalformedReferences {
  /// The names under which acts hold one entry.
  private static let names = ["answers", "arrival", "document", "draft", "entry", "from", "replaces"]

  /// A condition of SQL, true for few others: an act that names several entries, or text under one of these names.
  private static let mayNameOne: String = {
    let station = String(repeating: "[0-9a-f]", count: StationName.length)
    let one = names.map { #"(act GLOB '*"\#($0)":"*' AND act NOT GLOB '*"\#($0)":"\#(station).*')"# }
    return (one + [#"act GLOB '*"seen":[[]"*'"#]).joined(separator: " OR ")
  }()

  /// Returns the entries in a table with the columns of a journal whose acts name no entry where they should and cannot
  /// be read.
  ///
  /// - Parameter condition: which entries are looked at.
  public static func entries(in table: String, where condition: String = "1", _ db: Database) throws -> [EntryReference]
  {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT station, epoch, sequence, act FROM \(table) WHERE (\(condition)) AND (\(mayNameOne))")
    var entries: [EntryReference] = []
    while let row = try rows.next() {
      if (try? StoredAct.act(from: row[3])) == nil { entries.append(try EntryReference(row)) }
    }
    return entries
  }
}
