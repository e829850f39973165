import CommandWords
import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// Đồng bộ: the state of the exchange with the province, what waits, and the results of the last exchanges.
@MainActor
final class ExchangeScreen: Movable {
  let session: Session
  private let running: () -> Now
  /// What was told when the screen was opened: what is new stays as long as the screen.
  private let told: ToldNotices
  private var facts: Facts?
  private var top = 0
  private var height = 1
  private var length = 0

  private struct Facts {
    var enrolment: Enrolment
    var unsent: (entries: Int, files: Int)
    var awaited: Int
    var runs: [ExchangeRecord]
    var notices: [HubNotice]
    /// Documents that have not come to the hub.
    var documents: Int
    var term: NumberingTerm?
    var relay: RelaySetting?
    /// When this PC exchanges by itself: minutes between two exchanges by day, and the night.
    var poll: Int
    var night: NightTimes?
  }

  /// What the workbench does now.
  struct Now {
    /// How far the running exchange is; `nil` if none is running.
    var words: String?
    /// In how many seconds it will be done, if that is known.
    var seconds: Int?
    var isUrgentOnly = false
    /// Whether what the screen exchanges by itself is only what is urgent.
    var keepsToUrgent = false
  }

  /// An exchange that goes on for longer, in seconds, is slow.
  private static let slow = 180

  init(_ session: Session, running: @escaping () -> Now) throws {
    self.session = session
    self.running = running
    told = try ToldNotices(session)
    try reload()
  }

  let name = "exchange"
  let hints = [
    Hint("enrol", Bilingual("đăng ký với tỉnh", "enrol")),
    Hint("sync", Bilingual("gửi nhận ngay", "exchange now")),
    Hint("sync --urgent", Bilingual("chỉ văn bản gấp", "urgent only")),
    Hint("schedule", Bilingual("hẹn giờ", "schedule")), Hint("custody", Bilingual("giữ sổ", "custody")),
    Hint("refresh", Bilingual("đọc lại", "refresh")),
    Hint("back", Bilingual("trở lại", "back")), Hint("inbox", Bilingual("hộp việc", "triage")),
    Hint("keys", Bilingual("phím", "keys")),
  ]
  let title = Bilingual("Gửi nhận với tỉnh", "Exchange with the province")

  var useless: Set<String> { facts == nil ? ["sync", "sync --urgent", "schedule", "refresh"] : ["enrol"] }

  func isAnswer(to request: ScreenRequest) -> Bool { if case .exchange = request { true } else { false } }

  func reload() throws {
    let office = try session.office
    facts = try office.enrolment().map { enrolment in
      Facts(
        enrolment: enrolment, unsent: try office.unsent(), awaited: try office.awaited().count,
        runs: try office.exchanges(limit: 100), notices: try office.notices(),
        documents: try office.unsentDocuments(), term: try office.numberingTerm(at: session.clock()),
        relay: try office.relay(), poll: PollSetting(session.paths).read(), night: NightTimes.read(session.paths))
    }
    guard let facts else { return }
    // The clerk sees the notices here: the inbox need not report them any more.
    let seen = try SeenExchanges(session)
    let known = seen.read()
    told.tell(facts.notices)
    if known.notices != facts.notices.count { seen.write(opened: known.opened, notices: facts.notices.count) }
  }

  func move(_ movement: Movement) throws {
    switch movement {
    case .down: top += 1
    case .up: top -= 1
    case .pageDown: top += height
    case .pageUp: top -= height
    case .home: top = 0
    case .end: top = length
    }
    top = max(0, min(top, length - height))
  }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    canvas.cursor = (rows.lowerBound, 0)
    guard let facts else {
      return canvas.writeWrapped(howToEnrol[session.language], row: rows.lowerBound + 1, .dim)
    }
    let lines = content(facts, width: canvas.width)
    (length, height) = (lines.count, rows.count)
    top = max(0, min(top, length - height))
    for (offset, line) in lines[top..<min(top + height, length)].enumerated() {
      let row = rows.lowerBound + offset
      canvas.write(line.label, row: row, column: 1, line.text.isEmpty ? .heading : .dim)
      canvas.write(line.text, row: row, column: ExchangeScreen.textColumn, line.role)
    }
    if top + height < length { canvas.write("▼", row: rows.upperBound - 1, column: canvas.width - 1, .dim) }
  }

  private static let textColumn = 18

  private var howToEnrol: Bilingual {
    let key = session.keyHint("enrol", name)
    if let since = Office.enrolmentWaits(session.paths.office) {
      return Bilingual(
        "Yêu cầu đăng ký đã ghi lúc \(clockTime(since)), chưa nhận được trả lời của tỉnh. Bằng USB: mang đến văn phòng "
          + "tỉnh, khi về cắm lại, nhấn \(key) và nhập đúng mã ấy. Qua mạng: nhấn \(key) làm lại với đúng mã ấy.",
        "A request to be enrolled was made at \(clockTime(since)), and the hub's answer has not come. By stick: take "
          + "it to the provincial office, put it back when it returns, press \(key) and enter the same code. Over the "
          + "network: press \(key) again with the same code.")
    }
    return Bilingual(
      "Cơ quan chưa đăng ký với máy chủ của tỉnh, nên chưa gửi nhận qua mạng. Xin mã đăng ký ở văn phòng UBND tỉnh, "
        + "rồi nhấn \(key): địa chỉ máy chủ và mã gõ vào đó, không có mạng thì đăng ký bằng USB.",
      "The office is not enrolled at a province's hub, so nothing is exchanged over the network. "
        + "Ask the provincial office for a code, then press \(key) and enter the address of the hub and the code; "
        + "without a network, use a USB stick."
    )
  }

  private typealias Line = (label: String, text: String, role: Role)

  private func content(_ facts: Facts, width: Int) -> [Line] {
    let language = session.language
    var lines: [Line] = []
    func add(_ label: Bilingual, _ words: Bilingual, _ role: Role = .normal) {
      for (index, part) in wrapped(words[language], to: width - ExchangeScreen.textColumn - 1).enumerated() {
        lines.append((index == 0 ? label[language] : "", part, role))
      }
    }
    func heading(_ words: Bilingual) { lines += [("", "", .normal), (words[language], "", .normal)] }

    let enrolment = facts.enrolment
    addNow(running(), add)
    if let refusal = enrolment.refusal { add(Bilingual("Tỉnh từ chối", "Refused"), refusal.words, .danger) }
    add(Bilingual("Máy chủ", "Hub"), Bilingual(enrolment.name, enrolment.name), .title)
    let contact = facts.runs.first { $0.status == .done || $0.status == .partly }.map { clockTime($0.ended) }
    add(
      Bilingual("Liên lạc cuối", "Last contact"),
      contact.map { Bilingual($0, $0) } ?? Bilingual("chưa lần nào", "never"), contact == nil ? .warning : .normal)
    if let relay = facts.relay {
      add(
        Bilingual("Thư mục chung", "Shared folder"), relay.words, relay.state.refused == nil ? .normal : .danger)
    }
    let (unsent, toTake) = (facts.unsent, enrolment.mailboxEnd - enrolment.cursor)
    add(
      Bilingual("Chờ gửi", "To send"),
      Bilingual(
        "\(facts.documents) văn bản, \(unsent.files) tệp (\(unsent.entries) việc)",
        "\(facts.documents) documents, \(unsent.files) files (\(unsent.entries) entries)"))
    add(
      Bilingual("Chờ nhận", "To receive"),
      Bilingual("\(toTake) mục, \(facts.awaited) tệp", "\(toTake) items, \(facts.awaited) files"))
    let schedule = session.keyHint("schedule", name)
    let poll =
      facts.poll == 0
      ? Bilingual("khi mở màn hình: không", "by day: no")
      : Bilingual("khi mở màn hình: \(facts.poll) phút một lần", "by day: every \(facts.poll) minutes")
    let night = facts.night?.words ?? Bilingual("đêm: chưa hẹn giờ", "at night: no")
    add(
      Bilingual("Tự gửi nhận", "By itself"),
      Bilingual(
        "\(poll.vietnamese); \(night.vietnamese) (\(schedule) đổi)",
        "\(poll.english); \(night.english) (\(schedule) changes it)"))
    if let term = facts.term {
      add(
        Bilingual("Cấp số", "Numbers"), term.words,
        term.refusals.isEmpty && !(term.isNear(session.today)) ? .normal : .warning)
      for sentence in term.sentences { add("", sentence, .warning) }
    }
    let skew = ClockSkew(enrolment.skew)
    if skew.isWrong {
      add(
        Bilingual("Đồng hồ", "Clock"),
        Bilingual(
          "máy này \(skew.words.vietnamese); \(skew.advice.vietnamese)",
          "this PC is \(skew.words.english); \(skew.advice.english)"), .warning)
    }
    let notices = told.shown(facts.notices)
    if !notices.isEmpty {
      heading(Bilingual("Tỉnh báo lại", "Notices of the hub"))
      for notice in notices {
        add(notice.title, notice.words, notice.isTrouble ? .warning : .normal)
      }
    }
    heading(Bilingual("Những lần gần đây", "The last exchanges"))
    for run in facts.runs {
      let way =
        run.way == "folder" ? Bilingual(" (USB)", " (stick)") : run.way == "mail" ? Bilingual(" (thư)", " (mail)") : ""
      let (sent, received) = (run.sentBytes.inBytes, run.receivedBytes.inBytes)
      let amounts =
        run.sentBytes + run.receivedBytes == 0
        ? Bilingual("", "") : Bilingual(" ↑ \(sent) ↓ \(received)", " ↑ \(sent) ↓ \(received)")
      let time = clockTime(run.ended)
      add(
        Bilingual(time, time),
        Bilingual(
          run.words.vietnamese + amounts.vietnamese + way.vietnamese,
          run.words.english + amounts.english + way.english),
        run.status == .done ? .normal : run.status.role)
    }
    if facts.runs.isEmpty {
      add(
        "",
        Bilingual(
          "Chưa đồng bộ lần nào; nhấn \(session.keyHint("sync", name)) để gửi nhận ngay.",
          "No exchange yet; press \(session.keyHint("sync", name)) to exchange now."), .dim)
    }
    return lines
  }

  /// The exchange that is running, and what can be done when it is slow.
  private func addNow(_ now: Now, _ add: (_ label: Bilingual, _ words: Bilingual, _ role: Role) -> Void) {
    let urgent = session.keyHint("sync --urgent", name)
    if let far = now.words {
      let stop = session.keyHint("stop-exchange", name)
      let what = now.isUrgentOnly ? Bilingual(" văn bản gấp", " what is urgent") : ""
      add(
        Bilingual("Bây giờ", "Now"),
        Bilingual(
          "đang đồng bộ\(what.vietnamese)… \(far)\(far.isEmpty ? "" : " ")(\(stop) dừng)",
          "exchanging\(what.english)… \(far)\(far.isEmpty ? "" : " ")(\(stop) stops it)"), .accent)
      if let seconds = now.seconds, seconds > ExchangeScreen.slow, !now.isUrgentOnly {
        add(
          "",
          Bilingual(
            "đường chậm: nhấn \(urgent) để chỉ gửi nhận văn bản gấp, tệp khác để lần sau",
            "a slow connection: \(urgent) exchanges only what is urgent, other files wait"), .warning)
      }
    } else if RunningExchange.isThere(session.paths.office) {
      add(
        Bilingual("Bây giờ", "Now"),
        Bilingual("đang có một lần đồng bộ khác chạy trên sổ này", "another exchange of this file is running"), .accent)
    } else if now.keepsToUrgent, let facts, facts.poll > 0 {
      let all = session.keyHint("sync", name)
      add(
        Bilingual("Bây giờ", "Now"),
        Bilingual(
          "máy chỉ tự gửi nhận văn bản gấp, cho tới khi nhấn \(all) hay không còn tệp nào để lại",
          "by itself this PC exchanges only what is urgent, until \(all) is pressed or no file is left"), .warning)
    }
  }
}

extension Enrolment.Refused {
  /// Why the province refuses the station, and the next step.
  var words: Bilingual {
    switch self {
    case .fork:
      Bilingual(
        "sổ trên máy này và sổ ở tỉnh kể khác nhau dưới cùng một tên máy: tệp sổ đã bị chép lại từ bản cũ. "
          + "Không cấp số nữa; báo quản trị tỉnh và phục hồi bằng vanthu restore --from-hub.",
        "this file and the hub have different journals under one name: an old copy was restored. "
          + "Assign no more numbers; tell the province and run vanthu restore --from-hub."
      )
    case .revoked: StationRefusal.revoked.words
    case .replaced: StationRefusal.replaced.words
    case .unfinished: StationRefusal.unfinished.words
    }
  }
}
