import Records

extension EdXMLStatus {
  /// Returns our status message to the sender of a document.
  ///
  /// - Parameter note: the reason, where one is required (refusal); if empty, the usual words.
  public static func answering(
    _ message: EdXMLDocument, status: DeliveryStatus, note: String = "", by office: OfficeProfile,
    staff: EdXMLStaff? = nil,
    at time: EdXMLTime
  ) -> EdXMLStatus {
    about(
      message.document, sentBy: message.from.organID, status: status, note: note, by: office, staff: staff, at: time)
  }

  /// Does the same from the register's document; also for `.recalled`, with which a sender asks for its own document
  /// back.
  public static func about(
    _ document: Document, sentBy organID: String, status: DeliveryStatus, note: String = "", by office: OfficeProfile,
    staff: EdXMLStaff? = nil, at time: EdXMLTime
  ) -> EdXMLStatus {
    EdXMLStatus(
      from: EdXMLOrgan(organID: office.organID, name: office.name, inCharge: office.superior ?? ""),
      reference: EdXMLReference(
        organID: organID, code: document.code, issuedDate: EdXMLDay(document.issuedDate),
        documentID: document.documentID ?? ""),
      staff: staff, code: status.rawValue, note: note.isEmpty ? status.usualNote : note, time: time)
  }
}

extension DeliveryStatus {
  /// The words that the gateways use in their messages.
  fileprivate var usualNote: String {
    switch self {
    case .arrived: "Đã đến - Phần mềm đã nhận nhưng văn thư chưa xử lý"
    case .refused: "Từ chối tiếp nhận văn bản điện tử"
    case .accepted: "Tiếp nhận văn bản điện tử, vào sổ văn bản đến của đơn vị"
    case .assigned: "Phân công xử lý văn bản đến"
    case .inProgress: "Đang xử lý văn bản đến"
    case .completed: "Hoàn thành xử lý văn bản đến"
    case .recalled: "Yêu cầu lấy lại văn bản điện tử"
    case .agreed: "Đồng ý yêu cầu cập nhật, lấy lại văn bản điện tử"
    case .disagreed: "Từ chối yêu cầu cập nhật, lấy lại văn bản điện tử"
    }
  }
}
