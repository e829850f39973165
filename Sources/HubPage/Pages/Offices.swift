import Hub
import Records
import Vietnamese
import Wording

extension PageContext {
  /// All offices that take part, or should, by name.
  func offices() throws -> (Bilingual, [HTML]) {
    let states = try reader.officeStates()
    var known = Dictionary(uniqueKeysWithValues: states.map { ($0.organ, $0) })
    for organ in try reader.expectedOffices() where known[organ.id] == nil {
      known[organ.id] = .absent(organ)
    }
    let page = try request.number("trang") ?? 1
    let typed = String((request["ten"] ?? "").unicodeScalars.prefix(100))
    let wanted = fold(typed)
    let all = Array(known.values).filter { wanted.isEmpty || fold($0.name).contains(wanted) || $0.organ == typed }
    let sorted = all.sorted { $0.organ < $1.organ }.sortedByWords(\.name)
    guard page >= 1, page <= max(1, (sorted.count + Self.lines - 1) / Self.lines) else { throw PageFault.none }
    let shown = sorted[(page - 1) * Self.lines..<min(sorted.count, page * Self.lines)]
    var table = Table(
      Bilingual("Các cơ quan", "Offices"), language,
      [
        Bilingual("Cơ quan", "Office").head, Bilingual("Trạm", "Stations").numbers,
        Bilingual("Liên lạc lần cuối", "Last contact").head,
        Bilingual("Đồng hồ", "Clock").head, Bilingual("Thư đang chờ", "Waiting").numbers,
        Bilingual("Chờ từ", "Since").head,
        Bilingual("Tệp chưa gửi lên", "Files not sent").numbers,
      ])
    for state in shown {
      guard state.stations > 0 || state.lastContact != nil || state.waiting > 0 else {
        table.add(
          [try officeLink(state.organ), "–", .init(.text(say("chưa tham gia", "does not take part")), kind: "faint")]
            + [Table.Cell](repeating: "", count: 4))
        continue
      }
      let isQuiet = (state.lastContact.map { days(since: $0) } ?? .max) >= Target.quietDays
      table.add([
        try officeLink(state.organ), count(state.stations),
        .init(
          .text(state.lastContact.map { "\(Moment($0).text), \(ago($0))" } ?? ago(nil)), kind: isQuiet ? "bad" : nil),
        skew(state.skew), count(state.waiting), .init(.text(state.waiting > 0 ? moment(state.waitingSince) : "")),
        count(state.wantedContents),
      ])
    }
    let here = states.count { isTakingPart($0) }
    var parts = [
      officeForm(typed),
      sentence(
        say(
          "\(grouped(sorted.count)) cơ quan, \(grouped(here)) đang tham gia. “Tệp chưa gửi lên” là tệp kèm mà cơ quan "
            + "đã kể tên, trung tâm chưa có; những gì chưa kể tên thì trung tâm không biết được.",
          "\(grouped(sorted.count)) offices, \(grouped(here)) take part. “Files not sent” were named by the office but "
            + "are not here yet; the hub cannot know of files not named."
        )),
      table.html(empty: Bilingual("Chưa có cơ quan nào.", "There are no offices yet.")),
    ]
    if sorted.count > page * Self.lines {
      parts.append(next(PageRoute.offices.link(("ten", typed), ("trang", "\(page + 1)"))))
    }
    return (PageRoute.offices.title, parts)
  }

  private func officeForm(_ typed: String) -> HTML {
    tag(
      "form", [.init("action", PageRoute.offices.rawValue), .init("role", "search")],
      tag(
        "p", [], tag("label", [.init("for", "ten")], .text(say("Tên cơ quan có", "Office name contains"))),
        tag(
          "input",
          [
            .init("type", "search"), .init("id", "ten"), .init("name", "ten"), .init("value", typed),
            .init("maxlength", "100"),
          ]), .text(" "), button("Lọc", "Filter")))
  }

  /// One office: its stations, their contacts, and what waits.
  func office(_ context: Organ.ID) throws -> (Bilingual, [HTML]) {
    let organ = try viewer.organ ?? known(context)
    guard organ == context else { throw PageFault.forbidden }
    var stations = Table(
      Bilingual("Các trạm", "Stations"), language,
      [
        Bilingual("Trạm", "Station").head, Bilingual("Máy", "PC").head,
        Bilingual("Liên lạc lần cuối", "Last contact").head,
        Bilingual("Cách", "Way").head, Bilingual("Đồng hồ", "Clock").head,
        Bilingual("Mục đã gửi", "Entries sent").numbers,
        Bilingual("Thư đang chờ", "Waiting").numbers,
      ])
    let figures = try reader.figures(of: organ).stations
    for station in figures {
      let state =
        station.revoked.map { " (" + say("đã thu hồi \(Moment($0).text)", "revoked \(Moment($0).text)") + ")" } ?? ""
      stations.add([
        .init(.text(station.station + state)), .init(.text(station.name)),
        .init(.text(station.lastContact.map { "\(Moment($0).text), \(ago($0))" } ?? ago(nil))), way(station.way),
        skew(station.skew), count(station.entries), count(max(0, station.waiting)),
      ])
    }
    var parts = [
      stations.html(
        empty: Bilingual(
          "Cơ quan này chưa có trạm: cấp mã bằng vanthu-hub enrol.",
          "This office has no station: issue a code with vanthu-hub enrol."))
    ]
    if viewer.role.givesCodes {
      parts.append(
        tag("p", [], link(say("Cấp mã cho máy mới", "A code for a new PC"), PageRoute.codes.link(("khoa", organ)))))
    }
    if viewer.role.revokes, figures.contains(where: { $0.revoked == nil }) { parts.append(revocationForm(figures)) }
    if let wanted = figures.first?.wantedContents, wanted > 0 {
      parts.append(
        note(
          say(
            "\(grouped(wanted)) tệp kèm đã kể tên mà chưa gửi lên.",
            "\(grouped(wanted)) files were named but not sent yet.")))
    }
    if viewer.organ == organ || viewer.role == .administrator { parts += try standing(of: organ) }
    parts.append(try waitingTable(organ, after: nil, limit: 20))
    parts.append(
      tag(
        "p", [], link(say("Tất cả thư đang chờ", "Everything waiting"), PageRoute.waiting.link(("khoa", organ))), " · ",
        link(PageRoute.late.title[language], PageRoute.late.link(("khoa", organ)))))
    let contacts = try reader.contacts(of: organ, limit: 20)
    parts.append(
      try contactTable(Bilingual("Những lần liên lạc gần đây", "Latest contacts"), contacts).html(
        empty: Bilingual("Chưa liên lạc lần nào.", "No contact yet.")))
    let name = try name(organ)
    return (Bilingual(name, name), parts)
  }

  private func revocationForm(_ stations: [StationFigures]) -> HTML {
    let choices = stations.filter { $0.revoked == nil }.map { station in
      tag("option", [.init("value", station.station)], .text("\(station.station) \(station.name)"))
    }
    return .several([
      tag("h2", [], .text(PageRoute.revocation.title[language])),
      form(
        .revocation, nil,
        [
          tag(
            "p", [], tag("label", [.init("for", "tram")], .text(say("Trạm", "Station"))),
            tag("select", [.init("id", "tram"), .init("name", "tram")], all: choices)),
          input("ly-do", Bilingual("Lý do", "Reason"), [.init("maxlength", "200")]),
          tag(
            "p", [], button("Thu hồi", "Revoke"), .text(" "),
            tag(
              "span", [.init("class", "faint")],
              .text(
                say(
                  "Từ đó mọi gói của trạm bị từ chối; những gì đã gửi vẫn giữ.",
                  "Nothing more is accepted from it; what it sent is kept.")))),
        ]),
    ])
  }

  private func way(_ way: String?) -> Table.Cell {
    switch way {
    case "line": .init(.text(say("qua mạng", "network")))
    case "folder": .init(.text(say("bằng USB", "USB stick")))
    case "axis": .init(.text(say("trục liên thông", "the national axis")))
    default: .init(.text(way ?? ""))
    }
  }

  func contactTable(_ caption: Bilingual, _ contacts: [Contact]) throws -> Table {
    var table = Table(
      caption, language,
      [
        Bilingual("Lúc", "Time").head, Bilingual("Cơ quan", "Office").head, Bilingual("Trạm", "Station").head,
        Bilingual("Cách", "Way").head,
        Bilingual("Mục mới", "New entries").numbers, Bilingual("Byte nhận", "Bytes in").numbers,
        Bilingual("Byte gửi", "Bytes out").numbers, Bilingual("Kết quả", "Result").head,
      ])
    for contact in contacts {
      let (words, isBad) = ending(contact.ending)
      table.add([
        .init(.text(Moment(contact.time).text)), try officeLink(contact.organ),
        .init(
          viewer.organ == nil
            ? link(contact.station, PageRoute.offices.link(("khoa", contact.organ))) : .text(contact.station)),
        way(contact.way), count(contact.entries), count(contact.taken), count(contact.given),
        .init(.text(words[language]), kind: isBad ? "bad" : nil),
      ])
    }
    return table
  }

  /// The words for an ending of a contact; one of a later version is shown as its code.
  func ending(_ code: String) -> (Bilingual, isBad: Bool) {
    ContactEnding(rawValue: code).map { ($0.words, $0.isBad) } ?? (Bilingual(code, code), true)
  }
}

extension ContactEnding {
  /// Whether somebody should look at it.
  var isBad: Bool {
    switch self {
    case .whole, .cut, .challenge, .evidence: false
    case .log, .claim, .gap, .fork, .signature, .full, .act, .field, .audience, .sender, .number, .length, .again,
      .allowance, .revoked, .replaced:
      true
    }
  }

  /// For a cell of a table.
  var words: Bilingual {
    switch self {
    case .whole: Bilingual("xong", "complete")
    case .cut: Bilingual("đứt giữa chừng", "cut off")
    case .challenge: Bilingual("phải xác nhận lại", "proved again")
    case .gap: Bilingual("thiếu mục ở giữa, trạm tự gửi lại", "a gap, sent again by itself")
    case .fork: Bilingual("hai lịch sử khác nhau: tệp sổ bị chép đè", "a fork: a copy of the file was written to")
    case .signature: Bilingual("chữ ký không đúng", "an invalid signature")
    case .log:
      Bilingual(
        "trạm đã nhận nhiều hơn ở đây có: trung tâm là bản sao cũ?",
        "it received more than is here: is this an old copy?")
    case .claim: Bilingual("nói trung tâm thiếu điều đã có", "reports that the hub lost something")
    case .evidence: Bilingual("gửi lại mục của trung tâm làm bằng chứng", "sent entries of the hub as evidence")
    case .again: Bilingual("nhận lại hộp thư từ đầu quá nhiều lần", "restarted its mailbox too often")
    case .full: Bilingual("đĩa của trung tâm sắp đầy", "the hub's disk is nearly full")
    case .act: Bilingual("mục chưa đọc được: cập nhật trung tâm", "an entry not understood: update the hub")
    case .field: Bilingual("có ô dài quá mức cho phép", "a field that is too long")
    case .audience: Bilingual("nói về văn bản của cơ quan khác", "about another office's document")
    case .sender: Bilingual("văn bản mang tên cơ quan khác", "a document in the name of another office")
    case .number: Bilingual("số cấp trùng, hay sổ không ở máy ấy", "a number assigned twice, or a book held elsewhere")
    case .length: Bilingual("mục quá dài", "an entry too long")
    case .revoked: Bilingual("máy đã bị loại", "revoked")
    case .replaced: Bilingual("máy đã được thay", "replaced")
    case .allowance: Bilingual("tới hạn mức: phần còn lại gửi sau", "over its allowance: the rest comes later")
    }
  }
}
