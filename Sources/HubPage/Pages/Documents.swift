import Hub
import Records
import Wording

extension Asked {
  /// The documents the office issued or received; searched by words.
  func documents() throws -> (Words, [HTML]) {
    guard let organ = viewer.organ else { throw PageFault.forbidden }
    let words = String((visit["q"] ?? "").unicodeScalars.prefix(200))
    let before = try visit.number("truoc")
    let limit = 50
    var ignoresMarks = visit["dau"] == "0"
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
              "Nothing has these very marks; this is what was found without them.")))
      }
    }
    var table = Table(
      words.isEmpty ? Words("Mới trước", "The newest first") : Words("Tìm thấy, mới trước", "Found, the newest first"),
      language,
      [
        Words("Số, ký hiệu", "Code").head, Words("Ngày", "Day").head, Words("Loại", "Type").head,
        Words("Trích yếu", "Subject").head, Words("Nơi ban hành", "Issued by").head, Words("Khẩn", "Urgency").head,
        Words("Tình trạng", "State").head,
      ])
    for document in found.prefix(limit) {
      let code = document.code.isEmpty ? say("(không số)", "(no number)") : document.code
      table.add([
        .init(link(code, Address.documents.link(("so", "\(document.place)")))),
        .init(.text(document.day?.display ?? "")),
        .init(.text(document.typeName)), .init(.text(document.subject)), .init(.text(try name(document.organ))),
        urgency(document.urgency), state(document.state),
      ])
    }
    parts.append(
      table.html(
        empty: words.isEmpty
          ? Words(
            "Cơ quan chưa gửi, chưa nhận văn bản nào qua trung tâm.",
            "The office has sent and received nothing through the hub yet.")
          : Words("Không tìm thấy; bớt từ, gõ trọn từng chữ.", "Nothing was found; take fewer words, whole ones.")))
    if found.count > limit {
      parts.append(
        next(
          Address.documents.link(
            ("q", words), ("truoc", "\(found[limit - 1].place)"), ("dau", ignoresMarks ? "0" : "1"))))
    }
    return (Address.documents.title, parts)
  }

  private func searchForm(_ words: String) -> HTML {
    tag(
      "form", [.init("action", Address.documents.rawValue), .init("role", "search")],
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
            "Whole words, with marks or without, in any order."))))
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
  func document(_ place: Int) throws -> (Words, [HTML]) {
    guard let organ = viewer.organ else { throw PageFault.forbidden }
    guard let (document, readers) = try reader.document(at: place, for: organ) else { throw PageFault.none }
    let facts: [(Words, String)] = [
      (Words("Loại", "Type"), document.typeName), (Words("Số, ký hiệu", "Code"), document.code),
      (Words("Ngày", "Day"), document.day?.display ?? ""), (Words("Trích yếu", "Subject"), document.subject),
      (Words("Nơi ban hành", "Issued by"), try name(document.organ)), (Words("Người ký", "Signed by"), document.signer),
      (Words("Độ khẩn", "Urgency"), Urgency.allCases.first { $0.priority == document.urgency }?.words[language] ?? ""),
    ]
    var parts: [HTML] = []
    switch document.state {
    case .issued: break
    case .recalled:
      parts.append(note(say("Văn bản đã thu hồi: không dùng nữa.", "The document was recalled: it is not to be used.")))
    case .voided: parts.append(note(say("Số văn bản đã hủy.", "The number of the document was voided.")))
    }
    parts.append(
      tag(
        "dl", [],
        all: facts.filter { !$0.1.isEmpty }.flatMap {
          [tag("dt", [], .text($0.0[language])), tag("dd", [], .text($0.1))]
        }))
    var table = Table(
      Words("Ở nơi nhận", "At its readers"), language,
      [
        Words("Nơi nhận", "Reader").head, Words("Trạng thái", "Status").head, Words("Đến ngày", "Came").head,
        Words("Phản hồi", "Acknowledged").head, Words("Ghi chú", "Note").head,
      ])
    for reader in readers {
      let isBad = reader.status == .refused || reader.status == .disagreed
      table.add([
        .init(.text(try name(reader.organ))),
        .init(
          .text(reader.status?.words[language] ?? say("chưa báo", "not told yet")),
          kind: isBad ? "bad" : reader.status == nil ? "faint" : nil),
        .init(.text(reader.arrived?.display ?? "")), .init(.text(reader.acknowledged?.display ?? "")),
        .init(.text(reader.note)),
      ])
    }
    parts.append(
      table.html(empty: Words("Không gửi cho cơ quan nào qua trung tâm.", "Sent to nobody through the hub.")))
    parts.append(
      sentence(
        say(
          "Tệp kèm chỉ có trong vanthu ở cơ quan, không xem được ở đây.",
          "Files are in vanthu at the office, and cannot be seen here.")))
    let title = document.code.isEmpty ? document.typeName : document.code
    return (Words(title, title), parts)
  }
}
