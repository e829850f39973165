import Records

@testable import EdXML

/// A document of the province to its communes, and the commune that answers.
enum Sample {
  static let province = OfficeProfile(
    organID: "000.00.00.H14", name: "UBND tỉnh Cao Bằng", place: "Cao Bằng", superior: "Chính phủ")
  static let commune = OfficeProfile(
    organID: "000.00.31.H14", name: "UBND xã Đàm Thủy", place: "Đàm Thủy", superior: "UBND tỉnh Cao Bằng")
  /// Some agencies, one of them abolished by the reform of 2025.
  static let directory = OrganDirectory([
    Organ(id: "tinh", name: "UBND tỉnh Cao Bằng", level: .province, code: "000.00.00.H14", newCode: "H14"),
    Organ(id: "vp", name: "Văn phòng UBND tỉnh Cao Bằng", level: .department, code: "000.00.01.H14"),
    Organ(
      id: "huyen", name: "UBND huyện Trùng Khánh", level: .district, code: "000.00.20.H14",
      validTo: Day(2025, 6, 30)),
    Organ(
      id: "xa", name: "UBND xã Đàm Thủy", level: .commune, code: "000.00.31.H14", newCode: "H14.31",
      validFrom: Day(2025, 7, 1)),
    Organ(id: "xa-2", name: "UBND xã Quảng Lâm", level: .commune, validFrom: Day(2025, 7, 1)),
    Organ(id: "bo", name: "Bộ Xây dựng", level: .ministry, code: "000.00.00.G17", newCode: "G17"),
  ])
  static let staff = EdXMLStaff(department: "Văn phòng", staff: "Lý Thị Mai", mobile: "0911111111")

  static let document = Document(
    code: "118/UBND-VX", organName: "UBND tỉnh Cao Bằng", issuedDate: Day(2026, 2, 27), typeName: "Công văn",
    subject: "V/v rà soát & báo cáo số liệu quý I", urgency: .urgent,
    signer: Signer(position: "Phó Chủ tịch", fullName: "Nông Văn Phúc"), pageAmount: 2, issuedAmount: 60,
    dueDate: Day(2026, 3, 15), documentID: "000.00.00.H14,2026/02/27,118/UBND-VX")

  static let bare = EdXMLDocument(
    document: Document(
      code: "05/QĐ-UBND", organName: "UBND xã Đàm Thủy", issuedDate: Day(2026, 3, 1), typeName: "Quyết định",
      subject: "Về việc thành lập tổ công tác", documentID: "000.00.31.H14,2026/03/01,05/QĐ-UBND"),
    from: EdXMLOrgan(organID: "000.00.31.H14", name: "UBND xã Đàm Thủy"),
    to: [EdXMLOrgan(organID: "000.00.00.H14", name: "UBND tỉnh Cao Bằng")],
    trace: [EdXMLTrace(organID: "000.00.31.H14", time: EdXMLTime(unixSeconds: 1_772_326_800))])

  static let full = EdXMLDocument(
    document: document,
    from: EdXMLOrgan(
      organID: "000.00.00.H14", name: "UBND tỉnh Cao Bằng", inCharge: "Chính phủ", address: "Phường Thục Phán",
      email: "vanthu@caobang.example", telephone: "0206 000000", fax: "0206 000001", website: "caobang.example"),
    to: [
      EdXMLOrgan(organID: "000.00.31.H14", name: "UBND xã Đàm Thủy"),
      EdXMLOrgan(organID: "", name: "UBND xã Quảng Lâm"),
    ],
    place: "Cao Bằng", content: "Gửi báo cáo trước ngày 15/3.\nBản giấy gửi sau.", competence: "KT. CHỦ TỊCH",
    toPlaces: ["Các xã, phường", "Lưu: VT, VX"], appendixes: ["Biểu số 01"], sphere: "Toàn tỉnh", typist: "HTH",
    steering: 2,
    responseFor: [
      EdXMLReference(
        organID: "000.00.31.H14", code: "07/BC-UBND", issuedDate: EdXMLDay(Day(2026, 2, 10)),
        documentID: "000.00.31.H14,2026/02/10,07/BC-UBND")
    ],
    extensions: [
      EdXMLExtension(
        name: "ResponseForTask", text: "", children: [EdXMLExtension(name: "TaskCode", text: "NV-15")!])!
    ],
    businessDocumentID: "000.00.00.H14,2026/02/27,118/UBND-VX", paperFollows: true, staff: staff,
    trace: [EdXMLTrace(organID: "000.00.00.H14", time: EdXMLTime(unixSeconds: 1_772_184_605))],
    attachments: [
      EdXMLAttachment(
        name: "118_UBND-VX.pdf", note: "Toàn văn",
        bytes: Array(String(repeating: "%PDF-1.4 Điều 1\n", count: 40).utf8)),
      EdXMLAttachment(name: "biểu mẫu.xlsx", bytes: [0x50, 0x4B, 3, 4, 0xFF]),
    ])

  static let businesses: [(String, EdXMLBusiness)] = [
    ("recall", .recall),
    (
      "update",
      .update(
        EdXMLUpdate(
          changesDocument: false, changesReceivers: true,
          receivers: [.init(organID: "000.00.32.H14", isAdded: false), .init(organID: "000.00.33.H14", isAdded: true)]))
    ),
    (
      "replacement",
      .replacement([
        EdXMLReplacement(documentID: "000.00.31.H14,2026/01/15,02/QĐ-UBND", organIDs: ["000.00.00.H14"]),
        EdXMLReplacement(documentID: "000.00.31.H14,2026/01/20,03/QĐ-UBND"),
      ])
    ),
  ]
}
