import CommandWords
import Office
import Records
import Wording

/// The parts that drafts and issued documents have in common.
package extension Command {
  /// Returns the document that was given, with the rest of what a draft says.
  @MainActor
  static func outgoingDocument(_ session: Session, _ given: Given, from draft: Document? = nil) throws -> Document {
    for parameter in [OutgoingParameters.type, OutgoingParameters.subject]
    where draft == nil && given(parameter) == nil {
      throw UsageError.missing(
        ["--\(parameter.name)"],
        usage: Bilingual(
          "vanthu issue --type LOẠI --subject TRÍCH-YẾU --signer TÊN --to TÊN…",
          "vanthu issue --type TYPE --subject SUBJECT --signer NAME --to NAME…"))
    }
    var document = draft ?? .blank
    document.code = ""
    document.organName = try session.office.profile.name
    document.organID = try session.office.enrolment()?.organ
    document.issuedDate = session.today
    try DocumentParameters.fill(&document, given)
    return document
  }
}

package enum OutgoingParameters {
  package static let type = DocumentParameters.type
  package static let subject = DocumentParameters.subject
  package static let signer = DocumentParameters.signer.explained(
    Bilingual("Chủ tịch, Nông Văn A", "Chủ tịch, Nông Văn A"))
  package static let to = Typed<String>.option(
    "to", .recipient, Bilingual("Nơi nhận", "To"),
    help: Bilingual("cơ quan, hoặc tên một nhóm", "an agency, or the name of a group"), repeats: true)
  package static let field = Typed<String>.option(
    "field", .field, Bilingual("Lĩnh vực", "Field"),
    help: Bilingual(
      "phần sau cơ quan trong ký hiệu công văn: VX", "what follows the agency in the symbol of a letter: VX"))
  package static let secrecy = Typed<Secrecy>(
    .option("secrecy", .secrecy, Bilingual("Độ mật", "Secrecy"), asked: false)
  ) {
    typed, _ in try Secrecy.reading(typed)
  }
  package static let attach = Typed<String>.option("attach", .file, Bilingual("Tệp kèm theo", "File"), repeats: true)

  package static let all = DocumentParameters.all(
    .outgoing, first: [type, subject, signer, to, field, DocumentParameters.urgency, secrecy], last: [attach])
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
