import Records
import Wording

extension EdXMLDocument {
  /// Returns a document of this office for its recipients, as a message of the national format.
  ///
  /// The remarks name recipients without a code in the directory: the national axis cannot deliver to them.
  ///
  /// - Parameter time: when it is sent; the trace begins with it.
  public static func issued(
    _ document: Document, to recipients: [Recipient], by office: OfficeProfile, in directory: OrganDirectory,
    at time: EdXMLTime, business: EdXMLBusiness = .new, reason: String = "", staff: EdXMLStaff? = nil,
    attachments: [EdXMLAttachment] = []
  ) -> (message: EdXMLDocument, remarks: [Bilingual]) {
    var remarks = Remarks()
    var document = document
    document.organName = office.name
    let identifier = document.documentID ?? identifier(of: document, issuedBy: office)
    document.documentID = identifier
    let receivers = recipients.map { recipient in
      let organ = recipient.organID.flatMap { directory[$0] }
      // A recipient in no directory may have been addressed by code alone.
      let code =
        organ.flatMap { $0.code(in: office.codeScheme) } ?? directory.outside(
          recipient, on: time.day ?? document.issuedDate)?.code ?? ""
      if code.isEmpty {
        remarks.say(
          "“\(shown(recipient.name))” không có mã định danh nên trục liên thông không chuyển được; "
            + "hãy gửi bằng cách khác.",
          "“\(shown(recipient.name))” has no identifier and cannot be reached by the national axis; "
            + "send it another way."
        )
      }
      return EdXMLOrgan(organID: code, name: recipient.name)
    }
    let message = EdXMLDocument(
      document: document,
      from: EdXMLOrgan(organID: office.organID, name: office.name, inCharge: office.superior ?? ""),
      to: receivers, place: office.place, toPlaces: places(recipients), business: business, reason: reason,
      businessDocumentID: identifier, staff: staff, trace: [EdXMLTrace(organID: office.organID, time: time)],
      attachments: attachments)
    return (message, remarks.list)
  }

  /// Returns the mã định danh văn bản in the form real messages use: `000.00.00.H14,2026/11/20,15/QĐ-UBND`.
  public static func identifier(of document: Document, issuedBy office: OfficeProfile) -> String {
    [office.organID, document.issuedDate.slashed, document.code].joined(separator: ",")
  }

  /// Returns the nơi nhận as printed: a group once, by its name.
  public static func places(_ recipients: [Recipient]) -> [String] {
    var seen: Set<String> = []
    return recipients.map { $0.group ?? $0.name }.filter { seen.insert($0).inserted }
  }
}

/// The two schemes of agency codes.
enum CodeScheme {
  /// QCVN 102:2016, lowest level first: `000.00.00.H14`.
  case lowestFirst
  /// Decision 20/2020/QĐ-TTg, highest level first: `H14`.
  case highestFirst
}

extension OfficeProfile {
  /// The scheme of the office's own code; the receivers of one message are named in it where possible.
  var codeScheme: CodeScheme {
    organID.first?.isNumber == true ? .lowestFirst : .highestFirst
  }
}

extension Organ {
  func code(in scheme: CodeScheme) -> String? {
    switch scheme {
    case .lowestFirst: code ?? newCode
    case .highestFirst: newCode ?? code
    }
  }
}
