import Wording

/// The fields of a document. Names and lengths: Decree 30/2020/NĐ-CP, Annex VI, part II.
extension Field {
  /// All fields, in the order of a register's columns.
  public static let all: [Field] = [
    code, organName, organID, issuedDate, typeName, subject, urgency, signer, pageAmount, issuedAmount, dueDate, note,
    toPlaces, documentID,
  ]

  public static let code = Field(
    "code", Bilingual("số, ký hiệu", "reference code"), .code,
    columns: [FieldColumn("code", { $0.code }, { $0.code = $1 }, 0...Lengths.code)],
    titles: ["Số, ký hiệu văn bản", "Số, ký hiệu", "Số và ký hiệu", "Số ký hiệu văn bản", "code", "Số hiệu"],
    element: "Code",
    json: { document, members in
      let code = try? DocumentCode(parsing: document.code)
      members.append(("codeNumber", .string(code?.codeNumber ?? "")))
      members.append(("codeNotation", .string(code?.codeNotation ?? document.code)))
      members.append(("code", .string(document.code)))
    }, get: { $0.code },
    set: {
      $0.code = $1
      return true
    })

  public static let organName = Field(
    "organName", { $0.organName }, { $0.organName = $1 }, Bilingual("cơ quan ban hành", "issuing agency"), .text,
    1...Lengths.organName,
    titles: ["Tác giả", "Cơ quan ban hành", "Nơi gửi", "Cơ quan gửi", "Tên cơ quan ban hành", "organName"],
    element: "From/OrganName")

  /// The agency's identifier in the directory. It follows from the name.
  public static let organID = Field(
    "organID", { $0.organID }, { $0.organID = $1 }, Bilingual("mã định danh cơ quan", "agency's identifier"), .text,
    0...Lengths.organID,
    json: "organId", element: "From/OrganId", isUpdated: false,
    isCorrectable: false)

  public static let issuedDate = Field(
    "issuedDate", { $0.issuedDate }, { $0.issuedDate = $1 }, Bilingual("ngày văn bản", "date of issue"),
    .day(isRequired: true, toward: .past),
    titles: [
      "Ngày tháng văn bản", "Ngày văn bản", "Ngày, tháng, năm văn bản", "Ngày ban hành", "Ngày tháng", "Ngày ký",
      "issuedDate", "promulgationDate",
    ], element: "PromulgationInfo/PromulgationDate")

  public static let typeName = Field(
    "typeName", { $0.typeName }, { $0.typeName = $1 }, Bilingual("loại văn bản", "document type"), .text,
    1...Lengths.typeName,
    titles: ["Tên loại", "Loại văn bản", "Tên loại văn bản", "typeName", "documentType"],
    element: "DocumentType/TypeName")

  public static let subject = Field(
    "subject", { $0.subject }, { $0.subject = $1 }, Bilingual("trích yếu", "subject"), .text, 1...Lengths.subject,
    titles: ["Trích yếu", "Trích yếu nội dung", "Nội dung", "Trích yếu nội dung văn bản", "subject"],
    element: "Subject")

  public static let urgency = Field(
    "urgency", Bilingual("độ khẩn", "urgency"), .urgency,
    columns: [FieldColumn("urgency", { $0.urgency }, { $0.urgency = $1 })],
    titles: ["Độ khẩn", "Mức độ khẩn", "urgency", "priority"], element: "OtherInfo/Priority",
    json: {
      $1.append(("urgency", .string($0.urgency.rawValue)))
      $1.append(("priority", .number($0.urgency.priority)))
    }, display: { $0.urgency.words.vietnamese }, get: { $0.urgency.rawValue },
    set: { document, stored in
      guard let urgency = Urgency(rawValue: stored) else { return false }
      document.urgency = urgency
      return true
    })

  /// The signer: two columns, but one text. A corrected name is stored as it was typed, with the position in it.
  public static let signer = Field(
    "signer", Bilingual("người ký", "signer"),
    columns: [
      FieldColumn("signerPosition", { $0.signerPosition }, { $0.signerPosition = $1 }, 0...Lengths.signerPosition),
      FieldColumn("signerName", { $0.signerName }, { $0.signerName = $1 }, 1...Lengths.signerName),
    ],
    titles: ["Người ký", "Họ tên người ký", "fullName", "signer", "signerName"], element: "SignerInfo",
    json: { document, members in
      let signer = document.signer.map {
        JSON.object([("position", JSON($0.position)), ("fullName", .string($0.fullName))])
      }
      members.append(("signerInfo", signer ?? .null))
    }, get: { $0.signer?.display ?? "" },
    set: {
      $0.signer = $1.isEmpty ? nil : Signer(fullName: $1)
      return true
    })

  public static let pageAmount = Field(
    "pageAmount", { $0.pageAmount }, { $0.pageAmount = $1 }, Bilingual("số trang", "pages"), .amount, 1...999,
    titles: ["Số trang", "Số tờ", "pageAmount"], element: "OtherInfo/PageAmount")

  public static let issuedAmount = Field(
    "issuedAmount", { $0.issuedAmount }, { $0.issuedAmount = $1 }, Bilingual("số bản", "copies"), .amount, 1...9999,
    titles: ["Số lượng bản", "Số bản", "issuedAmount"], element: "OtherInfo/PromulgationAmount", isUpdated: false)

  public static let dueDate = Field(
    "dueDate", { $0.dueDate }, { $0.dueDate = $1 }, Bilingual("hạn giải quyết", "due date"),
    .day(isRequired: false, toward: .future),
    titles: ["Hạn giải quyết", "Hạn", "Hạn xử lý", "Thời hạn", "Hạn trả lời", "dueDate"], element: "DueDate")

  public static let note = Field(
    "note", { $0.note }, { $0.note = $1 }, Bilingual("ghi chú", "note"), .text, 0...Lengths.note,
    titles: ["Ghi chú", "description", "note"],
    json: "description", element: nil, isContent: true)

  /// Nơi nhận are stored in the line of the register and in its list of recipients, not in the document.
  public static let toPlaces = Field(
    "toPlaces", Bilingual("nơi nhận", "recipients"), columns: [], length: Lengths.toPlaces,
    titles: ["Đơn vị hoặc người nhận", "Nơi nhận văn bản", "Nơi nhận", "Đơn vị, người nhận", "toPlaces"],
    element: "ToPlaces", isUpdated: false, json: { _, _ in }, get: { _ in "" }, set: { _, _ in true })

  public static let documentID = Field(
    "documentID", { $0.documentID }, { $0.documentID = $1 }, Bilingual("mã định danh văn bản", "document identifier"),
    .text, 0...Lengths.documentID,
    titles: ["Mã định danh văn bản", "Mã định danh", "documentID"], json: "documentId", element: "DocumentId",
    isUpdated: false, isFoundAmongNotes: true)
}

extension Document {
  /// The signer in two columns; there is none without a name. The position is read first.
  fileprivate var signerPosition: String? {
    get { signer?.position }
    set {
      if signer != nil {
        signer?.position = newValue
      } else if let newValue {
        signer = Signer(position: newValue, fullName: "")
      }
    }
  }
  fileprivate var signerName: String? {
    get { signer?.fullName }
    set { signer = newValue.map { Signer(position: signer?.position, fullName: $0) } }
  }
}
