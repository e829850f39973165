import Hub
import Records
import Wording

extension PageContext {
  /// What every office may send and has sent today, those above their allowance first; and which offices have muted
  /// which.
  func allowances() throws -> (Bilingual, [HTML]) {
    let standings = try reader.quotas().sortedByWords(\.organName)
    let sorted = standings.filter(\.isOver) + standings.filter { !$0.isOver }
    let page = try request.number("trang") ?? 1
    guard page >= 1, page <= max(1, (sorted.count + Self.lines - 1) / Self.lines) else { throw PageFault.none }
    var table = Table(
      Bilingual("Hôm nay đã dùng / được dùng", "Used today / allowed"), language,
      [Bilingual("Cơ quan", "Office").head] + Quota.counted.map { heading($0).numbers })
    for standing in sorted[(page - 1) * Self.lines..<min(sorted.count, page * Self.lines)] {
      table.add([try officeLink(standing.organ)] + Quota.counted.map { used($0, standing) })
    }
    let usual = try reader.usualQuota()
    let all = Quota.Thing.allCases.map { "\(heading($0)[language].lowercased()) \($0.shown(usual[$0], language))" }
      .joined(
        separator: ", ")
    var parts = [
      sentence(
        say(
          "Mức chung một ngày: \(all). Cơ quan vắng mấy ngày được dồn tối đa bảy ngày. Quá mức không mất gì: "
            + "phần còn lại nhận từ ngày mai, hoặc khi nâng mức bằng vanthu-hub quota set. Dấu * là mức riêng.",
          "Default per day: \(all). An office that was away may use up to seven days' worth. The rest is not lost: "
            + "it is accepted from tomorrow on, or when more is allowed with vanthu-hub quota set. "
            + "A * marks an office's own limit."
        )),
      table.html(empty: Bilingual("Chưa có cơ quan nào.", "There are no offices yet.")),
      sentence(Allowance.triesWords[language]),
    ]
    if sorted.count > page * Self.lines { parts.append(next(PageRoute.allowances.link(("trang", "\(page + 1)")))) }
    parts.append(try muteTable(reader.mutings()))
    return (PageRoute.allowances.title, parts)
  }

  /// The same for one office, and which offices it has muted.
  func standing(of organ: Organ.ID) throws -> [HTML] {
    guard let standing = try reader.quotas(of: organ).first else { return [] }
    var table = Table(
      Bilingual("Hạn mức hôm nay", "Today's allowance"), language,
      [Bilingual("Phần", "Item").head, Bilingual("Đã dùng / được dùng", "Used / allowed").numbers])
    for thing in Quota.counted { table.add([.init(.text(heading(thing)[language])), used(thing, standing)]) }
    var parts = [table.html(empty: "")]
    if standing.isOver {
      parts.append(
        note(
          say(
            "Đã tới mức: phần còn lại tự gửi tiếp từ ngày mai, hoặc khi tỉnh nâng mức; không mất gì.",
            "It has reached its limit: the rest is sent from tomorrow on, or when the province allows more; "
              + "nothing is lost."
          )))
    }
    let mutings = try reader.mutings().filter { $0.organ == organ || viewer.organ == nil && $0.sender == organ }
    if !mutings.isEmpty { parts.append(try muteTable(mutings)) }
    return parts
  }

  private func muteTable(_ mutings: [Muting]) throws -> HTML {
    var table = Table(
      Bilingual("Nơi gửi bị tắt tiếng", "Muted senders"), language,
      [Bilingual("Cơ quan", "Office").head, Bilingual("Tắt tiếng", "Has muted").head, Bilingual("Từ", "Since").head])
    for muting in mutings {
      table.add([
        try officeLink(muting.organ), try officeLink(muting.sender), .init(.text(Moment(muting.since).text)),
      ])
    }
    return table.html(empty: Bilingual("Không cơ quan nào tắt tiếng nơi gửi nào.", "No office has muted another."))
  }

  private func used(_ thing: Quota.Thing, _ standing: QuotaStanding) -> Table.Cell {
    let most = standing.quota[thing] * (thing == .storage ? 1 : standing.days)
    let spent = standing.spent[thing]
    let own = standing.own.contains(thing) ? "*" : ""
    return .init(
      .text("\(thing.shown(spent, language)) / \(thing.shown(most, language))\(own)"), kind: spent >= most ? "bad" : nil
    )
  }

  private func heading(_ thing: Quota.Thing) -> Bilingual {
    switch thing {
    case .documents: Bilingual("Văn bản", "Documents")
    case .recipients: Bilingual("Lượt nơi nhận", "Letters")
    case .bytes: Bilingual("Sổ và tệp gửi", "Sent")
    case .storage: Bilingual("Tệp giữ ở trung tâm", "Files kept")
    case .changes: Bilingual("Số lần sửa một văn bản", "Changes of a document")
    }
  }
}
