import Records
import Vietnamese

/// One column of an exported register.
struct ExportColumn: Sendable {
  var title: String
  var text: @Sendable (DocumentLine) -> String

  init(_ title: String, _ text: @escaping @Sendable (DocumentLine) -> String) {
    self.title = title
    self.text = text
  }

  /// The ten columns of the register in the order of the law (Decree 30/2020, Annex IV), then what else the program knows.
  static func columns(_ direction: Book.Direction) -> [ExportColumn] {
    switch direction {
    case .incoming: incoming + further + settling
    case .outgoing: outgoing + further
    }
  }

  private static let incoming: [ExportColumn] = [
    .init("Ngày đến") { $0.day.display },
    .init("Số đến") { $0.numberText },
    .init("Tác giả") { $0.author },
    .init("Số, ký hiệu văn bản") { $0.document.code },
    .init("Ngày tháng văn bản") { $0.document.issuedDate.display },
    .init("Tên loại và trích yếu nội dung văn bản", typeAndSubject),
    .init("Đơn vị hoặc người nhận") { $0.toPlaces },
    .init("Ngày chuyển") { $0.handedOn?.display ?? "" },
    .init("Ký nhận") { _ in "" },
    .init("Ghi chú") { $0.document.note ?? "" },
  ]

  private static let outgoing: [ExportColumn] = [
    // A number that bears no document still stands in its book.
    .init("Số, ký hiệu văn bản") { $0.document.code.isEmpty ? $0.numberText : $0.document.code },
    .init("Ngày tháng văn bản") { $0.document.issuedDate.display },
    .init("Tên loại và trích yếu nội dung văn bản", typeAndSubject),
    .init("Người ký") { $0.document.signer?.fullName ?? "" },
    .init("Nơi nhận văn bản") { $0.toPlaces },
    .init("Đơn vị, người nhận bản lưu") { _ in "" },
    .init("Số lượng bản") { $0.document.issuedAmount.map(String.init) ?? "" },
    .init("Ngày chuyển") { $0.handedOn?.display ?? "" },
    .init("Ký nhận") { _ in "" },
    .init("Ghi chú") { $0.document.note ?? "" },
  ]

  private static let further: [ExportColumn] = [
    .init("Tên loại") { $0.document.typeName },
    .init("Độ khẩn") { $0.document.urgency.words.vietnamese },
    .init("Chức vụ người ký") { $0.document.signer?.position ?? "" },
    .init("Số trang") { $0.document.pageAmount.map(String.init) ?? "" },
    .init("Hạn giải quyết") { $0.document.dueDate?.display ?? "" },
    .init("Trạng thái") { $0.state.words.vietnamese },
    .init("Lý do") { $0.reason ?? "" },
    .init("Mã định danh văn bản") { $0.document.documentID ?? "" },
  ]

  private static let settling: [ExportColumn] = [
    .init("Họ tên người ký") { $0.document.signer?.fullName ?? "" },
    .init("Số bản") { $0.document.issuedAmount.map(String.init) ?? "" },
    .init("Ý kiến chỉ đạo") { $0.instruction ?? "" },
    .init("Tiến độ giải quyết") { $0.progress ?? "" },
    .init("Số, ký hiệu văn bản trả lời") { $0.answer ?? "" },
    .init("Ngày giải quyết xong") { $0.closedOn?.display ?? "" },
  ]

  @Sendable private static func typeAndSubject(_ line: DocumentLine) -> String {
    [line.document.typeName, line.document.subject].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
