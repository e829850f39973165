import Records
import Vietnamese

/// A column of an exported register.
struct ExportColumn: Sendable {
  var title: String
  /// The fields in this column, so that no field is left out or exported twice.
  var fields: [Field]
  var text: @Sendable (DocumentLine) -> String

  init(_ title: String, of fields: [Field] = [], _ text: @escaping @Sendable (DocumentLine) -> String) {
    self.title = title
    self.fields = fields
    self.text = text
  }

  /// A field under the given title, or else under the first title that an import knows.
  init(_ field: Field, _ title: String? = nil) {
    self.init(title ?? field.titles[0], of: [field]) { $0.document.display(of: field) }
  }

  /// Returns the ten columns of the register in the order of the law (Decree 30/2020, Annex IV), then what else the
  /// program stores.
  static func columns(_ direction: Book.Direction) -> [ExportColumn] {
    let columns =
      switch direction {
      case .incoming: incoming + further + settling
      case .outgoing: outgoing + further
      }
    let there = columns.flatMap(\.fields)
    // The office's own agency and the identifier in the directory need no column.
    return columns
      + Field.all.filter { !there.contains($0) && $0 != .organName && !$0.titles.isEmpty }.map { ExportColumn($0) }
  }

  private static let incoming: [ExportColumn] = [
    .init("Ngày đến") { $0.day.display },
    .init("Số đến") { $0.numberText },
    .init("Tác giả", of: [.organName]) { $0.author },
    .init(.code),
    .init(.issuedDate),
    .init("Tên loại và trích yếu nội dung văn bản", of: [.subject], typeAndSubject),
    .init("Đơn vị hoặc người nhận", of: [.toPlaces]) { $0.toPlaces },
    .init("Ngày chuyển") { $0.handedOn?.display ?? "" },
    .init("Ký nhận") { _ in "" },
    .init(.note),
  ]

  private static let outgoing: [ExportColumn] = [
    // A number without a document is still in its book.
    .init("Số, ký hiệu văn bản", of: [.code]) { $0.document.code.isEmpty ? $0.numberText : $0.document.code },
    .init(.issuedDate),
    .init("Tên loại và trích yếu nội dung văn bản", of: [.subject], typeAndSubject),
    .init("Người ký", of: [.signer]) { $0.document.signer?.fullName ?? "" },
    .init("Nơi nhận văn bản", of: [.toPlaces]) { $0.toPlaces },
    .init("Đơn vị, người nhận bản lưu") { _ in "" },
    .init(.issuedAmount),
    .init("Ngày chuyển") { $0.handedOn?.display ?? "" },
    .init("Ký nhận") { _ in "" },
    .init(.note),
  ]

  private static let further: [ExportColumn] = [
    .init(.typeName),
    .init(.urgency),
    .init("Chức vụ người ký") { $0.document.signer?.position ?? "" },
    .init(.pageAmount),
    .init(.dueDate),
    .init("Trạng thái") { $0.state.words.vietnamese },
    .init("Lý do") { $0.reason ?? "" },
    .init(.documentID),
  ]

  private static let settling: [ExportColumn] = [
    .init("Họ tên người ký", of: [.signer]) { $0.document.signer?.fullName ?? "" },
    .init(.issuedAmount, "Số bản"),
    .init("Ý kiến chỉ đạo") { $0.instruction ?? "" },
    .init("Tiến độ giải quyết") { $0.progress ?? "" },
    .init("Số, ký hiệu văn bản trả lời") { $0.answer ?? "" },
    .init("Ngày giải quyết xong") { $0.closedOn?.display ?? "" },
  ]

  @Sendable private static func typeAndSubject(_ line: DocumentLine) -> String {
    [line.document.typeName, line.document.subject].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
