import Records
import Vietnamese
import Wording

/// A column of a register, known by its title in Vietnamese or by its name in Annex VI of Decree 30/2020.
enum ImportColumn: String, CaseIterable {
  case arrivalNumber, arrivalDate, organName, code, codeNumber, codeNotation, issuedDate, typeName, subject,
    typeAndSubject, toPlaces, note, urgency, secrecy, signerName, signerPosition, dueDate, pageAmount, issuedAmount,
    state,
    documentID, reason

  /// Titles, folded and without spaces; the first is the one the program writes.
  private static let titles: [(ImportColumn, [String])] = [
    (.arrivalNumber, ["Số đến", "Số thứ tự", "STT đến", "arrivalNumber", "arrival number"]),
    (.arrivalDate, ["Ngày đến", "Ngày tháng đến", "arrivalDate", "Ngày nhận"]),
    (.organName, ["Tác giả", "Cơ quan ban hành", "Nơi gửi", "Cơ quan gửi", "Tên cơ quan ban hành", "organName"]),
    (.code, ["Số, ký hiệu văn bản", "Số, ký hiệu", "Số và ký hiệu", "Số ký hiệu văn bản", "code", "Số hiệu"]),
    (.codeNumber, ["Số văn bản", "Số", "codeNumber"]),
    (.codeNotation, ["Ký hiệu", "Ký hiệu văn bản", "codeNotation"]),
    (
      .issuedDate,
      [
        "Ngày tháng văn bản", "Ngày văn bản", "Ngày, tháng, năm văn bản", "Ngày ban hành", "Ngày tháng", "Ngày ký",
        "issuedDate", "promulgationDate",
      ]
    ),
    (.typeName, ["Tên loại", "Loại văn bản", "Tên loại văn bản", "typeName", "documentType"]),
    (.subject, ["Trích yếu", "Trích yếu nội dung", "Nội dung", "Trích yếu nội dung văn bản", "subject"]),
    (
      .typeAndSubject,
      ["Tên loại và trích yếu nội dung văn bản", "Tên loại và trích yếu nội dung", "Tên loại và trích yếu"]
    ),
    (.toPlaces, ["Đơn vị hoặc người nhận", "Nơi nhận văn bản", "Nơi nhận", "Đơn vị, người nhận", "toPlaces"]),
    (.note, ["Ghi chú", "description", "note"]),
    (.urgency, ["Độ khẩn", "Mức độ khẩn", "urgency", "priority"]),
    (.secrecy, ["Độ mật", "Mức độ mật", "securityLevel", "secrecy"]),
    (.signerName, ["Người ký", "Họ tên người ký", "fullName", "signer", "signerName"]),
    (.signerPosition, ["Chức vụ người ký", "Chức vụ", "position", "signerPosition"]),
    (.dueDate, ["Hạn giải quyết", "Hạn", "Hạn xử lý", "Thời hạn", "Hạn trả lời", "dueDate"]),
    (.pageAmount, ["Số trang", "Số tờ", "pageAmount"]),
    (.issuedAmount, ["Số lượng bản", "Số bản", "issuedAmount"]),
    (.state, ["Trạng thái", "Tình trạng", "state"]),
    (.documentID, ["Mã định danh văn bản", "Mã định danh", "documentID"]),
    (.reason, ["Lý do", "reason"]),
  ]

  private static let byTitle: [String: ImportColumn] = {
    var byTitle: [String: ImportColumn] = [:]
    for (column, titles) in titles {
      for title in titles { byTitle[searchTokens(title).joined()] = column }
    }
    return byTitle
  }()

  /// As it stands over the column of a register.
  var title: String { ImportColumn.titles.first { $0.0 == self }!.1[0] }

  static func named(_ title: String) -> ImportColumn? { byTitle[searchTokens(String(title.prefix(200))).joined()] }
}

/// Which cell of a record is what.
struct ImportHeader {
  private(set) var places: [ImportColumn: Int] = [:]
  private(set) var titles: [String] = []
  /// Titles nobody knows, and second columns of one kind: what is left out.
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

  /// The register this is: what has an arrival number came in.
  var direction: Book.Direction { places[.arrivalNumber] == nil ? .outgoing : .incoming }

  /// The columns without which no line can be made.
  func missing(for direction: Book.Direction) -> [ImportColumn] {
    var needed: [ImportColumn] = []
    func need(_ columns: ImportColumn...) {
      if !columns.contains(where: { places[$0] != nil }) { needed.append(columns[0]) }
    }
    switch direction {
    case .incoming:
      need(.arrivalNumber)
      need(.arrivalDate)
      need(.organName)
    case .outgoing:
      need(.code, .codeNumber)
      need(.issuedDate)
    }
    need(.typeAndSubject, .subject)
    return needed
  }

  func cell(_ column: ImportColumn, of record: TextTable.Record) -> String {
    guard let place = places[column], place < record.cells.count else { return "" }
    return FormulaGuard.unguarded(record.cells[place])
  }

  /// What the clerk sees over the column.
  func title(of column: ImportColumn) -> String { places[column].map { titles[$0] } ?? column.title }
}
