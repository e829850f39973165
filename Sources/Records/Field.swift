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

extension Field {
  /// Whether a stored text is a value the field can hold. What others write is asked before it stands in a register: there a day that is
  /// none would keep every list from being read.
  public func canHold(_ stored: String) -> Bool {
    switch self {
    case .issuedDate: Day(stored) != nil
    case .dueDate: stored.isEmpty || Day(stored) != nil
    case .urgency: Urgency(rawValue: stored) != nil
    case .pageAmount, .issuedAmount: stored.isEmpty || Int(stored) != nil
    case .code, .organName, .typeName, .subject, .signer, .note, .toPlaces, .documentID: true
    }
  }
}

extension Document {
  /// The value of a field as it is stored, empty where there is none. Nơi nhận are no part of a document and are always empty.
  public func value(of field: Field) -> String {
    switch field {
    case .code: code
    case .organName: organName
    case .issuedDate: issuedDate.description
    case .typeName: typeName
    case .subject: subject
    case .urgency: urgency.rawValue
    case .signer: signer?.display ?? ""
    case .pageAmount: pageAmount.map(String.init) ?? ""
    case .issuedAmount: issuedAmount.map(String.init) ?? ""
    case .dueDate: dueDate?.description ?? ""
    case .note: note ?? ""
    case .toPlaces: ""
    case .documentID: documentID ?? ""
    }
  }
}
