import CommandWords
import Office
import Records
import Wording

/// The parts that drafts and issued documents have in common.
package extension Command {
  @MainActor
  static func outgoingDocument(
    _ session: Session, _ given: Given, from draft: Card? = nil
  ) throws -> Document {
    let profile = try session.office.profile
    let old = draft?.line.document
    func text(_ parameter: Typed<String>, _ old: String?) throws -> String {
      if let text = given(parameter) ?? old { return text }
      throw UsageError.missing(
        ["--\(parameter.name)"],
        usage: Bilingual(
          "vanthu issue --type LOẠI --subject TRÍCH-YẾU --signer TÊN --to TÊN…",
          "vanthu issue --type TYPE --subject SUBJECT --signer NAME --to NAME…"))
    }
    return Document(
      code: "", organName: profile.name, organID: try session.office.enrolment()?.organ, issuedDate: session.today,
      typeName: DocumentType(named: try text(OutgoingParameters.type, old?.typeName)).name,
      subject: try text(OutgoingParameters.subject, old?.subject),
      urgency: try given(OutgoingParameters.urgency) ?? old?.urgency ?? .routine,
      signer: try given(OutgoingParameters.signer) ?? old?.signer,
      pageAmount: try given(OutgoingParameters.pages) ?? old?.pageAmount,
      issuedAmount: try given(OutgoingParameters.copies) ?? old?.issuedAmount,
      dueDate: try given(OutgoingParameters.due) ?? old?.dueDate,
      note: given(OutgoingParameters.note) ?? old?.note)
  }
}

package enum OutgoingParameters {
  package static let type = Typed<String>.option(
    "type", .documentType, Bilingual("Loại văn bản", "Type"), required: true)
  package static let subject = Typed<String>.option(
    "subject", .longText, Bilingual("Trích yếu", "Subject"), required: true)
  package static let signer = Typed<Signer>(
    .option(
      "signer", .person, Bilingual("Người ký", "Signer"),
      help: Bilingual("Chủ tịch, Nông Văn A", "Chủ tịch, Nông Văn A"))
  ) { typed, _ in Signer(typed: typed) }
  package static let to = Typed<String>.option(
    "to", .recipient, Bilingual("Nơi nhận", "To"),
    help: Bilingual("cơ quan, hoặc tên một nhóm", "an agency, or the name of a group"), repeats: true)
  package static let field = Typed<String>.option(
    "field", .field, Bilingual("Lĩnh vực", "Field"),
    help: Bilingual(
      "phần sau cơ quan trong ký hiệu công văn: VX", "what follows the agency in the symbol of a letter: VX"))
  package static let urgency = Typed<Urgency>(.option("urgency", .urgency, Bilingual("Độ khẩn", "Urgency"))) {
    typed, _ in
    try Urgency.reading(typed)
  }
  package static let secrecy = Typed<Secrecy>(
    .option("secrecy", .secrecy, Bilingual("Độ mật", "Secrecy"), asked: false)
  ) {
    typed, _ in try Secrecy.reading(typed)
  }
  package static let pages = Typed<Int>.option("pages", .number, Bilingual("Số trang", "Pages"))
  package static let copies = Typed<Int>.option("copies", .number, Bilingual("Số bản", "Copies"))
  package static let due = Typed<Day>.option("due", .dueDay, Bilingual("Hạn trả lời", "Reply by"))
  package static let note = Typed<String>.option("note", .text, Bilingual("Ghi chú", "Note"))
  package static let attach = Typed<String>.option("attach", .file, Bilingual("Tệp kèm theo", "File"), repeats: true)

  package static let all: [any Declared] = [
    type, subject, signer, to, field, urgency, secrecy, pages, copies, due, note, attach,
  ]
}

package extension Parameter {
  /// The parameter as `issue` declares it: optional, since a draft that is issued supplies what is left out.
  var optionalForDrafts: Parameter {
    var parameter = self
    parameter.isWanted = isRequired || [OutgoingParameters.signer.name, OutgoingParameters.to.name].contains(name)
    parameter.isRequired = false
    return parameter
  }
}
