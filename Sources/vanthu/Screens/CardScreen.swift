import CommandWords
import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// Thẻ văn bản: one document with its fields, its trail, its files and its related documents.
@MainActor
final class CardScreen: Movable, Jumpable, Turnable, Relating {
  let session: Session
  private var card: Card
  /// The requests of the sender that wait for an answer.
  private var requests: [TrailLine] = []
  /// Whether the hub has reported which offices take part in the exchange.
  private var isExchanging = false
  /// Whether something of it waits to be marked as seen.
  private var waitsToBeSeen = false
  private var top = 0
  private var height = 1
  /// The rows of the card as drawn last.
  private var lines: [(text: String, role: Role, label: String)] = []

  init(_ session: Session, _ line: DocumentLine) throws {
    self.session = session
    card = try session.office.card(line)
    requests = try session.office.requests(card)
    isExchanging = try session.office.knowsParticipants()
    waitsToBeSeen = try session.office.waitsToBeSeen(card.line, today: session.today, calendar: session.calendar)
  }

  let name = "card"
  let place = ScreenPlace.detail
  var title: Bilingual {
    switch (card.line.direction, card.line.number) {
    case (.incoming, nil) where card.line.isProvisional:
      Bilingual("Văn bản ghi tạm \(card.line.reference)", "Provisional \(card.line.reference)")
    case (.incoming, nil):
      Bilingual("Văn bản mới đến \(card.line.reference)", "Arrival \(card.line.reference)")
    case (.incoming, _): Bilingual("Văn bản đến số \(card.line.numberText)", "Incoming \(card.line.numberText)")
    case (.outgoing, nil): Bilingual("Dự thảo", "Draft")
    case (.outgoing, _): Bilingual("Văn bản đi \(card.line.document.code)", "Outgoing \(card.line.document.code)")
    }
  }

  var selection: [DocumentLine] { [card.line] }
  var related: [DocumentLine] { card.related }

  let hints = [
    Hint("submit", Bilingual("trình", "submit")), Hint("route", Bilingual("chuyển", "route")),
    Hint("progress", Bilingual("tiến độ", "progress")), Hint("settle", Bilingual("xong", "settle")),
    Hint("correct", Bilingual("đính chính", "correct")), Hint("attach", Bilingual("kèm tệp", "attach")),
    Hint("open-file", Bilingual("mở tệp", "open file")), Hint("undo", Bilingual("hoàn tác", "undo")),
    Hint("back", Bilingual("trở lại", "back")), Hint("keys", Bilingual("phím", "keys")),
  ]
  var documentHints: [Hint] {
    (waitsToBeSeen ? [Hint("seen", Bilingual("đã xem", "seen"))] : [])
      + DocumentHints.of(card.line, isDelivered: card.deliveries.contains { $0.way == .hub })
  }
  var useless: Set<String> { DocumentHints.useless(card.line) }

  func reload() throws { try show(card.line) }

  private func show(_ line: DocumentLine) throws {
    card = try session.office.card(line)
    requests = try session.office.requests(card)
    isExchanging = try session.office.knowsParticipants()
    waitsToBeSeen = try session.office.waitsToBeSeen(card.line, today: session.today, calendar: session.calendar)
  }

  func jump(to typed: String) throws -> Bool {
    try show(try session.office.find(typed, today: session.today))
    top = 0
    return true
  }

  /// Shows the next or previous document of the same book.
  func turn(by step: Int) throws {
    guard let next = try session.office.neighbour(of: card.line, step: step) else { return }
    try show(next)
    top = 0
  }

  func move(_ movement: Movement) throws {
    switch movement {
    case .down: top += 1
    case .up: top -= 1
    case .pageDown: top += height
    case .pageUp: top -= height
    case .home: top = 0
    case .end: top = lines.count
    }
    top = max(0, min(top, lines.count - height))
  }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    lines = content(width: canvas.width)
    height = rows.count
    top = max(0, min(top, lines.count - height))
    for (offset, line) in lines[top..<min(top + height, lines.count)].enumerated() {
      let row = rows.lowerBound + offset
      if !line.label.isEmpty {
        canvas.write(
          line.label, row: row, column: 1, line.text.isEmpty ? .heading : .dim,
          width: line.text.isEmpty ? canvas.width - 2 : CardScreen.labelWidth)
      }
      canvas.write(
        line.text, row: row, column: 1 + CardScreen.labelWidth + 1, line.role,
        width: canvas.width - CardScreen.labelWidth - 3)
    }
    if lines.count > height, top + height < lines.count {
      canvas.write("▼", row: rows.upperBound - 1, column: canvas.width - 1, .dim)
    }
    canvas.cursor = (rows.lowerBound, 0)
  }

  static let labelWidth = 16

  private func content(width: Int) -> [(text: String, role: Role, label: String)] {
    let language = session.language
    let room = width - CardScreen.labelWidth - 3
    var lines: [(text: String, role: Role, label: String)] = []
    func add(_ label: Bilingual, _ text: String, _ role: Role = .normal, lines keepsLines: Bool = false) {
      guard !text.isEmpty else { return }
      for (index, part) in wrapped(text, to: room, lines: keepsLines).enumerated() {
        lines.append((part, role, index == 0 ? label[language] : ""))
      }
    }
    func heading(_ words: Bilingual) {
      lines.append(("", .normal, ""))
      lines.append(("", .normal, words[language]))
    }
    let recipients = RecipientRows(card, isExchanging: isExchanging)
    for row in CardFields.of(
      card.line, card.links, today: session.today, language, namesRecipients: recipients == nil)
    {
      // These texts may come from another office: what follows a line break is in the column of the texts, never in
      // that of the labels.
      add(row.label, row.text, row.tone.role, lines: row.isFree)
    }
    if !requests.isEmpty {
      heading(Bilingual("Nơi gửi yêu cầu", "The sender requests"))
      for request in requests { add("\(request.entry.day.display)", card.said(of: request)[language], .danger) }
      let (agree, refuse) = (session.keyHint("agree", name), session.keyHint("refuse", name))
      add(
        "",
        Bilingual(
          "\(agree) đồng ý (thu hồi thì nội dung bị hủy, dòng trong sổ ở lại); \(refuse) không đồng ý.",
          "\(agree) agrees (a recall destroys the content, the line in the register stays); \(refuse) refuses."
        )[language], .dim)
    }
    if !card.conflicts.isEmpty {
      heading(Bilingual("Hai máy cùng sửa", "Two stations"))
      for conflict in card.conflicts { add("", conflict[language], .danger) }
      let seen = session.keyHint("seen", name)
      add(
        "",
        Bilingual(
          "Việc sau được giữ trong sổ; chưa đúng thì làm lại, đúng rồi thì \(seen) đã xem.",
          "The later one is in the register; do it again if that is wrong, else \(seen) marks it as seen.")[language],
        .dim)
    }
    if !card.assignments.isEmpty {
      heading(Bilingual("Đơn vị giải quyết", "Handed to"))
      for assignment in card.assignments {
        let due = assignment.dueDate.map { Bilingual(", hạn \($0.display)", ", due \($0.display)")[language] } ?? ""
        add(assignment.role.words, assignment.unit + due)
      }
    }
    if let recipients {
      heading(Bilingual("Nơi nhận", "Recipients"))
      if let counts = recipients.counts { add("", counts[language], .heading) }
      for row in recipients.rows { add(Bilingual(row.when, row.when), row.words[language], row.tone.role) }
    } else if card.recipients.count > 1 || card.recipients.contains(where: { $0.group != nil }) {
      heading(Bilingual("Nơi nhận", "Recipients"))
      for recipient in card.recipients { add(recipient.group.map { Bilingual($0, $0) } ?? "", recipient.name) }
    }
    if !card.files.isEmpty {
      heading(Bilingual("Tệp kèm theo", "Files"))
      for (index, file) in card.files.enumerated() {
        let remark = card.remark(on: file)
        add(
          "\(index + 1)", "\(file.name)  (\(file.size.inBytes))\(remark.map { ", \($0[language])" } ?? "")",
          remark == nil ? .accent : .warning)
      }
    }
    if !card.links.isEmpty {
      heading(Bilingual("Văn bản liên quan", "Related"))
      for link in card.links {
        let reference = link.line?.reference ?? ""
        add(Bilingual(reference, reference), link.wordsWithSubject[language])
      }
    }
    heading(Bilingual("Quá trình", "Trail"))
    for step in card.trail {
      let words = (try? card.words(of: step) { try session.office.directory }) ?? step.said
      // The name of another office's clerk is not shown.
      let text = step.isReceived ? words[language] : "\(words[language]) — \(step.entry.clerk)"
      let undone = step.undoneBy == nil ? "" : Bilingual(" (đã hoàn tác)", " (undone)")[language]
      let when = moment(step.entry.day, step.entry.time.milliseconds)
      add(Bilingual(when, when), text + undone, step.undoneBy == nil ? .normal : .dim)
    }
    return lines
  }
}
