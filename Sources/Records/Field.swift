import Wording

/// A field of a document that a clerk may correct, under its name in Annex VI.
///
/// A correction never overwrites: the old value stays in the trail.
public enum Field: String, Codable, CaseIterable, Sendable {
  case code, organName, issuedDate, typeName, subject, urgency, signer, pageAmount, issuedAmount, dueDate, note,
    toPlaces,
    documentID

  public var words: Words {
    switch self {
    case .code: Words("số, ký hiệu", "reference code")
    case .organName: Words("cơ quan ban hành", "issuing agency")
    case .issuedDate: Words("ngày văn bản", "date of issue")
    case .typeName: Words("loại văn bản", "document type")
    case .subject: Words("trích yếu", "subject")
    case .urgency: Words("độ khẩn", "urgency")
    case .signer: Words("người ký", "signer")
    case .pageAmount: Words("số trang", "pages")
    case .issuedAmount: Words("số bản", "copies")
    case .dueDate: Words("hạn giải quyết", "due date")
    case .note: Words("ghi chú", "note")
    case .toPlaces: Words("nơi nhận", "recipients")
    case .documentID: Words("mã định danh văn bản", "document identifier")
    }
  }
}
