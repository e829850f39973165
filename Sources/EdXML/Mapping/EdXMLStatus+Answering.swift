import Records

extension EdXMLStatus {
  /// Our word to the sender of a document, about what became of it here.
  ///
  /// - Parameter code: `01` has arrived … `06` is done, `02` refused, `15` and `16` the answers to a recall or an update.
  /// - Parameter note: the reason, where one is owed (refusal); else the usual words stand in.
  public static func answering(
    _ message: EdXMLDocument, code: String, note: String = "", by office: OfficeProfile, staff: EdXMLStaff? = nil,
    at time: EdXMLTime
  ) -> EdXMLStatus {
    about(
      message.document, sentBy: message.from.organID, code: code, note: note, by: office, staff: staff, at: time)
  }

  /// The same, from what the register holds; also for `13`, with which a sender asks its own document back.
  public static func about(
    _ document: Document, sentBy organID: String, code: String, note: String = "", by office: OfficeProfile,
    staff: EdXMLStaff? = nil, at time: EdXMLTime
  ) -> EdXMLStatus {
    EdXMLStatus(
      from: EdXMLOrgan(organID: office.organID, name: office.name, inCharge: office.superior ?? ""),
      reference: EdXMLReference(
        organID: organID, code: document.code, issuedDate: EdXMLDay(document.issuedDate),
        documentID: document.documentID ?? ""),
      staff: staff, code: code, note: note.isEmpty ? usualNotes[code] ?? "" : note, time: time)
  }

  /// As in the messages of the gateways.
  private static let usualNotes = [
    "01": "Đã đến - Phần mềm đã nhận nhưng văn thư chưa xử lý",
    "02": "Từ chối tiếp nhận văn bản điện tử",
    "03": "Tiếp nhận văn bản điện tử, vào sổ văn bản đến của đơn vị",
    "04": "Phân công xử lý văn bản đến",
    "05": "Đang xử lý văn bản đến",
    "06": "Hoàn thành xử lý văn bản đến",
    "13": "Yêu cầu lấy lại văn bản điện tử",
    "15": "Đồng ý yêu cầu cập nhật, lấy lại văn bản điện tử",
    "16": "Từ chối yêu cầu cập nhật, lấy lại văn bản điện tử",
  ]
}
