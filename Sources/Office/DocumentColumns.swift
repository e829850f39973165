import GRDB
import Records

/// The columns of a register that hold a document: its fields, and the keys by which it is found and sorted.
enum DocumentColumns {
  /// Values derived from the fields, stored so that an index can hold them.
  private static let keys: [(name: String, value: @Sendable (Document) -> any DatabaseValueConvertible)] = [
    ("codeKey", { Duplicates.key(of: $0.code) }),
    ("organKey", { OrganDirectory.nameKey($0.organName) }),
    ("typeOrder", { OrderKeys.type($0.typeName) }),
    ("subjectOrder", { OrderKeys.subject($0.subject) }),
    ("signerOrder", { OrderKeys.signer($0.signer?.fullName) }),
  ]

  static let names = Field.columns.map(\.name) + keys.map(\.name)

  /// Appends the values of `names`.
  static func append(_ document: Document, to values: inout [(any DatabaseValueConvertible)?]) {
    values.reserveCapacity(values.count + names.count)
    for cell in document.cells {
      switch cell {
      case .text(let text): values.append(text)
      case .number(let number): values.append(number)
      case .empty: values.append(nil)
      }
    }
    for key in keys { values.append(key.value(document)) }
  }
}
