import Hub
import Records
import Vietnamese
import Wording

extension Asked {
  private func quarter() throws -> Quarter {
    guard let text = visit["quy"], !text.isEmpty else { return Quarter(of: reader.today) }
    guard let quarter = Quarter(text) else { throw PageFault.input }
    return quarter
  }

  private func quarters(_ address: Address, _ quarter: Quarter) -> HTML {
    tag(
      "p", [.init("class", "pages")],
      link("← " + quarter.before.words[language], address.link(("quy", quarter.before.text))),
      .text(" · "), link(quarter.after.words[language] + " →", address.link(("quy", quarter.after.text))))
  }

  /// Figures against the targets, by office.
  func targets() throws -> (Words, [HTML]) {
    let quarter = try quarter()
    let months = quarter.months
    var table = Table(
      Words(
        "Văn bản đến đã đăng ký, \(quarter.words.vietnamese)",
        "Documents registered as come in, \(quarter.words.english)"), language,
      [
        Words("Nơi nhận", "Receiver").head, Words("Từ cơ quan trong tỉnh", "From offices of the province").numbers,
        Words("Điện tử", "Electronic").numbers, Words("Tỷ lệ", "Share").numbers, Words("Cần", "Wanted").numbers,
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
      Address.targets.title,
      [
        quarters(.targets, quarter),
        sentence(
          say(
            "Đếm ở sổ của nơi nhận: văn bản của cơ quan trong tỉnh, đến qua trung tâm là điện tử, "
              + "đăng ký từ giấy là không. Văn bản của bộ, ngành trung ương, công dân, doanh nghiệp không tính.",
            "Counted where it is registered: of documents of the province's offices, those that came through the hub "
              + "are electronic, those registered from paper are not. Ministries, citizens and firms do not count."
          )),
        table.html(empty: Words("Quý này chưa đăng ký văn bản nào.", "Nothing was registered in this quarter.")),
      ]
    )
  }

  /// Acknowledgements: by office, or of one office by document.
  func late() throws -> (Words, [HTML]) {
    if let organ = try chosenOffice() { return try late(of: organ) }
    let quarter = try quarter()
    var table = Table(
      Words("Phản hồi, \(quarter.words.vietnamese)", "Acknowledgements, \(quarter.words.english)"), language,
      [
        Words("Nơi nhận", "Receiver").head, Words("Văn bản đến", "Came").numbers,
        Words("Trong ngày", "Same day").numbers,
        Words("Chậm", "Late").numbers, Words("Chưa phản hồi", "Not yet").numbers,
        Words("Tỷ lệ trong ngày", "Share").numbers,
      ])
    let shares = try reader.acknowledgements(from: quarter.first, through: quarter.last)
    for share in shares.sorted(by: { ($1.late + $1.open, $0.organ) < ($0.late + $0.open, $1.organ) }) {
      table.add([
        .init(link(try name(share.organ), Address.late.link(("khoa", share.organ)))), count(share.all),
        count(share.sameDay),
        count(share.late, isBad: true), count(share.open, isBad: true), percent(share.percent, target: Target.sameDay),
      ])
    }
    return (
      Address.late.title,
      [
        quarters(.late, quarter), rule,
        table.html(
          empty: Words(
            "Quý này chưa có văn bản nào đến qua trung tâm.", "Nothing came through the hub in this quarter.")),
      ]
    )
  }

  private var rule: HTML {
    sentence(
      say(
        "Nơi nhận phải báo đã nhận, hoặc trả lại, ngay trong ngày (Nghị định 30/2020, Điều 21, khoản 2, điểm c). "
          + "Ngày đến là ngày máy của nơi nhận nhận được.",
        "The receiver says on the same day that it took the document in, or sends it back (Decree 30/2020, "
          + "article 21.2c). A document comes on the day the receiver's PC takes it."
      ))
  }

  private func late(of organ: Organ.ID) throws -> (Words, [HTML]) {
    var key: (arrived: String, reference: String)?
    if let text = visit["sau"], !text.isEmpty {
      let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2, Day(parts[0]) != nil, parts[1].utf8.count <= 60 else { throw PageFault.input }
      key = (parts[0], parts[1])
    }
    var table = Table(
      Words("Văn bản phản hồi chậm hoặc chưa phản hồi, mới trước", "Acknowledged late or not yet, the newest first"),
      language,
      [
        Words("Văn bản", "Document").head, Words("Nơi gửi", "Sender").head, Words("Đến ngày", "Came").head,
        Words("Phản hồi", "Acknowledged").head, Words("Chậm", "Late").numbers,
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
        empty: Words("Văn bản nào cũng phản hồi ngay trong ngày.", "Everything was acknowledged the same day.")),
    ]
    if lines.count > Self.lines, let last = lines.dropLast().last {
      parts.append(
        next(Address.late.link(("khoa", organ), ("sau", "\(last.arrived?.description ?? "") \(last.reference)"))))
    }
    return (Words("\(Address.late.title.vietnamese): \(name)", "\(Address.late.title.english): \(name)"), parts)
  }
}
