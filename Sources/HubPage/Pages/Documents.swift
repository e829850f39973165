import Hub
import Records
import Wording

extension PageContext {
  /// The documents the office issued or received; searched by words.
  func documents() throws -> (Bilingual, [HTML]) {
    guard let organ = viewer.organ else { throw PageFault.forbidden }
    let words = String((request["q"] ?? "").unicodeScalars.prefix(200))
    let before = try request.number("truoc")
    let limit = 50
    var ignoresMarks = request["dau"] == "0"
    var found = try reader.documents(
      of: organ, matching: words, before: before, limit: limit + 1, ignoringMarks: ignoresMarks)
    var parts = [searchForm(words)]
    if found.isEmpty, before == nil, !ignoresMarks {
      found = try reader.documents(of: organ, matching: words, before: nil, limit: limit + 1, ignoringMarks: true)
      ignoresMarks = !found.isEmpty
      if ignoresMarks {
        parts.append(
          note(
            say(
              "Không có văn bản nào đúng dấu như đã gõ; dưới đây là kết quả không kể dấu.",
              "Nothing has exactly these marks; these are the results without them.")))
      }
    }
    var table = Table(
      words.isEmpty
        ? Bilingual("Mới trước", "The newest first") : Bilingual("Tìm thấy, mới trước", "Found, the newest first"),
      language,
      [
        Bilingual("Số, ký hiệu", "Code").head, Bilingual("Ngày", "Day").head, Bilingual("Loại", "Type").head,
        Bilingual("Trích yếu", "Subject").head, Bilingual("Nơi ban hành", "Issued by").head,
        Bilingual("Khẩn", "Urgency").head,
        Bilingual("Tình trạng", "State").head,
      ])
    for document in found.prefix(limit) {
      let code = document.code.isEmpty ? say("(không số)", "(no number)") : document.code
      table.add([
        .init(link(code, PageRoute.documents.link(("so", "\(document.place)")))),
        .init(.text(document.day?.display ?? "")),
        .init(.text(document.typeName)), .init(.text(document.subject)), .init(.text(try name(document.organ))),
        urgency(document.urgency), state(document.state),
      ])
    }
    parts.append(
      table.html(
        empty: words.isEmpty
          ? Bilingual(
            "Cơ quan chưa gửi, chưa nhận văn bản nào qua trung tâm.",
            "The office has sent and received nothing through the hub yet.")
          : Bilingual(
            "Không tìm thấy; bớt từ, gõ trọn từng chữ.", "Nothing was found; try fewer words, and complete ones.")
      ))
    if found.count > limit {
      parts.append(
        next(
          PageRoute.documents.link(
            ("q", words), ("truoc", "\(found[limit - 1].place)"), ("dau", ignoresMarks ? "0" : "1"))))
    }
    return (PageRoute.documents.title, parts)
  }

  private func searchForm(_ words: String) -> HTML {
    tag(
      "form", [.init("action", PageRoute.documents.rawValue), .init("role", "search")],
      tag(
        "p", [],
        tag(
          "label", [.init("for", "q")],
          .text(say("Tìm theo số, ký hiệu, trích yếu, nơi gửi, nơi nhận", "Search code, subject, sender, recipients"))),
        tag(
          "input",
          [
            .init("type", "search"), .init("id", "q"), .init("name", "q"), .init("value", words),
            .init("maxlength", "200"),
          ]),
        .text(" "), tag("button", [], .text(say("Tìm", "Search")))),
      tag(
        "p", [.init("class", "faint")],
        .text(
          say(
            "Gõ trọn chữ, không dấu hay có dấu. Thứ tự không quan trọng.",
            "Complete words, with marks or without, in any order."))))
  }

  private func state(_ state: ListedDocument.State) -> Table.Cell {
    switch state {
    case .issued: ""
    case .recalled: .init(.text(say("đã thu hồi", "recalled")), kind: "bad")
    case .voided: .init(.text(say("đã hủy", "voided")), kind: "bad")
    }
  }

  /// One document: for its office with the state at every reader (Decision 28/2018, article 6.3), for a reader with its
  /// own.
  func document(_ place: Int) throws -> (Bilingual, [HTML]) {
    guard let organ = viewer.organ else { throw PageFault.forbidden }
    guard let (document, readers) = try reader.document(at: place, for: organ) else { throw PageFault.none }
    let facts: [(Bilingual, String)] = [
      (Bilingual("Loại", "Type"), document.typeName), (Bilingual("Số, ký hiệu", "Code"), document.code),
      (Bilingual("Ngày", "Day"), document.day?.display ?? ""), (Bilingual("Trích yếu", "Subject"), document.subject),
      (Bilingual("Nơi ban hành", "Issued by"), try name(document.organ)),
      (Bilingual("Người ký", "Signed by"), document.signer),
      (
        Bilingual("Độ khẩn", "Urgency"),
        Urgency.allCases.first { $0.priority == document.urgency }?.words[language] ?? ""
      ),
    ]
    var parts: [HTML] = []
    switch document.state {
    case .issued: break
    case .recalled:
      parts.append(note(say("Văn bản đã thu hồi: không dùng nữa.", "The document was recalled: do not use it.")))
    case .voided: parts.append(note(say("Số văn bản đã hủy.", "The number of the document was voided.")))
    }
    parts.append(
      tag(
        "dl", [],
        all: facts.filter { !$0.1.isEmpty }.flatMap {
          [tag("dt", [], .text($0.0[language])), tag("dd", [], .text($0.1))]
        }))
    var table = Table(
      Bilingual("Ở nơi nhận", "At its recipients"), language,
      [
        Bilingual("Nơi nhận", "Recipient").head, Bilingual("Trạng thái", "Status").head,
        Bilingual("Đến ngày", "Arrived").head,
        Bilingual("Phản hồi", "Acknowledged").head, Bilingual("Ghi chú", "Note").head,
      ])
    for reader in readers {
      let isBad = reader.status == .refused || reader.status == .disagreed
      table.add([
        .init(.text(try name(reader.organ))),
        .init(
          .text(reader.status?.words[language] ?? say("chưa báo", "not reported yet")),
          kind: isBad ? "bad" : reader.status == nil ? "faint" : nil),
        .init(.text(reader.arrived?.display ?? "")), .init(.text(reader.acknowledged?.display ?? "")),
        .init(.text(reader.note)),
      ])
    }
    parts.append(
      table.html(
        empty: Bilingual("Không gửi cho cơ quan nào qua trung tâm.", "Not sent to any office through the hub.")))
    parts.append(
      sentence(
        say(
          "Tệp kèm chỉ có trong vanthu ở cơ quan, không xem được ở đây.",
          "Files are in vanthu at the office, and cannot be viewed here.")))
    let title = document.code.isEmpty ? document.typeName : document.code
    return (Bilingual(title, title), parts)
  }
}
