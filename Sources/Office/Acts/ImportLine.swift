import GRDB
import Records

extension Acts.RegisterImported: LineMaking {
  func insert(_ id: Int64, as line: EntryReference, _ sourced: SourcedEntry, into registers: Registers) throws -> Int64?
  {
    let filled = try registers.fill(book, number, suffix)
    try registers.insert(
      document, try registers.direction(of: book), state, id, line, day,
      Registers.Place(
        book: book, number: number, suffix: suffix, toPlaces: toPlaces ?? "", closedOn: state.isOpen ? nil : day,
        // The note of a number that was voided on paper says why.
        reason: state == .voided ? document.note : nil))
    try registers.count(book, number, day)
    return filled
  }
}
