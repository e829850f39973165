import CommandWords
import Records
import Wording

/// The parameters by which a clerk types the fields of a document.
///
/// The commands that make a document, and the forms of a draft, loop over the table. A command may explain a parameter
/// in its own words; it is read by its name.
package enum DocumentParameters {
  static let type = Typed<String>.option("type", .documentType, Bilingual("Loại văn bản", "Type"), required: true)
  static let subject = Typed<String>.option("subject", .longText, Bilingual("Trích yếu", "Subject"), required: true)
  static let urgency = Typed<Urgency>(.option("urgency", .urgency, Bilingual("Độ khẩn", "Urgency"))) { typed, _ in
    try Urgency.reading(typed)
  }
  static let signer = Typed<Signer>(.option("signer", .person, Bilingual("Người ký", "Signer"))) { typed, _ in
    Signer(typed: typed)
  }
  static let pages = Typed<Int>.option("pages", .number, Bilingual("Số trang", "Pages"))
  static let copies = Typed<Int>.option("copies", .number, Bilingual("Số bản", "Copies"))
  static let due = Typed<Day>.option("due", .dueDay, Bilingual("Hạn trả lời", "Reply by"))
  static let note = Typed<String>.option("note", .text, Bilingual("Ghi chú", "Note"))
  static let documentID = Typed<String>.option(
    "document-id", .word, Bilingual("Mã định danh văn bản", "Document identifier"), asked: false)

  package static let all = [
    DocumentParameter(.typeName, type) { $0.typeName = DocumentType(named: $1).name },
    DocumentParameter(.subject, subject),
    DocumentParameter(.urgency, urgency) { $0.urgency = $1 },
    DocumentParameter(
      .signer, signer,
      typed: { document in
        document.signer.map { [$0.position, $0.fullName].compactMap(\.self).joined(separator: ", ") } ?? ""
      }, set: { $0.signer = $1 }),
    DocumentParameter(.pageAmount, pages),
    DocumentParameter(.issuedAmount, copies, in: [.outgoing]),
    DocumentParameter(.dueDate, due),
    DocumentParameter(.note, note),
    DocumentParameter(.documentID, documentID, in: [.incoming]),
  ]

  /// The fields that each command reads in its own way: the directory, the book and the day decide on them.
  package static let others: Set<Field> = [.code, .organName, .issuedDate, .toPlaces]

  /// Returns the parameters of a command that makes a document: those that it names, and between them those of all
  /// other fields of the register.
  static func all(
    _ direction: Book.Direction, first: [any Declared], last: [any Declared]
  ) -> [any Declared] {
    let named = Set((first + last).map(\.parameter.name))
    return first + of(direction).map(\.parameter).filter { !named.contains($0.name) } + last
  }

  private static func of(_ direction: Book.Direction) -> [DocumentParameter] {
    all.filter { $0.directions.contains(direction) }
  }

  /// Sets the fields that were given.
  static func fill(_ document: inout Document, _ given: Given) throws {
    for row in all { try row.fill(&document, given) }
  }

  /// Returns the document without the fields that its form shows. What the form does not know is kept.
  static func emptied(_ document: Document, _ direction: Book.Direction) -> Document {
    of(direction).reduce(into: document) { $0.set($1.field, to: Document.blank.value(of: $1.field)) }
  }

  /// Returns the values with which a form about the document begins.
  static func typed(_ document: Document, _ direction: Book.Direction) -> [String: [String]] {
    of(direction).reduce(into: [:]) { values, row in
      let typed = row.typed(document)
      if !typed.isEmpty { values[row.parameter.name] = [typed] }
    }
  }
}
