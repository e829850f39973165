import CommandWords
import Office
import Records
import Wording

/// The fields of a document as a card and `vanthu show` print them, in the order of the register.
package enum CardFields {
  /// - Parameters:
  ///   - links: the documents that have to do with it.
  ///   - namesRecipients: false if each recipient has a row of its own.
  /// - Returns: rows; `isFree` if the text may have several lines, as it was typed.
  package static func of(
    _ line: DocumentLine, _ links: [RelatedDocument], today: Day, _ language: Language, namesRecipients: Bool = true
  ) -> [(label: Bilingual, text: String, tone: Tone, isFree: Bool)] {
    let document = line.document
    var rows: [(label: Bilingual, text: String, tone: Tone, isFree: Bool)] = []
    func add(_ label: Bilingual, _ text: String?, _ tone: Tone = .normal, isFree: Bool = false) {
      if let text, !text.isEmpty { rows.append((label, text, tone, isFree)) }
    }
    switch line.direction {
    case .incoming:
      add(Bilingual("Số đến", "Arrival number"), line.numberText, .accent)
      if line.number == nil { add(Bilingual("Chưa vào sổ", "Unregistered"), line.reference, .accent) }
      add(Bilingual("Ngày đến", "Arrival date"), line.day.display)
      add(Bilingual("Tác giả", "Issuing agency"), line.author)
      add(Bilingual("Trên văn bản ghi", "The document says"), line.otherName)
      add(Bilingual("Số, ký hiệu", "Code"), document.code, .accent)
      add(Bilingual("Ngày văn bản", "Date of issue"), document.issuedDate.display)
    case .outgoing:
      add(Bilingual("Số, ký hiệu", "Code"), document.code, .accent)
      add(Bilingual("Ngày văn bản", "Date of issue"), document.issuedDate.display)
    }
    add(Bilingual("Loại văn bản", "Type"), document.typeName)
    add(Bilingual("Trích yếu", "Subject"), document.subject, .title)
    if document.urgency != .routine { add(Bilingual("Độ khẩn", "Urgency"), document.urgency.words[language], .danger) }
    add(Bilingual("Trạng thái", "State"), line.state.words[language], line.state == .voided ? .danger : .normal)
    add(Bilingual("Lý do", "Reason"), line.reason)
    for link in links where link.relation == .replacedBy && link.isInForce {
      add(Bilingual("Hiệu lực", "In force"), link.words[language], .danger)
    }
    if let due = document.dueDate {
      let late = line.isOverdue(on: today)
      let words =
        late ? Bilingual(" (quá \(due.days(to: today)) ngày)", " (\(due.days(to: today)) days late)")[language] : ""
      add(Bilingual("Hạn giải quyết", "Due"), due.display + words, late ? .danger : .normal)
    }
    switch line.direction {
    case .incoming: add(Bilingual("Đơn vị nhận", "Handed to"), line.toPlaces)
    case .outgoing: if namesRecipients { add(Bilingual("Nơi nhận", "To"), line.toPlaces) }
    }
    add(Bilingual("Ngày chuyển", "Handed on"), line.handedOn?.display)
    add(Bilingual("Ý kiến chỉ đạo", "Instruction"), line.instruction, isFree: true)
    add(Bilingual("Tiến độ", "Progress"), line.progress, isFree: true)
    add(Bilingual("Trả lời bằng", "Answered by"), line.answer)
    add(Bilingual("Người ký", "Signer"), document.signer?.display)
    add(Bilingual("Số trang", "Pages"), document.pageAmount.map(String.init))
    add(Bilingual("Số bản", "Copies"), document.issuedAmount.map(String.init))
    add(Bilingual("Mã định danh", "Identifier"), document.documentID)
    for field in Field.all where !placed.contains(field) {
      add(field.words.capitalized, document.display(of: field))
    }
    add(Bilingual("Ghi chú", "Note"), document.note, isFree: true)
    return rows
  }

  /// The fields that have their own place and label above. Any other field comes after them, also one that is added
  /// later.
  private static let placed: Set<Field> = [
    .code, .organName, .organID, .issuedDate, .typeName, .subject, .urgency, .signer, .pageAmount, .issuedAmount,
    .dueDate, .note, .toPlaces, .documentID,
  ]
}

extension Bilingual {
  /// The words with a capital first letter, as a label is written.
  fileprivate var capitalized: Bilingual {
    func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
    return Bilingual(capitalized(vietnamese), capitalized(english))
  }
}
