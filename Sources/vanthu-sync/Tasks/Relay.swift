import ChildProcess
import CommandWords
import DurableFile
import Exchange
import Office
import Records
import Sync
import Wording

/// The shared folder of a house: PCs without a line put their packets there, one with a line carries them.
extension HelperTask {
  /// `vanthu relay`: sets the folder, or says what is in it. With `run`, which only this program asks for, carries.
  func relay() throws -> (outcome: Outcome, status: Int32) {
    if arguments.flag(HelperTask.run) { return (try carryForOthers(until: nil), 0) }
    let (office, keys, _) = try station()
    if let folder = arguments["folder"] ?? arguments["through"] {
      _ = try HelperTask.shared(folder)
      let role: RelaySetting.Role = arguments["folder"] == nil ? .through : .carries
      try office.act(context) { try $0.set(RelaySetting(role, folder)) }
      return (Outcome(role == .carries ? carries(folder) : through(folder), json: try json(office, nil)), 0)
    }
    if arguments.flag("remove") {
      try office.act(context) { try $0.set(nil) }
      return (Outcome(say("Đã thôi dùng thư mục chung.", "The shared folder is not used any more."), json: .null), 0)
    }
    guard let relay = try office.relay() else {
      return (
        Outcome(
          say(
            "Máy này không dùng thư mục chung nào; xem vanthu help relay.",
            "This PC uses no shared folder; see vanthu help relay."), json: .null), 0
      )
    }
    return try shown(relay, office, keys)
  }

  private func carries(_ folder: String) -> String {
    say(
      "Từ nay máy này chuyển giúp gói ở \(folder), sau mỗi lần nó gửi nhận. Ở máy kia gõ vanthu relay --through.",
      "From now on this PC carries the packets in \(folder), after each of its exchanges. At the other PC run vanthu "
        + "relay --through.")
  }

  private func through(_ folder: String) -> String {
    say(
      "Từ nay máy này gửi nhận qua \(folder). Ở máy có đường truyền gõ vanthu relay --folder.",
      "From now on this PC exchanges by \(folder). At the PC with a line run vanthu relay --folder.")
  }

  /// The folder, opened.
  ///
  /// - Throws: `RelayRefusal.noFolder`: nobody inserts a stick here.
  static func shared(_ folder: String) throws -> FolderCarrier {
    do { return try FolderCarrier(folder) } catch FolderRefusal.missing { throw RelayRefusal.noFolder(folder) }
  }

  // MARK: what is there

  private func shown(
    _ relay: RelaySetting, _ office: Office, _ keys: StationKeys
  ) throws -> (outcome: Outcome, status: Int32) {
    let folder = try HelperTask.shared(relay.folder)
    let own = try office.stationName().station
    if relay.role == .through { try note(relay, folder, own, office) }
    let contents = try StickContents(folder, for: own, keys: keys)
    let words = (try office.relay() ?? relay).words
    var lines = [say("Thư mục chung: \(words.vietnamese).", "Shared folder: \(words.english).")]
    var packets: [JSON] = []
    for packet in contents.packets where packet.station != own || relay.role == .through {
      let note = try folder.relayNote(packet.station)
      let isOfThis = try note.map { try $0.packet == folder.packetName(packet.station) } ?? false
      let state = isOfThis ? self.words(of: note!) : say("chờ chuyển", "waits")
      let who = try office.officeName(of: packet.station) ?? say("không rõ", "unknown")
      lines.append(
        say(
          "  máy \(packet.station) (\(who)): gói ghi lúc \(moment(packet.time)), \(packet.size.inBytes): \(state)",
          "  station \(packet.station) (\(who)): packet of \(moment(packet.time)), \(packet.size.inBytes): \(state)"))
      packets.append(
        .object([
          ("station", .string(packet.station.description)), ("written", .string(isoTime(packet.time))),
          ("bytes", .number(packet.size)), ("outcome", isOfThis ? .string(note!.outcome.rawValue) : .null),
          ("time", isOfThis ? .string(isoTime(note!.time)) : .null),
        ]))
    }
    return (Outcome(lines: lines, json: try json(office, packets)), 0)
  }

  private func words(of note: RelayNote) -> String {
    let when = moment(note.time)
    return switch note.outcome {
    case .taken: say("máy \(note.carrier) lấy lúc \(when)", "taken by \(note.carrier) at \(when)")
    case .answered: say("tỉnh trả lời lúc \(when)", "answered at \(when)")
    case .refused: say("tỉnh không nhận lúc \(when): ", "refused at \(when): ") + note.words[language]
    }
  }

  private func json(_ office: Office, _ packets: [JSON]?) throws -> JSON {
    guard let relay = try office.relay() else { return .null }
    return .object([
      ("role", .string(relay.role.rawValue)), ("folder", .string(relay.folder)),
      ("packets", packets.map(JSON.array) ?? .null),
    ])
  }

  // MARK: at the PC without a line

  /// Records what has become of this PC's packet, for the screen.
  func note(_ relay: RelaySetting, _ folder: FolderCarrier, _ own: StationName, _ office: Office) throws {
    var relay = relay
    if let note = try folder.relayNote(own), try note.packet == folder.packetName(own) {
      relay.state.carrier = note.carrier.description
      relay.state.refused = note.outcome == .refused ? note.words : nil
      relay.state.taken = relay.state.taken ?? note.time
      relay.state.answered = note.outcome == .answered ? note.time : nil
    }
    let noted = relay
    if try office.relay() != noted { try office.act(context) { try $0.set(noted) } }
  }

  /// One turn at the folder: takes an answer that is there, and writes the next packet.
  func turn(at relay: RelaySetting, _ exchange: StationExchange, _ office: Office) throws -> [Bilingual] {
    var folder = try HelperTask.shared(relay.folder)
    let remarks = try folder.carry(exchange)
    let written = RelaySetting(.through, relay.folder, state: .init(written: ProcessEnvironment.milliseconds()))
    try office.act(context) { try $0.set(written) }
    return remarks
  }

  /// Whether there is anything to do at the folder: an answer that was not taken, something new to say, or a packet
  /// that nobody has carried for half an hour.
  func isWorthATurn(_ relay: RelaySetting, _ office: Office, _ keys: StationKeys) throws -> Bool {
    let folder = try HelperTask.shared(relay.folder)
    let own = try office.stationName().station
    try note(relay, folder, own, office)
    let contents = try StickContents(folder, for: own, keys: keys)
    if try contents.answer?.time ?? 0 > office.hubTime() { return true }
    guard let packet = contents.packets.first(where: { $0.station == own }) else { return true }
    // What is new at the hub for this PC comes with the answer to a new packet.
    let isOld = abs(ProcessEnvironment.milliseconds() - packet.time) > HelperTask.patience
    let isAnswered = try office.relay()?.state.answered != nil
    return try !office.hasSaidAll(by: packet.time) || isOld || isAnswered
  }

  /// How long a packet that waits is left as it is, in milliseconds: whoever carries a long one is not made to begin
  /// again.
  private static let patience: Int64 = 30 * 60_000

  // MARK: at the PC with a line

  private static let run = "run"

  /// Has the packets of others carried by another process of this program, so that this PC's own exchanges never wait
  /// for them.
  func beginToCarry() throws {
    var other = HelperRequest(
      .relay, values: [HelperTask.run: [""]], office: request.office, state: request.state,
      language: request.language, asJSON: false, version: request.version)
    other.configuration = request.configuration
    // It goes on by itself; if it cannot begin, the next exchange tries again.
    _ = ChildProcess(["/proc/self/exe", try other.text], session: .own)
  }

  /// Carries what others have put into the folder. One process does at a time.
  ///
  /// - Parameter end: after which nothing new is begun, in milliseconds since 1970.
  func carryForOthers(until end: Int64?) throws -> Outcome {
    let (office, keys, enrolment) = try station()
    guard let relay = try office.relay(), relay.role == .carries, !enrolment.url.isEmpty else { return Outcome() }
    let lock: StandingFile
    do { lock = try StandingFile(request.office + ".relay") } catch is FileFailure {
      throw LockRefusal.unwritable(request.office)
    }
    guard lock.lock() else { return Outcome() }
    defer { lock.unlock() }
    let line = try carrier(enrolment.url, authorities(enrolment.authorities), isInsecureMeant: true)
    let own = try office.stationName().station
    let carriage = Relay(
      try HelperTask.shared(relay.folder), own: own, enrolment, keys, clock: ProcessEnvironment.milliseconds,
      isTimeUp: { end.map { ProcessEnvironment.milliseconds() >= $0 } ?? false })
    do {
      let carried = try carriage.run { next, take in try line.carry(next, take) }
      for packet in carried { log("\(packet.station) \(packet.outcome.rawValue) \(packet.words.english)") }
    } catch let refusal as any Refusal {
      log(refusal.words.english)
      throw refusal
    }
    return Outcome()
  }

  /// A failure to log does not fail the run.
  private func log(_ words: String) {
    let line = "\(VietnamTime(milliseconds: ProcessEnvironment.milliseconds()).stamp) \(printable(words))\n"
    try? StandingFile.log(line, to: request.state + "/relay.log", most: 1_000_000, kept: 2)
  }
}
