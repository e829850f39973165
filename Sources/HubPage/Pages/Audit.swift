import Hub
import Records
import Wording

extension Asked {
  /// The maximum number of lines exported as CSV; `vanthu-hub audit --csv` exports all of them.
  static let exported = 20_000

  /// Describes a request for the audit log: the page and what is chosen on it, never the search terms.
  func described(_ address: Address) -> String {
    let shown = visit.query.prefix(6).filter { $0.name != "lang" }.map { field in
      ["q", "ten"].contains(field.name)
        ? "\(field.name)=…" : "\(field.name.prefix(10))=\(String(field.value.unicodeScalars.prefix(60)))"
    }
    return shown.isEmpty ? address.rawValue : address.rawValue + "?" + shown.joined(separator: "&")
  }

  /// The audit log, the latest line first; of one account or one kind where that is asked for.
  func audit() throws -> (Words, [HTML]) {
    let (who, what) = (visit["ai"].flatMap { $0.isEmpty ? nil : $0 }, visit["viec"].flatMap { AuditKind(rawValue: $0) })
    let lines = try reader.audit(
      before: visit.number("truoc"), limit: Self.lines + 1, what: what?.rawValue, who: who)
    var table = Table(
      Words("Mới trước", "The latest first"), language,
      [
        Words("Lúc", "Time").head, Words("Ai", "Who").head, Words("Từ đâu", "From").head, Words("Việc", "What").head,
        Words("Với ai, với gì", "On what").head,
      ])
    for line in lines.prefix(Self.lines) {
      let words = line.kind?.words[language] ?? line.what
      table.add([
        .init(.text("\(Moment(line.time).day.display) \(AuditEntry.clock(of: line.time))")),
        .init(link(line.who, Address.audit.link(("ai", line.who)))), .init(.text(line.origin[language])),
        .init(link(words, Address.audit.link(("viec", line.what)))), .init(.text(line.subject[language])),
      ])
    }
    var parts: [HTML] = []
    if who != nil || what != nil {
      let chosen = [who, what?.words[language]].compactMap(\.self).joined(separator: ", ")
      parts.append(
        tag(
          "p", [], .text(say("Chỉ: \(chosen). ", "Only: \(chosen). ")),
          link(say("Xem tất cả", "Show all"), Address.audit.rawValue)))
    }
    parts.append(table.html(empty: Words("Chưa có dòng nào.", "There is nothing.")))
    if lines.count > Self.lines {
      parts.append(
        next(
          Address.audit.link(
            ("ai", who ?? ""), ("viec", what?.rawValue ?? ""), ("truoc", "\(lines[Self.lines - 1].number)"))))
    }
    parts.append(
      tag(
        "p", [],
        link(
          say(
            "Tải bảng CSV (\(grouped(Self.exported)) dòng mới nhất)",
            "Get a CSV table (the latest \(grouped(Self.exported)) lines)"),
          Address.audit.link(("dang", "csv")))))
    return (Address.audit.title, parts)
  }

  func auditTable() throws -> Reply {
    let lines = try reader.audit(before: nil, limit: Self.exported).reversed()
    return Reply(
      status: 200,
      headers: ProvincePage.security + [
        ("content-type", "text/csv; charset=utf-8"),
        ("content-disposition", "attachment; filename=\"nhat-ky-truy-cap.csv\""),
      ], html: AuditCSV.text(of: Array(lines), language))
  }
}
