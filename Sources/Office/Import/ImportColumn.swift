import Records
import Vietnamese
import Wording

/// A column of a register, known by its title in Vietnamese or by its name in Annex VI of Decree 30/2020.
enum ImportColumn: Hashable {
  /// A field of a document, under the titles of its row in the table of fields.
  case field(Field)
  case arrivalNumber, arrivalDate, codeNumber, codeNotation, typeAndSubject, secrecy, signerPosition, state, reason

  /// The titles of columns that hold no field of a document, or a part of one. The first title is the one that the
  /// program writes.
  private static let others: [(ImportColumn, [String])] = [
    (.arrivalNumber, ["Số đến", "Số thứ tự", "STT đến", "arrivalNumber", "arrival number"]),
    (.arrivalDate, ["Ngày đến", "Ngày tháng đến", "arrivalDate", "Ngày nhận"]),
    (.codeNumber, ["Số văn bản", "Số", "codeNumber"]),
    (.codeNotation, ["Ký hiệu", "Ký hiệu văn bản", "codeNotation"]),
    (
      .typeAndSubject,
      ["Tên loại và trích yếu nội dung văn bản", "Tên loại và trích yếu nội dung", "Tên loại và trích yếu"]
    ),
    (.secrecy, ["Độ mật", "Mức độ mật", "securityLevel", "secrecy"]),
    (.signerPosition, ["Chức vụ người ký", "Chức vụ", "position", "signerPosition"]),
    (.state, ["Trạng thái", "Tình trạng", "state"]),
    (.reason, ["Lý do", "reason"]),
  ]

  private static let titles =
    others + Field.all.filter { !$0.titles.isEmpty }.map { (ImportColumn.field($0), $0.titles) }

  private static let byTitle: [String: ImportColumn] = {
    var byTitle: [String: ImportColumn] = [:]
    for (column, titles) in titles {
      for title in titles { byTitle[searchTokens(title).joined()] = column }
    }
    return byTitle
  }()

  /// The title that the program writes over the column.
  var title: String { ImportColumn.titles.first { $0.0 == self }!.1[0] }

  static func named(_ title: String) -> ImportColumn? { byTitle[searchTokens(String(title.prefix(200))).joined()] }
}

/// The columns of a file, by their places in a record.
struct ImportHeader {
  private(set) var places: [ImportColumn: Int] = [:]
  private(set) var titles: [String] = []
  /// The columns that are not imported: those with an unknown title, and every second one of the same kind.
  private(set) var leftOut: [String] = []

  init(_ cells: [String]) {
    titles = cells.map { cleaned($0) }
    for (place, title) in titles.enumerated() where !title.isEmpty {
      if let column = ImportColumn.named(title), places[column] == nil {
        places[column] = place
      } else {
        leftOut.append(title)
      }
    }
  }

  /// The direction of the register: a register with arrival numbers is one of incoming documents.
  var direction: Book.Direction { places[.arrivalNumber] == nil ? .outgoing : .incoming }

  /// Returns the missing columns of those that every line needs.
  func missing(for direction: Book.Direction) -> [ImportColumn] {
    var needed: [ImportColumn] = []
    func need(_ columns: ImportColumn...) {
      if !columns.contains(where: { places[$0] != nil }) { needed.append(columns[0]) }
    }
    switch direction {
    case .incoming:
      need(.arrivalNumber)
      need(.arrivalDate)
      need(.field(.organName))
    case .outgoing:
      need(.field(.code), .codeNumber)
      need(.field(.issuedDate))
    }
    need(.typeAndSubject, .field(.subject))
    return needed
  }

  func cell(_ column: ImportColumn, of record: TextTable.Record) -> String {
    guard let place = places[column], place < record.cells.count else { return "" }
    return FormulaGuard.unguarded(record.cells[place])
  }

  /// Returns the title of the column in this file.
  func title(of column: ImportColumn) -> String { places[column].map { titles[$0] } ?? column.title }
}
