import Hub
import Records
import Vietnamese
import Wording

extension PageContext {
  private func quarter() throws -> Quarter {
    guard let text = request["quy"], !text.isEmpty else { return Quarter(of: reader.today) }
    guard let quarter = Quarter(text) else { throw PageFault.input }
    return quarter
  }

  private func quarters(_ address: PageRoute, _ quarter: Quarter) -> HTML {
    tag(
      "p", [.init("class", "pages")],
      link("← " + quarter.before.words[language], address.link(("quy", quarter.before.text))),
      .text(" · "), link(quarter.after.words[language] + " →", address.link(("quy", quarter.after.text))))
  }

  /// Figures against the targets, by office.
  func targets() throws -> (Bilingual, [HTML]) {
    let quarter = try quarter()
    let months = quarter.months
    var table = Table(
      Bilingual(
        "Văn bản đến đã đăng ký, \(quarter.words.vietnamese)",
        "Documents registered as incoming, \(quarter.words.english)"), language,
      [
        Bilingual("Nơi nhận", "Recipient").head,
        Bilingual("Từ cơ quan trong tỉnh", "From offices of the province").numbers,
        Bilingual("Điện tử", "Electronic").numbers, Bilingual("Tỷ lệ", "Share").numbers,
        Bilingual("Cần", "Target").numbers,
      ])
    let shares = try reader.intake(from: months.first, through: months.last)
    let names = try Dictionary(uniqueKeysWithValues: shares.map { ($0.organ, try name($0.organ)) })
    for share in shares.sortedByWords({ names[$0.organ] ?? $0.organ }) {
      let target = try isProvince(share.organ) ? Target.toProvince : Target.between
      table.add([
        try officeLink(share.organ), count(share.all), count(share.throughHub), percent(share.percent, target: target),
        "\(target) %",
      ])
    }
    return (
      PageRoute.targets.title,
      [
        quarters(.targets, quarter),
        sentence(
          say(
            "Đếm ở sổ của nơi nhận: văn bản của cơ quan trong tỉnh, đến qua trung tâm là điện tử, "
              + "đăng ký từ giấy là không. Văn bản của bộ, ngành trung ương, công dân, doanh nghiệp không tính.",
            "Counted where registered: documents of the province's offices that came through the hub "
              + "are electronic, those registered from paper are not. Ministries, citizens and companies do not count."
          )),
        table.html(empty: Bilingual("Quý này chưa đăng ký văn bản nào.", "Nothing was registered in this quarter.")),
      ]
    )
  }

  /// Acknowledgements: by office, or of one office by document.
  func late() throws -> (Bilingual, [HTML]) {
    if let organ = try chosenOffice() { return try late(of: organ) }
    let quarter = try quarter()
    var table = Table(
      Bilingual("Phản hồi, \(quarter.words.vietnamese)", "Acknowledgements, \(quarter.words.english)"), language,
      [
        Bilingual("Nơi nhận", "Recipient").head, Bilingual("Văn bản đến", "Arrived").numbers,
        Bilingual("Trong ngày", "Same day").numbers,
        Bilingual("Chậm", "Late").numbers, Bilingual("Chưa phản hồi", "Not yet").numbers,
        Bilingual("Tỷ lệ trong ngày", "Share").numbers,
      ])
    let shares = try reader.acknowledgements(from: quarter.first, through: quarter.last)
    for share in shares.sorted(by: { ($1.late + $1.open, $0.organ) < ($0.late + $0.open, $1.organ) }) {
      table.add([
        .init(link(try name(share.organ), PageRoute.late.link(("khoa", share.organ)))), count(share.all),
        count(share.sameDay),
        count(share.late, isBad: true), count(share.open, isBad: true), percent(share.percent, target: Target.sameDay),
      ])
    }
    return (
      PageRoute.late.title,
      [
        quarters(.late, quarter), rule,
        table.html(
          empty: Bilingual(
            "Quý này chưa có văn bản nào đến qua trung tâm.", "Nothing came through the hub in this quarter.")),
      ]
    )
  }

  private var rule: HTML {
    sentence(
      say(
        "Nơi nhận phải báo đã nhận, hoặc trả lại, ngay trong ngày (Nghị định 30/2020, Điều 21, khoản 2, điểm c). "
          + "Ngày đến là ngày máy của nơi nhận nhận được.",
        "The recipient confirms on the same day that it accepted the document, or sends it back (Decree 30/2020, "
          + "article 21.2c). A document arrives on the day the recipient's PC receives it."
      ))
  }

  private func late(of organ: Organ.ID) throws -> (Bilingual, [HTML]) {
    var key: (arrived: String, reference: String)?
    if let text = request["sau"], !text.isEmpty {
      let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2, Day(parts[0]) != nil, parts[1].utf8.count <= 60 else { throw PageFault.input }
      key = (parts[0], parts[1])
    }
    var table = Table(
      Bilingual(
        "Văn bản phản hồi chậm hoặc chưa phản hồi, mới trước", "Acknowledged late or not yet, the newest first"),
      language,
      [
        Bilingual("Văn bản", "Document").head, Bilingual("Nơi gửi", "Sender").head,
        Bilingual("Đến ngày", "Arrived").head,
        Bilingual("Phản hồi", "Acknowledged").head, Bilingual("Chậm", "Late").numbers,
      ])
    let lines = try reader.late(of: organ, after: key, limit: Self.lines + 1)
    for line in lines.prefix(Self.lines) {
      let days = (line.acknowledged ?? reader.today).ordinal - (line.arrived ?? reader.today).ordinal
      table.add([
        line.document == nil ? .init(.text(line.reference)) : try documentCell(line.document),
        try line.document.map { try officeLink($0.organ) } ?? "", .init(.text(line.arrived?.display ?? "")),
        .init(
          .text(line.acknowledged?.display ?? say("chưa", "not yet")), kind: line.acknowledged == nil ? "bad" : nil),
        .init(.text(say("\(days) ngày", days == 1 ? "1 day" : "\(days) days"))),
      ])
    }
    let name = try name(organ)
    var parts = [
      rule,
      table.html(
        empty: Bilingual("Văn bản nào cũng phản hồi ngay trong ngày.", "Everything was acknowledged the same day.")),
    ]
    if lines.count > Self.lines, let last = lines.dropLast().last {
      parts.append(
        next(PageRoute.late.link(("khoa", organ), ("sau", "\(last.arrived?.description ?? "") \(last.reference)"))))
    }
    return (Bilingual("\(PageRoute.late.title.vietnamese): \(name)", "\(PageRoute.late.title.english): \(name)"), parts)
  }
}
