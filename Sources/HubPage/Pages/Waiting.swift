import Hub
import Records
import Wording

extension PageContext {
  /// What waits in the mailboxes: by office, or of one office item by item.
  func waiting() throws -> (Bilingual, [HTML]) {
    if let organ = try chosenOffice() {
      let name = try name(organ)
      return (
        Bilingual("Đang chờ \(name) nhận", "Waiting for \(name)"),
        [try waitingTable(organ, after: request.number("sau"), limit: Self.lines)]
      )
    }
    var table = Table(
      Bilingual("Hộp thư có thư chưa nhận, chờ lâu trước", "Mailboxes with something waiting, the longest first"),
      language,
      [
        Bilingual("Cơ quan", "Office").head, Bilingual("Thư đang chờ", "Waiting").numbers,
        Bilingual("Chờ từ", "Since").head,
        Bilingual("Liên lạc lần cuối", "Last contact").head,
      ])
    let states = try reader.officeStates().filter { $0.waiting > 0 }.sorted {
      ($0.waitingSince ?? 0, $0.organ) < ($1.waitingSince ?? 0, $1.organ)
    }
    let page = try request.number("trang") ?? 1
    guard page >= 1, page <= max(1, (states.count + Self.lines - 1) / Self.lines) else { throw PageFault.none }
    for state in states[(page - 1) * Self.lines..<min(states.count, page * Self.lines)] {
      let since = state.waitingSince.map { "\(Moment($0).text), \(ago($0))" } ?? ""
      table.add([
        .init(link(try name(state.organ), PageRoute.waiting.link(("khoa", state.organ)))), count(state.waiting),
        .init(.text(since), kind: state.waitingSince.map { days(since: $0) >= Target.quietDays } == true ? "bad" : nil),
        .init(
          .text(state.stations == 0 ? say("chưa có trạm", "no station") : ago(state.lastContact)),
          kind: state.stations == 0 ? "bad" : nil),
      ])
    }
    var parts = [
      sentence(
        say(
          "Thư nhận ở lần liên lạc cuối còn tính là chờ cho tới lần sau, khi trạm xác nhận.",
          "What was received at the last contact counts as waiting until the station confirms it at the next.")),
      table.html(empty: Bilingual("Không có thư nào đang chờ.", "Nothing is waiting.")),
    ]
    if states.count > page * Self.lines { parts.append(next(PageRoute.waiting.link(("trang", "\(page + 1)")))) }
    return (PageRoute.waiting.title, parts)
  }

  func waitingTable(_ organ: Organ.ID, after position: Int?, limit: Int) throws -> HTML {
    var table = Table(
      Bilingual("Thư chưa nhận", "Not received yet"), language,
      [
        Bilingual("Chờ từ", "Since").head, Bilingual("Là", "What").head, Bilingual("Văn bản", "Document").head,
        Bilingual("Của", "From").head,
      ]
        + (viewer.organ == nil ? [] : [Bilingual("Trích yếu", "Subject").head]))
    let letters = try reader.waiting(for: organ, after: position, limit: limit + 1)
    for letter in letters.prefix(limit) {
      var cells: [Table.Cell] = [
        .init(.text(letter.since.map { "\(Moment($0).text), \(ago($0))" } ?? say("trước đây", "before"))),
        .init(
          .text(
            letter.notice.map { say("thông báo: ", "notice: ") + say($0.vietnamese, $0.english) } ?? kind(letter.act)),
          kind: letter.notice == nil ? nil : "bad"),
        try documentCell(letter.document), try letter.document.map { try officeLink($0.organ) } ?? "",
      ]
      // The subject of a document is shown to its readers only.
      if viewer.organ != nil { cells.append(.init(.text(letter.document?.subject ?? ""))) }
      table.add(cells)
    }
    let html = table.html(empty: Bilingual("Không có thư nào đang chờ.", "Nothing is waiting."))
    guard letters.count > limit, let last = letters.dropLast().last else { return html }
    return .several([html, next(PageRoute.waiting.link(("khoa", organ), ("sau", "\(last.position)")))])
  }

  /// Code and date of a document; for an office, as a link.
  func documentCell(_ document: ListedDocument?) throws -> Table.Cell {
    guard let document else { return "" }
    let code = document.code.isEmpty ? document.typeName : document.code
    let day = document.day.map { ", \($0.display)" } ?? ""
    guard viewer.organ != nil else { return .init(.text(code + day)) }
    return .init(link(code, PageRoute.documents.link(("so", "\(document.place)"))), .text(day))
  }

  private func kind(_ act: String?) -> String {
    switch act {
    case "issued": say("văn bản", "document")
    case "recalled": say("yêu cầu thu hồi", "recall")
    case "corrected": say("đính chính", "correction")
    case "voided": say("hủy số", "number voided")
    case "attached", "detached": say("tệp kèm", "file")
    case "reported": say("trạng thái xử lý", "status")
    case "undone": say("rút lại một việc", "something undone")
    default: say("mục khác", "something else")
    }
  }
}
