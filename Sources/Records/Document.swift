/// A document as its issuer made it: the fields that every register and every exchange shares.
///
/// Names and lengths follow Decree 30/2020/NĐ-CP, Annex VI, part II. A state secret never becomes a `Document`: it is
/// refused before (`Secrecy`).
public struct Document: Codable, Equatable, Sendable {
  /// Số và ký hiệu as printed, for example `125/QĐ-UBND`; empty for a document without a code.
  public var code: String
  /// Tên cơ quan, tổ chức (or the person) that issued it, as printed.
  public var organName: String
  /// The agency in the directory, if it is known: `Organ.id`.
  public var organID: String?
  /// Ngày, tháng, năm văn bản.
  public var issuedDate: Day
  /// Tên loại văn bản: Quyết định, Công văn …
  public var typeName: String
  /// Trích yếu nội dung.
  public var subject: String
  /// Mức độ khẩn.
  public var urgency: Urgency
  public var signer: Signer?
  /// Số trang.
  public var pageAmount: Int?
  /// Số lượng bản phát hành.
  public var issuedAmount: Int?
  /// Hạn trả lời, as the issuer set it.
  public var dueDate: Day?
  /// Ghi chú (Annex VI calls it Description).
  public var note: String?
  /// Mã định danh văn bản (Decision 28/2018/QĐ-TTg, article 10.2b).
  public var documentID: String?

  public init(
    code: String, organName: String, organID: String? = nil, issuedDate: Day, typeName: String, subject: String,
    urgency: Urgency = .routine, signer: Signer? = nil, pageAmount: Int? = nil, issuedAmount: Int? = nil,
    dueDate: Day? = nil, note: String? = nil, documentID: String? = nil
  ) {
    self.code = code
    self.organName = organName
    self.organID = organID
    self.issuedDate = issuedDate
    self.typeName = typeName
    self.subject = subject
    self.urgency = urgency
    self.signer = signer
    self.pageAmount = pageAmount
    self.issuedAmount = issuedAmount
    self.dueDate = dueDate
    self.note = note
    self.documentID = documentID
  }
}

/// The signatory: chức vụ, họ tên người ký (SignerInfo).
public struct Signer: Codable, Equatable, Sendable {
  public var position: String?
  public var fullName: String

  public init(position: String? = nil, fullName: String) {
    self.position = position
    self.fullName = fullName
  }

  /// The position and the name, `Chủ tịch Nông Văn A`, or the name alone.
  public var display: String { [position, fullName].compactMap(\.self).joined(separator: " ") }
}

/// An addressee of an outgoing document (nơi nhận).
public struct Recipient: Codable, Equatable, Sendable {
  public var name: String
  /// The agency in the directory, where it is known.
  public var organID: String?
  /// The group under whose name it was addressed: “Các xã, phường”.
  public var group: String?

  public init(name: String, organID: String? = nil, group: String? = nil) {
    self.name = name
    self.organID = organID
    self.group = group
  }
}
