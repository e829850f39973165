import Hub
import Records
import Wording

extension PageContext {
  /// What went wrong and needs attention: lists, each with its own pages; last, what stations claim about a rollback.
  func troubles() throws -> (Bilingual, [HTML]) {
    let limit = 50
    var parts = reader.markTroubles.map { note($0.words[language]) }

    let contacts = try reader.troubledContacts(before: request.number("lan"), limit: limit + 1)
    parts.append(
      try contactTable(
        Bilingual("Lần liên lạc có trục trặc", "Contacts that went wrong"), Array(contacts.prefix(limit))
      )
      .html(empty: Bilingual("Không lần nào.", "None.")))
    if contacts.count > limit { parts.append(next(PageRoute.troubles.link(("lan", "\(contacts[limit - 1].id)")))) }

    var notices = Table(
      Bilingual("Mục trung tâm phải nhắc", "Entries the hub remarked on"), language,
      [Bilingual("Lúc", "Time").head, Bilingual("Cơ quan", "Office").head, Bilingual("Chuyện gì", "What").head])
    let remarks = try reader.notices(before: request.number("muc"), limit: limit + 1)
    for remark in remarks.prefix(limit) {
      notices.add([
        .init(.text(moment(remark.since))), try officeLink(remark.organ),
        .init(.text(say(remark.vietnamese, remark.english))),
      ])
    }
    parts.append(notices.html(empty: Bilingual("Không có mục nào.", "None.")))
    if remarks.count > limit { parts.append(next(PageRoute.troubles.link(("muc", "\(remarks[limit - 1].entry)")))) }

    var refused = Table(
      Bilingual("Văn bản bị trả lại, thu hồi bị từ chối", "Documents sent back, recalls refused"), language,
      [
        Bilingual("Lúc", "Time").head, Bilingual("Văn bản", "Document").head, Bilingual("Nơi gửi", "Sender").head,
        Bilingual("Nơi nhận", "Receiver").head, Bilingual("Trạng thái", "Status").head,
      ])
    let back = try reader.refused(before: request.number("tra"), limit: limit + 1)
    for line in back.prefix(limit) {
      refused.add([
        .init(.text(moment(line.since))), try documentCell(line.document),
        try line.document.map { try officeLink($0.organ) } ?? "", try officeLink(line.organ),
        .init(.text(line.status?.words[language] ?? "")),
      ])
    }
    parts.append(refused.html(empty: Bilingual("Không có văn bản nào.", "None.")))
    if back.count > limit { parts.append(next(PageRoute.troubles.link(("tra", "\(back[limit - 1].place)")))) }
    parts.append(try rollbackClaims())
    return (PageRoute.troubles.title, parts)
  }
}
