import Hub
import Records
import Wording

extension Asked {
  /// What went wrong and needs attention: lists, each with its own pages; last, what stations claim about a rollback.
  func troubles() throws -> (Words, [HTML]) {
    let limit = 50
    var parts = reader.markTroubles.map { note($0.words[language]) }

    let contacts = try reader.troubledContacts(before: visit.number("lan"), limit: limit + 1)
    parts.append(
      try contactTable(Words("Lần liên lạc có trục trặc", "Contacts that went wrong"), Array(contacts.prefix(limit)))
        .html(empty: Words("Không lần nào.", "None.")))
    if contacts.count > limit { parts.append(next(Address.troubles.link(("lan", "\(contacts[limit - 1].id)")))) }

    var notices = Table(
      Words("Mục trung tâm phải nhắc", "Entries the hub remarked on"), language,
      [Words("Lúc", "Time").head, Words("Cơ quan", "Office").head, Words("Chuyện gì", "What").head])
    let remarks = try reader.notices(before: visit.number("muc"), limit: limit + 1)
    for remark in remarks.prefix(limit) {
      notices.add([
        .init(.text(moment(remark.since))), try officeLink(remark.organ),
        .init(.text(say(remark.vietnamese, remark.english))),
      ])
    }
    parts.append(notices.html(empty: Words("Không có mục nào.", "None.")))
    if remarks.count > limit { parts.append(next(Address.troubles.link(("muc", "\(remarks[limit - 1].entry)")))) }

    var refused = Table(
      Words("Văn bản bị trả lại, thu hồi bị từ chối", "Documents sent back, recalls refused"), language,
      [
        Words("Lúc", "Time").head, Words("Văn bản", "Document").head, Words("Nơi gửi", "Sender").head,
        Words("Nơi nhận", "Receiver").head, Words("Trạng thái", "Status").head,
      ])
    let back = try reader.refused(before: visit.number("tra"), limit: limit + 1)
    for line in back.prefix(limit) {
      refused.add([
        .init(.text(moment(line.since))), try documentCell(line.document),
        try line.document.map { try officeLink($0.organ) } ?? "", try officeLink(line.organ),
        .init(.text(line.status?.words[language] ?? "")),
      ])
    }
    parts.append(refused.html(empty: Words("Không có văn bản nào.", "None.")))
    if back.count > limit { parts.append(next(Address.troubles.link(("tra", "\(back[limit - 1].place)")))) }
    parts.append(try rollbackClaims())
    return (Address.troubles.title, parts)
  }
}
