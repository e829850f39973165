import CommandWords
import Glibc
import Office
import Records
import Sync
import Wording

extension HelperTask {
  /// `vanthu sync`: one run over a connection, a USB stick or by e-mail; its outcome is recorded for the morning,
  /// whatever happens.
  func sync() throws -> (outcome: Outcome, status: Int32) {
    var arrived: (lines: [DocumentLine], office: Office)?
    // After the lock is free again: a slow program of the user must not keep the next exchange waiting.
    defer { if let arrived { ArrivalHook(request)?.run(arrived.lines, arrived.office) } }
    return try exchange(&arrived)
  }

  private func exchange(
    _ arrived: inout (lines: [DocumentLine], office: Office)?
  ) throws -> (outcome: Outcome, status: Int32) {
    if arguments.flag("what"), let folder = arguments["folder"] { return try what(isOn: folder) }
    let window = try Window(
      arguments["until"], isNightly: arguments.flag("nightly"), now: ProcessEnvironment.milliseconds())
    // While waiting for its start, a run holds neither the lock nor anything that may change meanwhile.
    let delay = window.delay(of: try station().office.stationName().station)
    if !arguments.flag("now") { sleep(UInt32(delay)) }
    let (office, keys, enrolment) = try station()
    let isQuiet = request.isQuiet == true
    // Where the command names no way, a PC without a line uses the shared folder.
    let isNamed = arguments["folder"] != nil || arguments["mail"] != nil || arguments["hub"] != nil
    let relay = try isNamed ? nil : office.relay()
    let through = relay?.role == .through ? relay : nil
    if let through, isQuiet, try !isWorthATurn(through, office, keys) { return (Outcome(), 0) }
    let lock: ExchangeLock
    // A run of the night outlasts what the screen does by itself; that in turn gives way to every other run.
    do { lock = try ExchangeLock(request.office, waiting: window.isNight) } catch LockRefusal.running where isQuiet {
      return (Outcome(), 0)
    }
    defer { withExtendedLifetime(lock) {} }
    let started = ProcessEnvironment.milliseconds()
    let noticesBefore = try office.notices().count
    let exchange = StationExchange(
      office, keys: keys,
      way: arguments["folder"] != nil || through != nil ? .folder : arguments["mail"] != nil ? .mail : .line,
      conditions(budget: try arguments.number("max-bytes"), until: window.end),
      isUrgentOnly: arguments.flag("urgent"))
    var (end, remarks, left) = (LineRun.End.done, [Bilingual](), Bilingual?.none)
    do {
      if let folder = arguments["folder"] {
        var stick = try FolderCarrier(folder)
        remarks = try stick.carry(exchange)
        left = try whatIsLeft(onStick: folder, exchange, office)
      } else if let folder = arguments["mail"] {
        var mail = try MailCarrier(folder, from: arguments["from"], to: arguments["to"])
        remarks = try mail.carry(exchange)
        left = try whatIsLeft(inLetters: folder, to: mail.receiver.description, exchange, office)
      } else if let through {
        remarks = try turns(at: through, exchange, office, keys, window, lock)
        left = try whatIsLeft(in: through, exchange, office)
      } else {
        let way = try LineWay(self, enrolment)
        remarks = way.remarks
        end = try overLine(exchange, way, window, lock)
        // A new challenge comes with the hub's proof only.
        let isProved = try office.enrolment()?.challenge != enrolment.challenge
        if isProved {
          if way.isKept, !enrolment.url.isEmpty { remarks.append(LineWay.kept(way.address)) }
          try office.act(context) { try $0.change(way.keep) }
        }
      }
    } catch let cause as any Refusal {
      arrived = (try office.arrivals(among: exchange.received), office)
      let refusal = try unfinishedEnrolment(cause, office) ?? cause
      let record = try record(exchange, office, started, .refused, refusal.words)
      if try !isQuiet || HelperTask.isNews(record, office) { try keep(record, office) }
      if request.asJSON, request.name == .sync { try writeOutput(printableJSON(record.json(language).text) + "\n") }
      if window.isNight { _ = try backUp(office) }
      throw refusal
    }
    let (status, outcome) = try withoutTheRest(result(office, end, exchange, left), exchange)
    let words = HelperTask.held(try office.notices().dropFirst(noticesBefore)).map(outcome.and) ?? outcome
    let record = try record(exchange, office, started, status, words)
    if try !isQuiet || HelperTask.isNews(record, office) { try keep(record, office) }
    arrived = (try office.arrivals(among: exchange.received), office)
    if window.isNight { remarks += try backUp(office) }
    // This PC's own exchange was first.
    if relay?.role == .carries, exchange.way == .line, status != .noLine { carry(window, lock) }
    let said = remarks.map { $0[language] }
    return (
      Outcome(lines: said + [words[language]], json: record.json(language, remarks: said)),
      HelperTask.exitStatus(status)
    )
  }

  /// Takes turns at the shared folder: one by hand; at night until the hub has answered and nothing is left.
  private func turns(
    at relay: RelaySetting, _ exchange: StationExchange, _ office: Office, _ keys: StationKeys, _ window: Window,
    _ lock: ExchangeLock
  ) throws -> [Bilingual] {
    var (remarks, isFirst) = ([Bilingual](), true)
    while true {
      do {
        if try isFirst || isWorthATurn(relay, office, keys) { remarks = try turn(at: relay, exchange, office) }
        isFirst = false
        guard window.isNight, try !exchange.hasTakenEverything || !exchange.hasToldEverything() else { return remarks }
      } catch let refusal as RelayRefusal {
        // The PC that keeps the folder may be switched on later in the night.
        guard window.isNight, !isTimeUp(window) else { throw refusal }
      }
      guard !isTimeUp(window) else { return remarks }
      lock.lend { HelperTask.pause(60) }
    }
  }

  private func isTimeUp(_ window: Window) -> Bool { window.end.map { ProcessEnvironment.milliseconds() >= $0 } ?? true }

  /// Carries the packets of others: at night here, otherwise in a process of its own. Whatever comes of it, the
  /// exchange of this PC is done.
  private func carry(_ window: Window, _ lock: ExchangeLock) {
    guard window.isNight else { return (try? beginToCarry()) ?? () }
    lock.lend { _ = try? carryForOthers(until: window.end) }
  }

  /// Returns the next step where the hub may know this PC by a new key already, whose answer has not come here: then no
  /// other PC has taken its place. Until then nothing is written, as in every PC that the hub does not know.
  private func unfinishedEnrolment(_ refusal: any Refusal, _ office: Office) throws -> StationRefusal? {
    guard refusal is StationRefusal, try waitingKeys(besides: request.office).read() != nil else {
      return nil
    }
    try office.act(context) { try $0.change { if $0.refusal?.replacement != nil { $0.refusal = .unfinished } } }
    return .unfinished
  }

  private func overLine(
    _ exchange: StationExchange, _ way: LineWay, _ window: Window, _ lock: ExchangeLock
  ) throws -> LineRun.End {
    let carrier = try carrier(way.address, way.authorities, isInsecureMeant: way.isEnrolled)
    let isOnScreen = request.leavesTexts == true
    let progress = ExchangeProgress(
      request.asJSON ? .none : isOnScreen ? .screen : isatty(2) == 1 ? .terminal : .none, language)
    defer { progress.finish() }
    let silence = Silence(limit: window.isNight ? nil : Silence.usual)
    let run = LineRun(
      exchange, patience: request.isQuiet == true ? 0 : window.patience, outlasts: window.isNight, silence: silence,
      pause: { seconds in
        // At night a clerk's own run goes first; this one continues after it.
        guard window.isNight else {
          progress.waits(seconds)
          return HelperTask.pause(seconds)
        }
        lock.lend { HelperTask.pause(seconds) }
      }, progress: progress.show
    ) { next, take in
      try carrier.exchange(next, take, within: silence)
    }
    return try run.run()
  }

  /// The address of the hub, and what to store of it once the hub has answered there.
  private struct LineWay {
    let address: String
    let authorities: String?
    /// Whether it is the address of the enrolment; an unencrypted connection confirmed then stays confirmed.
    let isEnrolled: Bool
    /// Whether it is used for all later runs: an https address, or the first one.
    let isKept: Bool
    let remarks: [Bilingual]

    init(_ job: HelperTask, _ enrolment: Enrolment) throws {
      let enrolled = enrolment.url.isEmpty ? nil : try HubAddress(enrolment.url)
      guard let meant = try job.arguments["hub"].map({ try HubAddress($0) }) ?? enrolled else {
        throw EnrollingRefusal.noAddress
      }
      address = meant.text
      isEnrolled = meant == enrolled
      isKept = enrolled == nil || !isEnrolled && meant.isSecure
      authorities = try job.authorities(enrolment.authorities)
      remarks = meant.isInTheClear ? [LineWay.inTheClear(address)] : []
    }

    /// Stores certificates and address after the hub has proved itself there.
    func keep(_ enrolment: inout Enrolment) {
      enrolment.authorities = authorities
      if isKept { enrolment.url = address }
    }

    static func kept(_ address: String) -> Bilingual {
      Bilingual("Từ nay gửi nhận ở \(address).", "From now on the exchange uses \(address).")
    }

    private static func inTheClear(_ address: String) -> Bilingual {
      Bilingual(
        "Đường tới tỉnh (\(address)) không mã hóa, ai ở giữa cũng đọc được; "
          + "xin tỉnh địa chỉ https:// rồi gõ một lần vanthu sync --hub https://…",
        "The connection to the hub (\(address)) is not encrypted; "
          + "ask for an address with https:// and run vanthu sync --hub https://… once."
      )
    }
  }

  private static func pause(_ seconds: Double) { usleep(UInt32(seconds * 1_000_000)) }

  private func result(
    _ office: Office, _ end: LineRun.End, _ exchange: StationExchange, _ left: Bilingual?
  ) throws -> (ExchangeRecord.Status, Bilingual) {
    let tally = exchange.tally
    let passed = try exchange.documents().words
    var words: Bilingual
    let status: ExchangeRecord.Status
    switch end {
    case .done where left != nil:
      status = exchange.answer == .unreadable ? .partly : .done
      words = left ?? Bilingual("", "")
    // The disk has no room for what the hub has for this station.
    case .done where !exchange.hasTakenEverything:
      status = .partly
      words = HelperTask.sentence(Bilingual("Mới gửi, chưa nhận", "Sent, but not everything received"), passed)
    case .done where tally.sentEntries + tally.receivedEntries + tally.receivedFiles + tally.sentPieces == 0:
      status = .done
      let awaited = try exchange.awaited().count
      words =
        awaited == 0 && exchange.isUrgentOnly
        ? Bilingual("Không có gì gấp chưa gửi, chưa nhận.", "Nothing urgent is left to exchange.")
        : awaited == 0
          ? Bilingual("Không có gì mới; tỉnh đã có đủ.", "Nothing new; the hub has everything.")
          : Bilingual(
            "Không có gì mới; còn chờ \(awaited) tệp mà nơi gửi chưa đưa lên tỉnh.",
            "Nothing new; still waiting for \(awaited) files that their senders have not yet sent to the hub.")
    case .done:
      status = .done
      words = HelperTask.sentence(
        Bilingual("Đã đồng bộ", "Synced"), passed ?? Bilingual("không có văn bản mới", "no new documents"))
      let awaited = try exchange.awaited().count
      if awaited > 0 {
        words = words.and(
          Bilingual(
            "Còn chờ \(awaited) tệp mà nơi gửi chưa đưa lên tỉnh.",
            "Still waiting for \(awaited) files that their senders have not yet sent to the hub."))
      }
    case .partly:
      status = .partly
      words = HelperTask.sentence(Bilingual("Chưa xong", "Not finished"), passed).and(
        Bilingual("Lần sau chạy tiếp từ chỗ này.", "It continues from here next time."))
    case .noLine(let why):
      status = .noLine
      words = why
    }
    let lost = try end == .done ? office.lostElsewhere() : 0
    if lost > 0 {
      words = words.and(
        Bilingual(
          "\(lost) tệp không còn ở nơi gửi, sẽ không về: xem ở thẻ văn bản.",
          "\(lost) files are lost at their senders and will not come: see the documents' cards."))
    }
    if exchange.isHubFull {
      words = words.and(
        Bilingual(
          "Ổ đĩa của trung tâm gần đầy: tệp kèm chưa gửi được; báo văn phòng tỉnh.",
          "The hub's disk is nearly full: files cannot be sent yet; tell the provincial office."))
    }
    if let station = exchange.contradicted {
      words = words.and(
        Bilingual(
          "Tỉnh giữ nhật ký của máy \(station) khác với bản ở máy này (tệp cũ đã bị chép lại ở máy ấy): việc mới "
            + "của máy ấy không về đây nữa. Khi rảnh hãy sao lưu, rồi chạy vanthu restore --from-hub trên máy này.",
          "The hub has a different journal of station \(station) than this PC (an old copy was restored there): "
            + "its new acts no longer arrive here. Back up, and run vanthu restore --from-hub on this PC."
        ))
    }
    if exchange.isHeldBack {
      words = words.and(
        Bilingual(
          "Hôm nay máy này đã nhận lại hộp thư từ đầu quá nhiều lần: mai nhận tiếp; báo quản trị tỉnh.",
          "This station restarted its mailbox too often today: it receives mail again tomorrow; tell the province."))
    }
    if let allowance = exchange.allowance { words = words.and(allowance) }
    if !conditions().hasRoom() {
      words = words.and(
        Bilingual(
          "Ổ đĩa gần đầy: vẫn gửi, tạm không nhận; hãy dọn bớt tệp khác.",
          "The disk is nearly full: sending continues, receiving waits; free disk space."))
    }
    if case .over? = try office.numberingTerm(at: conditions().clock())?.refusals.first?.refusal {
      words = words.and(
        Bilingual(
          "Máy này vẫn chưa cấp số được, vì gói mà tỉnh trả lời đã viết quá lâu: gửi nhận lần nữa.",
          "This PC still assigns no numbers, because what the hub answered is too old: exchange once more."))
    }
    if let skew = try office.enrolment().map({ ClockSkew($0.skew) }), skew.isWrong {
      words = words.and(
        Bilingual(
          "Đồng hồ máy này \(skew.words.vietnamese); \(skew.advice.vietnamese).",
          "This PC's clock is \(skew.words.english); \(skew.advice.english)."))
    }
    return (status, words)
  }

  /// What the hub said in this run: that it delivered something to nobody, or kept it back as asked.
  private static func held(_ notices: some Collection<HubNotice>) -> Bilingual? {
    let known = notices.filter { !$0.isTrouble }
    let troubles = notices.filter(\.isTrouble)
    var words = known.prefix(3).map(\.words)
    if known.count > 3 {
      words.append(Bilingual("Thêm \(known.count - 3) tin: xem vanthu sync status.", "See vanthu sync status."))
    }
    guard let first = troubles.first else {
      return words.isEmpty ? nil : words.dropFirst().reduce(words[0]) { $0.and($1) }
    }
    let more = troubles.count - 1
    let held = Bilingual(
      "Tỉnh giữ lại, không chuyển \(first.title.vietnamese)\(more > 0 ? " và \(more) việc khác" : ""): "
        + "xem vanthu sync status.",
      "The hub did not pass on \(first.title.english)\(more > 0 ? " and \(more) more" : ""): see vanthu sync status.")
    return words.reduce(held) { $0.and($1) }
  }

  private static func sentence(_ said: Bilingual, _ what: Bilingual?) -> Bilingual {
    guard let what else { return Bilingual("\(said.vietnamese).", "\(said.english).") }
    return Bilingual("\(said.vietnamese): \(what.vietnamese).", "\(said.english): \(what.english).")
  }

  private func record(
    _ exchange: StationExchange, _ office: Office, _ started: Int64, _ status: ExchangeRecord.Status, _ words: Bilingual
  ) throws -> ExchangeRecord {
    let unsent = try office.unsent()
    let tally = exchange.tally
    return ExchangeRecord(
      started: started, ended: ProcessEnvironment.milliseconds(), way: exchange.way.rawValue, status: status,
      sentEntries: tally.sentEntries, sentBytes: tally.sentBytes, receivedEntries: tally.receivedEntries,
      receivedBytes: tally.receivedBytes, waiting: unsent.entries + unsent.files, words: words,
      documents: try exchange.documents())
  }

  private func keep(_ record: ExchangeRecord, _ office: Office) throws {
    try office.act(context) { try $0.record(record) }
    RunLog(request.state + "/sync.log").add(record)
  }

  /// How long a clerk may go without knowing that the hub was reached, in milliseconds.
  private static let hour: Int64 = 3_600_000

  /// Whether a run that nobody has asked for is worth a line: it has brought or sent something, it is refused and the
  /// last one was not, or the hub had not been reached for an hour.
  private static func isNews(_ record: ExchangeRecord, _ office: Office) throws -> Bool {
    if record.documents != DocumentTally() || record.sentEntries + record.receivedEntries > 0 { return true }
    let last = try office.exchanges(limit: 1).first
    switch record.status {
    case .noLine: return false
    case .refused: return last?.status != .refused || last?.words != record.words
    case .done, .partly: return last.map { $0.status != record.status || record.ended - $0.ended > hour } ?? true
    }
  }

  /// Returns 0 for done and for nothing new, so that a timer sees success, and a different status for each other
  /// outcome.
  private static func exitStatus(_ status: ExchangeRecord.Status) -> Int32 {
    switch status {
    case .done: 0
    case .refused: ExitStatus.refused.rawValue
    case .partly: ExitStatus.partly.rawValue
    case .noLine: ExitStatus.noLine.rawValue
    }
  }
}
