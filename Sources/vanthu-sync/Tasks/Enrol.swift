import CommandWords
import Exchange
import Glibc
import Office
import Records
import Sync
import Vietnamese
import Wording

extension HelperTask {
  /// `vanthu enrol`: enrols the office's first station with the hub. By a stick, it exchanges in the same trip.
  func enrol() throws -> (outcome: Outcome, status: Int32) {
    let office = try Office.open(request.office)
    if let reason = office.viewOnly { throw reason.refusal(request.office) }
    if let enrolment = try office.enrolment(), !arguments.flag("again") {
      guard arguments.flag("rename"), arguments["code"] == nil else {
        throw EnrollingRefusal.already(enrolment.name)
      }
      return (try nameAsListed(office, enrolment), 0)
    }
    let name = try office.stationName().station
    let profile = try office.profile
    let isAgain = arguments.flag("again")
    // Again at the hub that the file knows.
    let known = isAgain && arguments["folder"] == nil ? try office.enrolment()?.url : nil
    let address = try (arguments["hub"] ?? known).map { try HubAddress($0).text } ?? ""
    guard arguments["folder"] != nil || !address.isEmpty else { throw EnrollingRefusal.noAddress }
    let enrolling = try Enrolling(code: try code(), url: address)
    // Two PCs of one name would throw each other out in turn, and give the same numbers. Its own keys that wait for the
    // hub's answer are no other PC.
    if isAgain, try office.replacement() == .replaced, try waitingKeys(besides: request.office).read() == nil {
      throw StationRefusal.replaced
    }
    let own = profile.name
    var (isRenaming, isSuccessor) = (arguments.flag("rename"), false)
    let asking = try asking(
      enrolling, isAgain ? .replace : .first, replaces: isAgain ? name : nil, station: name,
      own: EnrolmentRequest.OwnOffice(organID: profile.organID, name: profile.name, isRenamed: isRenaming),
      lastKey: isAgain ? try lastKey(of: name, office) : nil, trusting: isAgain ? office.enrolment()?.authorities : nil,
      besides: request.office)
    let answered: (json: [UInt8], asked: Enrolling.Pending)
    if let folder = arguments["folder"] {
      let (answer, packet) = try askOnStick(folder, enrolling, asking, office)
      guard let answer else { return (waits(folder, packet), 0) }
      answered = answer
    } else {
      answered = try askOnLine(enrolling, asking)
    }
    let enrolled = try enrolled(answered, enrolling, asking) { organ in
      // Nothing of an answer for another office is stored in the file: neither its keys nor the hub's address.
      let directory = try office.directory
      let known = directory[organ.id] == nil ? directory.adding([organ]) : directory
      isSuccessor = organ.succeeds(own, in: known, on: context.day)
      guard !isRenaming, !isSuccessor, !organ.isCalled(own, in: known, on: context.day) else { return }
      isRenaming = isRenamed(own, organ)
      if !isRenaming { throw EnrollingRefusal.otherName(own, organ.name) }
    }
    try office.act(context) {
      // Only then is a PC that was replaced one of the office again, and may write.
      try $0.keep(enrolled.enrolment)
      if isRenaming, own != enrolled.answer.organ.name { try $0.rename(to: enrolled.answer.organ.name) }
    }
    waitingKeys(besides: request.office).remove()
    let oldName =
      isSuccessor && !isRenaming
      ? [
        say(
          "Sổ còn mang tên cũ “\(own)”; đổi tên bằng vanthu enrol --rename.",
          "The register still has the former name “\(own)”; rename it with vanthu enrol --rename.")
      ] : []
    let next =
      request.leavesTexts == true
      ? say("Từ nay gửi nhận và hẹn giờ ở màn hình này.", "Exchange and schedule on this screen.")
      : say(
        "Gửi nhận bằng vanthu sync, hẹn giờ bằng vanthu schedule.",
        "Exchange with vanthu sync, nightly with vanthu schedule.")
    let outcome = Outcome(
      lines: [
        say(
          "Đã đăng ký với \(enrolled.answer.hub.name): cơ quan \(enrolled.answer.organ.name). ",
          "Enrolled at \(enrolled.answer.hub.name) as \(enrolled.answer.organ.name). ") + next
      ] + oldName,
      json: .object([
        ("hub", .string(enrolled.answer.hub.name)), ("organ", .string(enrolled.answer.organ.id)),
        ("organName", .string(enrolled.answer.organ.name)),
        ("station", .string(enrolled.station.description)),
      ]))
    return arguments["folder"] == nil ? (outcome, 0) : try exchanged(after: outcome)
  }

  /// Returns the signing key that the file was last enrolled with; `nil` where it has no key, and the hub's journal
  /// names none or several.
  private func lastKey(of station: StationName, _ office: Office) throws -> [UInt8]? {
    if let keys = try KeyFile(besideOffice: request.office).read() {
      return Array(keys.signing.publicKey.rawRepresentation)
    }
    let known = try office.signingKeys(of: station)
    return known.count == 1 ? known[0] : nil
  }

  /// Renames the office in the file of an enrolled station as the directory calls it.
  private func nameAsListed(_ office: Office, _ enrolment: Enrolment) throws -> Outcome {
    let own = try office.profile.name
    guard let organ = try office.directory[enrolment.organ] else {
      throw EnrollingRefusal.unknownOffice(enrolment.organ)
    }
    if organ.name != own { try office.act(context) { try $0.rename(to: organ.name) } }
    return Outcome(
      say("Sổ mang tên \(organ.name).", "The register now has the name \(organ.name)."),
      json: .object([("organ", .string(organ.id)), ("organName", .string(organ.name))]))
  }

  /// Asks the clerk whether the file is to get the name of the code's office. Returns false where no clerk can be
  /// asked.
  func isRenamed(_ own: String, _ organ: Organ) -> Bool {
    confirms(
      Bilingual(
        "Sổ này mang tên “\(own)”, mã là của “\(organ.name)”. Đổi tên sổ thành “\(organ.name)”? [c/K] ",
        "This register is “\(own)”, the code is for “\(organ.name)”. Rename the register to “\(organ.name)”? [y/N] "))
  }

  /// Asks a question that is answered by yes or no. Returns false where no clerk can be asked.
  func confirms(_ question: Bilingual) -> Bool {
    guard isatty(0) == 1, isatty(2) == 1, !request.asJSON else { return false }
    let bytes = Array(question[language].utf8)
    _ = write(2, bytes, bytes.count)
    return ["c", "có", "co", "y", "yes"].contains(cleaned(readLine() ?? "").lowercased())
  }

  /// A request that is being made, and what it is made of.
  struct Asking {
    let keys: StationKeys
    let station: StationName
    /// The fingerprint of the hub's keys, if it was typed.
    let fingerprint: HubFingerprint?
    let authorities: String?
    /// The path of the file that the keys will lie beside.
    let office: String
    /// Whether the keys may be known to the hub already, from a request whose answer has not come.
    let isRepeated: Bool
    /// Makes the request of version 2, sealed to the hub if that is known.
    let request: (HubIdentity?) throws -> Enrolling.Pending
    /// Makes the request of version 1.
    let oldRequest: () throws -> Enrolling.Pending
  }

  /// Prepares the request to the hub. The keys are on disk before it is sent, but not before there is somebody to send
  /// it to. They are reused when the answer was lost and the request is repeated: until the caller has stored the
  /// enrolment and removes `waitingKeys`.
  ///
  /// - Parameters:
  ///   - station: the name it already has; a new one is derived from its key, so that a repeated request is the same.
  ///   - own: what its file calls its office, where there is one.
  ///   - lastKey: see `EnrolmentRequest`.
  ///   - kept: the certificates that the file has.
  func asking(
    _ enrolling: Enrolling, _ mode: EnrolmentRequest.Mode, replaces: StationName? = nil, station: StationName? = nil,
    own: EnrolmentRequest.OwnOffice? = nil, lastKey: [UInt8]? = nil, trusting kept: String? = nil,
    besides office: String
  ) throws -> Asking {
    let authorities = try authorities(kept)
    let waiting = waitingKeys(besides: office)
    let earlier = try waiting.read()
    let keys = earlier ?? StationKeys()
    let station = station ?? keys.newName
    let lost = try arguments["station"].map { typed in
      guard let name = StationName(typed.lowercased()) else { throw JobRefusal.notAStation(typed) }
      return name
    }
    let fingerprint = try arguments["hub-key"].map { typed in
      guard let fingerprint = HubFingerprint(typed) else { throw EnrollingRefusal.notAFingerprint(typed) }
      return fingerprint
    }
    let name = arguments["name"] ?? hostName
    return Asking(
      keys: keys, station: station, fingerprint: fingerprint, authorities: authorities, office: office,
      isRepeated: earlier != nil,
      request: { hub in
        try waiting.write(keys, of: nil)
        return try enrolling.request(
          mode, replaces: lost ?? replaces, station: station, name: name, keys: keys, office: own, lastKey: lastKey,
          hub: hub)
      },
      oldRequest: {
        try waiting.write(keys, of: nil)
        return try enrolling.asked(
          enrolling.request(mode, replaces: lost ?? replaces, station: station, name: name, keys: keys))
      })
  }

  /// Sends the request over a connection.
  func askOnLine(_ enrolling: Enrolling, _ asking: Asking) throws -> (json: [UInt8], asked: Enrolling.Pending) {
    guard !enrolling.url.isEmpty else { throw EnrollingRefusal.noAddress }
    let line = LineEnrolling(try carrier(enrolling.url, asking.authorities))
    do {
      return try line.answer(to: enrolling, asking.fingerprint, sealed: asking.request, old: asking.oldRequest)
    } catch CarrierFailure.refused(let status, let words) {
      if (400..<500).contains(status) { forget(asking) }
      throw CarrierFailure.refused(status: status, words)
    }
  }

  /// Removes the keys of a request that the hub has refused: it does not know them, so nothing is unfinished. Those of
  /// an earlier request stay, because its answer may still come.
  private func forget(_ asking: Asking) {
    if !asking.isRepeated { waitingKeys(besides: asking.office).remove() }
  }

  /// Verifies the answer, and puts the keys into their place.
  ///
  /// - Parameter accepting: throws where the office of the code is not the intended one; nothing of the answer is
  ///   stored then.
  func enrolled(
    _ answered: (json: [UInt8], asked: Enrolling.Pending), _ enrolling: Enrolling, _ asking: Asking,
    accepting: (Organ) throws -> Void = { _ in }
  ) throws -> Enrolling.Enrolled {
    var result: Enrolling.Enrolled
    do { result = try enrolling.enrolment(from: answered.json, to: answered.asked) } catch EnrollingRefusal.refused(
      let words)
    {
      forget(asking)
      throw EnrollingRefusal.refused(words)
    }
    if let fingerprint = asking.fingerprint, result.answer.hubFingerprint != fingerprint {
      throw EnrollingRefusal.otherHub(result.answer.hubFingerprint.description)
    }
    try accepting(result.answer.organ)
    result.enrolment.authorities = asking.authorities
    try KeyFile(besideOffice: asking.office).write(asking.keys, of: result.station)
    return result
  }

  /// The keys of an unfinished enrolment, which the hub may know already.
  func waitingKeys(besides office: String) -> KeyFile { KeyFile(besideOffice: Office.pathOfWaitingKeys(office)) }

  private var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    return gethostname(&name, name.count - 1) == 0
      ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "vanthu"
  }
}
