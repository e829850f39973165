import CommandWords
import Exchange
import Glibc
import Office
import Records
import Sync
import Vietnamese
import Wording

extension HelperTask {
  /// `vanthu enrol`: enrols the office's first station with the hub.
  func enrol() throws -> Outcome {
    let office = try Office.open(request.office)
    if let reason = office.viewOnly { throw reason.refusal(request.office) }
    if let enrolment = try office.enrolment(), !arguments.flag("again") {
      guard arguments.flag("rename"), arguments["code"] == nil else {
        throw EnrollingRefusal.already(enrolment.name)
      }
      return try nameAsListed(office, enrolment)
    }
    let name = try office.stationName().station
    let profile = try office.profile
    let address = try arguments["hub"].map { try HubAddress($0).text }
    let enrolling = try Enrolling(code: try code(), url: address ?? "")
    let isAgain = arguments.flag("again")
    // Two PCs of one name would throw each other out in turn, and give the same numbers. Its own keys that wait for the
    // hub's answer are no other PC.
    if isAgain, try office.replacement() == .replaced, try waitingKeys(besides: request.office).read() == nil {
      throw StationRefusal.replaced
    }
    let own = profile.name
    var (isRenaming, isSuccessor) = (arguments.flag("rename"), false)
    let enrolled = try ask(
      enrolling, isAgain ? .replace : .first, replaces: isAgain ? name : nil, station: name,
      own: EnrolmentRequest.OwnOffice(organID: profile.organID, name: profile.name, isRenamed: isRenaming),
      besides: request.office
    ) { organ in
      // Nothing of an answer for another office is stored in the file: neither its keys nor the hub's address.
      let directory = try office.directory
      let known = directory[organ.id] == nil ? OrganDirectory(directory.organs + [organ]) : directory
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
    return Outcome(
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
    guard isatty(0) == 1, isatty(2) == 1, !request.asJSON else { return false }
    let question = Bilingual(
      "Sổ này mang tên “\(own)”, mã là của “\(organ.name)”. Đổi tên sổ thành “\(organ.name)”? [c/K] ",
      "This register is “\(own)”, the code is for “\(organ.name)”. Rename the register to “\(organ.name)”? [y/N] ")
    let bytes = Array(question[language].utf8)
    _ = write(2, bytes, bytes.count)
    return ["c", "có", "co", "y", "yes"].contains(cleaned(readLine() ?? "").lowercased())
  }

  /// Sends the request to the hub, over HTTP or by USB stick. The keys are on disk before the request is sent, and are
  /// reused when the answer was lost and the request is repeated: until the caller has stored the enrolment and removes
  /// `waitingKeys`.
  ///
  /// - Parameters:
  ///   - station: the name it already has; a new one is derived from its key, so that a repeated request is the same.
  ///   - own: what its file calls its office, where there is one.
  ///   - accepting: throws where the office of the code is not the intended one; nothing of the answer is stored then.
  func ask(
    _ enrolling: Enrolling, _ mode: EnrolmentRequest.Mode, replaces: StationName? = nil, station: StationName? = nil,
    own: EnrolmentRequest.OwnOffice? = nil, besides office: String, accepting: (Organ) throws -> Void = { _ in }
  ) throws -> Enrolling.Enrolled {
    let authorities = try authorities()
    let waiting = waitingKeys(besides: office)
    let keys = try waiting.read() ?? StationKeys()
    try waiting.write(keys, of: nil)
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
    func request(_ hub: HubIdentity?) throws -> Enrolling.Pending {
      try enrolling.request(
        mode, replaces: lost ?? replaces, station: station, name: name, keys: keys, office: own, hub: hub)
    }
    let (json, asked): ([UInt8], Enrolling.Pending)
    if let folder = arguments["folder"] {
      let carrier = try FolderCarrier(folder)
      if let old = try StickEnrolling.oldAnswer(carrier, enrolling, for: station, keys) {
        (json, asked) = old
      } else {
        let stick = try StickEnrolling(carrier, enrolling)
        asked = try request(stick.identity(fingerprint, for: station, keys))
        guard let answer = try stick.answer(to: asked, of: station) else {
          throw JobRefusal.waitsForStick(folder, onScreen: self.request.leavesTexts == true)
        }
        json = answer
      }
    } else {
      guard !enrolling.url.isEmpty else { throw EnrollingRefusal.noAddress }
      let line = LineEnrolling(try carrier(enrolling.url, authorities))
      (json, asked) = try line.answer(to: enrolling, fingerprint, sealed: request) {
        try enrolling.asked(
          enrolling.request(mode, replaces: lost ?? replaces, station: station, name: name, keys: keys))
      }
    }
    var result = try enrolling.enrolment(from: json, to: asked)
    if let fingerprint, result.answer.hubFingerprint != fingerprint {
      throw EnrollingRefusal.otherHub(result.answer.hubFingerprint.description)
    }
    try accepting(result.answer.organ)
    result.enrolment.authorities = authorities
    try KeyFile(besideOffice: office).write(keys, of: result.station)
    return result
  }

  /// The keys of an unfinished enrolment, which the hub may know already.
  func waitingKeys(besides office: String) -> KeyFile { KeyFile(besideOffice: office + ".new") }

  private var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    return gethostname(&name, name.count - 1) == 0
      ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "vanthu"
  }
}

enum JobRefusal: Refusal, Equatable {
  case notAStation(String)
  case waitsForStick(String, onScreen: Bool)
  case cameBackPartly(String)
  /// The station was enrolled, and then the connection was lost.
  case notReached(Bilingual)
  case exists(String)
  /// The hub has accepted new keys of this PC, and its answer has not come here.
  case enrolmentUnfinished

  var isOfLine: Bool {
    switch self {
    case .notReached: true
    case .notAStation, .waitsForStick, .cameBackPartly, .exists, .enrolmentUnfinished: false
    }
  }

  var words: Bilingual {
    switch self {
    case .enrolmentUnfinished:
      Bilingual(
        "Lần đăng ký lại trước chưa nhận được trả lời của tỉnh, nên tỉnh đợi khóa mới; gõ lại đúng lệnh vanthu enrol "
          + "--again với cùng mã ấy.",
        "The last enrolment has not received the hub's answer, and the hub waits for the new key; run the same "
          + "vanthu enrol --again with the same code."
      )
    case .notAStation(let typed):
      Bilingual(
        "“\(typed)” không phải tên máy; tên máy có tám chữ số và chữ a–f, xem bằng vanthu-hub stations.",
        "“\(typed)” is not a station; a station has eight digits and letters a–f, see vanthu-hub stations.")
    case .waitsForStick(let folder, onScreen: true):
      Bilingual(
        "Đã ghi yêu cầu đăng ký vào \(folder); mang đến văn phòng tỉnh. Giữ lại ô này (Esc, F2); USB về thì cắm "
          + "lại, mở ra và ghi lần nữa.",
        "The request is on \(folder); take it to the provincial office. Keep this form (Esc, F2), and save it again "
          + "when the stick is back."
      )
    case .waitsForStick(let folder, onScreen: false):
      Bilingual(
        "Đã ghi yêu cầu đăng ký vào \(folder); mang đến văn phòng tỉnh, khi về cắm lại và gõ lệnh này lần nữa.",
        "The request is on \(folder); take it to the provincial office, and run this again when it is back.")
    case .cameBackPartly(let path):
      Bilingual(
        "Chưa lấy hết sổ về; phần đã nhận nằm ở \(path), gõ lại lệnh này để nhận tiếp (không cần mã mới).",
        "Not everything is back yet; what arrived is at \(path), run this again to continue (no new code is needed).")
    case .notReached(let why):
      Bilingual(
        "\(why.vietnamese) Máy đã đăng ký xong; gõ lại lệnh này để lấy sổ về (không cần mã mới).",
        "\(why.english) The station is enrolled; run this again to fetch the registers (no new code is needed).")
    case .exists(let path):
      Bilingual(
        "Đã có sổ ở \(path); máy thêm lập sổ ở chỗ khác bằng --office TỆP.",
        "There is an office file at \(path); create that of another station elsewhere with --office FILE.")
    }
  }
}
