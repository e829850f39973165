import CommandWords
import Exchange
import Glibc
import Office
import Records
import Sync
import Vietnamese
import Wording

/// Enrolling by a USB stick, and exchanging in the same trip: the first packet goes with the request, and its answer
/// comes back with the answer to that.
extension HelperTask {
  /// What lies beside the request.
  enum FirstPacket {
    /// The stick names no hub, or one that takes none: the documents go with the next trip.
    case none
    /// Nobody has compared the hub's key with what the province has printed.
    case uncompared(HubFingerprint)
    case written(entries: Int, bytes: Int)
  }

  /// Looks for the answer, or writes the request.
  ///
  /// - Returns: no answer when the stick has to go to the province first.
  func askOnStick(
    _ folder: String, _ enrolling: Enrolling, _ asking: Asking, _ office: Office
  ) throws -> (answer: (json: [UInt8], asked: Enrolling.Pending)?, packet: FirstPacket) {
    let carrier = try FolderCarrier(folder)
    if let old = try StickEnrolling.oldAnswer(carrier, enrolling, for: asking.station, asking.keys) {
      return (old, .none)
    }
    let stick = try StickEnrolling(carrier, enrolling)
    let hub = try stick.identity(asking.fingerprint, for: asking.station, asking.keys)
    let asked = try asking.request(hub)
    var packet = FirstPacket.none
    let answer = try stick.answer(to: asked, of: asking.station) {
      guard let hub, try StickEnrolling.mayWriteFirstPacket(hub, of: office) else { return }
      guard asking.fingerprint != nil || isPrinted(hub.fingerprint) else {
        return packet = .uncompared(hub.fingerprint)
      }
      let exchange = StationExchange(office, keys: asking.keys, way: .folder, conditions())
      try stick.writeFirstPacket(exchange, to: hub)
      packet = .written(entries: exchange.tally.sentEntries, bytes: exchange.tally.sentBytes)
    }
    return (answer.map { ($0, asked) }, packet)
  }

  /// Asks the clerk whether this is the fingerprint that is printed with the code. Returns false where no clerk can be
  /// asked.
  private func isPrinted(_ fingerprint: HubFingerprint) -> Bool {
    confirms(
      Bilingual(
        "Dấu khóa của trung tâm trên USB này là \(fingerprint). Có đúng như dấu in cạnh mã không? [c/K] ",
        "The fingerprint of the hub on this stick is \(fingerprint). Is it the one printed with the code? [y/N] "))
  }

  /// Says that the stick has to travel, and what is on it.
  func waits(_ folder: String, _ packet: FirstPacket) -> Outcome {
    let next =
      request.leavesTexts == true
      ? Bilingual(
        "Mang đến văn phòng tỉnh, khi về cắm lại và đăng ký lần nữa, đúng mã ấy.",
        "Take it to the provincial office, and enrol again with the same code when it is back.")
      : Bilingual(
        "Mang đến văn phòng tỉnh, khi về cắm lại và gõ lệnh này lần nữa.",
        "Take it to the provincial office, and run this again when it is back.")
    var (words, hasPacket) = (Bilingual("", ""), false)
    switch packet {
    case .none:
      words = Bilingual("Đã ghi yêu cầu đăng ký vào \(folder).", "The request is on \(folder).").and(next)
    case .uncompared(let fingerprint) where request.leavesTexts == true:
      words = Bilingual("Đã ghi yêu cầu đăng ký vào \(folder).", "The request is on \(folder).").and(next).and(
        Bilingual(
          "Dấu khóa của trung tâm trên USB là \(fingerprint): đúng như dấu in cạnh mã thì đăng ký lần nữa, nhập dấu "
            + "ấy, văn bản đi luôn chuyến này.",
          "The fingerprint of the hub on the stick is \(fingerprint): if it is the one printed with the code, enrol "
            + "once more with it, and the documents go with this trip."))
    case .uncompared:
      words = Bilingual("Đã ghi yêu cầu đăng ký vào \(folder).", "The request is on \(folder).").and(next).and(
        Bilingual(
          "Gõ thêm --hub-key và dấu khóa in cạnh mã thì văn bản đi luôn chuyến này.",
          "With --hub-key and the fingerprint printed with the code, the documents go with this trip."))
    case .written(let entries, let bytes):
      hasPacket = true
      words = Bilingual(
        "Đã ghi yêu cầu đăng ký và gói đầu tiên (\(entries) mục, \(bytes.inBytes)) vào \(folder).",
        "The request and the first packet (\(entries) entries, \(bytes.inBytes)) are on \(folder)."
      ).and(next)
    }
    return Outcome(
      words[language],
      json: .object([("enrolled", .bool(false)), ("folder", .string(folder)), ("hasPacket", .bool(hasPacket))]))
  }

  /// Takes the answer to the first packet, and writes the next one. The station is enrolled, whatever comes of it.
  func exchanged(after enrolled: Outcome) throws -> (outcome: Outcome, status: Int32) {
    do {
      let (exchanged, status) = try sync()
      return (enrolled.followed(by: exchanged), status)
    } catch let refusal as any Refusal {
      return (enrolled.followed(by: Outcome(refusal.words[language])), ExitStatus(refusal).rawValue)
    }
  }
}

extension Outcome {
  /// What was done, and then exchanged.
  fileprivate func followed(by exchange: Outcome) -> Outcome {
    guard case .object(let fields)? = json else { return self }
    return Outcome(
      lines: lines + exchange.lines, json: .object(fields + [("exchange", exchange.json ?? .null)]), status: status)
  }
}
