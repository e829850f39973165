import CommandWords
import Office
import Records
import Wording

/// What a draft and an issued document have in common.
extension Command {
  static let content: [Parameter] = [
    .option("type", .documentType, Words("Loại văn bản", "Type"), required: true),
    .option("subject", .longText, Words("Trích yếu", "Subject"), required: true),
    .option(
      "signer", .person, Words("Người ký", "Signer"), help: Words("Chủ tịch, Nông Văn A", "Chủ tịch, Nông Văn A")),
    .option(
      "to", .recipient, Words("Nơi nhận", "To"),
      help: Words("cơ quan, hoặc tên một nhóm", "an agency, or the name of a group"), repeats: true),
    .option(
      "field", .field, Words("Lĩnh vực", "Field"),
      help: Words(
        "phần sau cơ quan trong ký hiệu công văn: VX", "what follows the agency in the symbol of a letter: VX")),
    .option("urgency", .urgency, Words("Độ khẩn", "Urgency")),
    .option("secrecy", .secrecy, Words("Độ mật", "Secrecy"), asked: false),
    .option("pages", .number, Words("Số trang", "Pages")),
    .option("copies", .number, Words("Số bản", "Copies")),
    .option("due", .dueDay, Words("Hạn trả lời", "Reply by")),
    .option("note", .text, Words("Ghi chú", "Note")),
    .option("attach", .file, Words("Tệp kèm theo", "File"), repeats: true),
  ]

  @MainActor
  static func outgoingDocument(
    _ session: Session, _ arguments: Arguments, from draft: Card? = nil
  ) throws -> Document {
    let profile = try session.office.profile
    let old = draft?.line.document
    func text(_ name: String, _ old: String?) throws -> String {
      if let text = arguments[name] ?? old { return text }
      throw UsageError.missing(
        ["--\(name)"],
        usage: Words(
          "vanthu issue --type LOẠI --subject TRÍCH-YẾU --signer TÊN --to TÊN…",
          "vanthu issue --type TYPE --subject SUBJECT --signer NAME --to NAME…"))
    }
    return Document(
      code: "", organName: profile.name, organID: try session.office.enrolment()?.organ, issuedDate: session.today,
      typeName: DocumentType(named: try text("type", old?.typeName)).name, subject: try text("subject", old?.subject),
      urgency: try arguments["urgency"].map(Urgency.reading) ?? old?.urgency ?? .routine,
      signer: arguments["signer"].map(Signer.init(typed:)) ?? old?.signer,
      pageAmount: try arguments.number("pages") ?? old?.pageAmount,
      issuedAmount: try arguments.number("copies") ?? old?.issuedAmount,
      dueDate: try arguments.day("due", today: session.today, toward: .future) ?? old?.dueDate,
      note: arguments["note"] ?? old?.note)
  }
}
