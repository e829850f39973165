import GRDB
import Records

/// The columns of a register that hold a document: its fields, and the keys by which it is found and sorted.
enum DocumentColumns {
  /// Values derived from the fields, stored so that an index can hold them.
  private static let keys: [(name: String, value: @Sendable (Document) -> DatabaseValue)] = [
    ("codeKey", { Duplicates.key(of: $0.code).databaseValue }),
    ("organKey", { OrganDirectory.nameKey($0.organName).databaseValue }),
    ("typeOrder", { OrderKeys.type($0.typeName).databaseValue }),
    ("subjectOrder", { OrderKeys.subject($0.subject).databaseValue }),
    ("signerOrder", { OrderKeys.signer($0.signer?.fullName).databaseValue }),
  ]

  static let names = Field.columns.map(\.name) + keys.map(\.name)

  /// Appends the values of `names`.
  static func append(_ document: Document, to values: inout [DatabaseValue]) {
    for cell in document.cells {
      switch cell {
      case .text(let text): values.append(text.databaseValue)
      case .number(let number): values.append(number.databaseValue)
      case .empty: values.append(.null)
      }
    }
    for key in keys { values.append(key.value(document)) }
  }
}
