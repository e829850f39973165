import Hub
import PageRequests
import Records
import Wording

extension PageContext {
  /// The maximum number of lines exported as CSV; `vanthu-hub audit --csv` exports all of them.
  static let exported = 20_000

  /// Describes a request for the audit log: the page and what is chosen on it, never the search terms.
  func described(_ address: PageRoute) -> String {
    let shown = request.query.prefix(6).filter { $0.name != "lang" }.map { field in
      ["q", "ten"].contains(field.name)
        ? "\(field.name)=…" : "\(field.name.prefix(10))=\(String(field.value.unicodeScalars.prefix(60)))"
    }
    return shown.isEmpty ? address.rawValue : address.rawValue + "?" + shown.joined(separator: "&")
  }

  /// The audit log, the latest line first; of one account or one kind where that is asked for.
  func audit() throws -> (Bilingual, [HTML]) {
    let (who, what) = (
      request["ai"].flatMap { $0.isEmpty ? nil : $0 }, request["viec"].flatMap { AuditKind(rawValue: $0) }
    )
    let lines = try reader.audit(
      before: request.number("truoc"), limit: Self.lines + 1, what: what?.rawValue, who: who)
    var table = Table(
      Bilingual("Mới trước", "The latest first"), language,
      [
        Bilingual("Lúc", "Time").head, Bilingual("Ai", "Who").head, Bilingual("Từ đâu", "From").head,
        Bilingual("Việc", "What").head,
        Bilingual("Với ai, với gì", "Concerns").head,
      ])
    for line in lines.prefix(Self.lines) {
      let words = line.kind?.words[language] ?? line.what
      table.add([
        .init(.text("\(Moment(line.time).day.display) \(AuditEntry.clock(of: line.time))")),
        .init(link(line.who, PageRoute.audit.link(("ai", line.who)))), .init(.text(line.origin[language])),
        .init(link(words, PageRoute.audit.link(("viec", line.what)))), .init(.text(line.subject[language])),
      ])
    }
    var parts: [HTML] = []
    if who != nil || what != nil {
      let chosen = [who, what?.words[language]].compactMap(\.self).joined(separator: ", ")
      parts.append(
        tag(
          "p", [], .text(say("Chỉ: \(chosen). ", "Only: \(chosen). ")),
          link(say("Xem tất cả", "Show all"), PageRoute.audit.rawValue)))
    }
    parts.append(table.html(empty: Bilingual("Chưa có dòng nào.", "There are no entries.")))
    if lines.count > Self.lines {
      parts.append(
        next(
          PageRoute.audit.link(
            ("ai", who ?? ""), ("viec", what?.rawValue ?? ""), ("truoc", "\(lines[Self.lines - 1].number)"))))
    }
    parts.append(
      tag(
        "p", [],
        link(
          say(
            "Tải bảng CSV (\(grouped(Self.exported)) dòng mới nhất)",
            "Get a CSV table (the latest \(grouped(Self.exported)) lines)"),
          PageRoute.audit.link(("dang", "csv")))))
    return (PageRoute.audit.title, parts)
  }

  func auditTable() throws -> PageResponse {
    let lines = try reader.audit(before: nil, limit: Self.exported).reversed()
    return PageResponse(
      status: 200,
      headers: ProvincePage.security + [
        ("content-type", "text/csv; charset=utf-8"),
        ("content-disposition", "attachment; filename=\"nhat-ky-truy-cap.csv\""),
      ], text: AuditCSV.text(of: Array(lines), language))
  }
}
