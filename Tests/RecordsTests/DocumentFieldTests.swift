import Records
import TestSupport
import Testing

/// The table of fields is complete: what it lacks, no register would store.
struct DocumentFieldTests {
  @Test func everyPropertyOfADocumentIsAField() {
    let properties = Mirror(reflecting: Document.blank).children.compactMap(\.label)
    #expect(Set(properties) == Set(Field.all.filter { !$0.columns.isEmpty }.map(\.rawValue)))
    #expect(Set(Field.all).count == Field.all.count)
  }

  @Test(arguments: Field.all.filter { !$0.columns.isEmpty }) func whatIsSetIsStoredAndReadAgain(_ field: Field) {
    var document = Document.blank
    document.set(field, to: field.example(7))
    #expect(document.value(of: field) == field.example(7))
    #expect(document != .blank)
    // As in a row of a register, column by column.
    var read = Document.blank
    for column in field.columns { #expect(column.read(&read, column.value(document), 0)) }
    #expect(read == document)
  }
}
