import Carriage
import DurableFile
import Exchange
import Records
import Wording

extension Hub {
  /// Answers all packets in a folder, written by stations or carried by a district for its communes: each sealed to
  /// this hub, and answered sealed to its station. A packet that is not for this hub, or incomplete, is reported in a
  /// sentence and left alone. Nothing is removed, and answering twice changes nothing more.
  ///
  /// Anybody may have written to the folder: no link in it is followed, and an obstacle to one station's answer does
  /// not affect the others.
  ///
  /// - Throws: `HubRefusal` if it is not such a folder: a missing stick must not look answered.
  public func answerFolder(_ path: String) throws -> AnswerSummary {
    guard Folder.exists(path) else { throw HubRefusal.noStick(path) }
    return try HubStorageRefusal.translating(path) {
      guard let ours = try Folder(path).folder("vanthu"), let incoming = try ours.folder("to-hub") else {
        throw HubRefusal.noPackets(path)
      }
      var summary = AnswerSummary()
      let names = try incoming.names()
      guard !names.isEmpty else { return summary }
      let outgoing = try Folder("to-station", in: ours, making: 0o777)
      // New stations first: their packets may be in the same folder.
      try writeIdentity(in: ours)
      // One stick is one party: it has as many wrong tries as an address has in an hour. If there are many requests,
      // their order is random.
      let stick = Party.address("\(path) \(system.random())")
      var rejected: Set<String> = []
      for name in drawn(names.filter { $0.hasSuffix(".enrol") }) {
        if try enrol(name, in: incoming, into: outgoing, stick, &summary) == .rejected {
          rejected.insert(String(name.dropLast(".enrol".count)))
        }
      }
      // All packets are received before the first is answered, so that what one commune sends reaches another on the
      // same stick.
      var taken: [(file: String, packet: ReceivedPacket)] = []
      for name in names where name.hasSuffix(".vtp") {
        let station = String(name.dropLast(".vtp".count))
        if rejected.contains(station), try isUnknown(station) {
          // Why it was not enrolled has been said about its request, and is told by the answer to that.
          summary.lines.append(
            (name, Bilingual("để nguyên, chờ trạm đăng ký được", "left as it is until the station is enrolled")))
          continue
        }
        guard let file = try Hub.plainFile(name, in: incoming, &summary) else { continue }
        if let packet = try receive(name, over: .folder, &summary, file.eachPart) {
          taken.append((name, packet))
        }
      }
      for (file, packet) in taken {
        guard let new = try Hub.newFile("\(packet.station).vtp", for: file, in: outgoing, &summary) else { continue }
        if try answer(packet, &summary, new.write) { try new.finish() } else { new.giveUp() }
      }
      for name in names where !name.hasSuffix(".enrol") && !name.hasSuffix(".vtp") {
        summary.refuse(
          name, Bilingual("không phải tệp trạm gửi lên, để nguyên", "not a file that a station sends; left as it is"))
      }
      return summary
    }
  }

  /// Writes the hub's identity to a stick: `vanthu/hub.json`, to which a station seals its request. A file that is the
  /// same already is kept.
  ///
  /// - Throws: `HubRefusal.noStick`.
  public func writeIdentity(_ path: String) throws {
    guard Folder.exists(path) else { throw HubRefusal.noStick(path) }
    try HubStorageRefusal.translating(path) {
      try writeIdentity(in: Folder("vanthu", in: Folder(path), making: 0o777))
    }
  }

  private func writeIdentity(in ours: Folder) throws {
    var identity = identity
    identity.takesFirstPackets = true
    let (name, json) = ("hub.json", try identity.json)
    guard try OpenFile.all(name, in: ours, atMost: 65_536) != json else { return }
    try NewFile.write(json, to: name, in: ours, mode: 0o644)
  }

  private func isUnknown(_ station: String) throws -> Bool {
    guard let name = StationName(station) else { return true }
    return try read { try member(name, $0) } == nil
  }

  /// In the order of their names; in random order if there are so many that some may have to wait.
  private func drawn(_ names: [String]) -> [String] {
    guard names.count > 20 else { return names }
    return names.map { ($0, system.random()) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private enum Enrolling {
    case enrolled
    /// The station is told why.
    case rejected
    /// There is no answer: what lies there is no request, or the answer cannot be written.
    case unanswered
  }

  private func enrol(
    _ name: String, in folder: Folder, into outgoing: Folder, _ stick: Party, _ summary: inout AnswerSummary
  ) throws -> Enrolling {
    guard let file = try Hub.plainFile(name, in: folder, &summary) else { return .unanswered }
    guard file.size > 0, file.size <= 65_536 else {
      summary.refuse(name, file.size == 0 ? AnswerSummary.isCut : EnrolmentRefusal.unreadable.words)
      return .unanswered
    }
    let bytes = try file.read(file.size, at: 0)
    // Named after the request: the station looks for the answer under that name, even if it is given another. If the
    // answer cannot be written, nobody is enrolled.
    let place = "\(name)led"
    guard let new = try Hub.newFile(place, for: name, in: outgoing, &summary) else { return .unanswered }
    let answer = try enrol(json: bytes, over: .folder, from: stick)
    if !answer.isRefusal, try OpenFile.all(place, in: outgoing, atMost: 65_536) == answer.json {
      // The same request was answered before, and is just still there.
      new.giveUp()
      return .enrolled
    }
    try new.filled { try $0.write(answer.json) }
    if answer.isRefusal, let refused = RefusedAnswer(json: answer.json) {
      summary.refuse(name, refused.words)
      return .rejected
    }
    summary.enrolled += 1
    summary.lines.append((name, Bilingual("đã cho trạm tham gia", "the station is now enrolled")))
    return .enrolled
  }

  /// Opens a file; if it is not a regular file or cannot be read, adds a sentence to the summary and returns `nil`.
  private static func plainFile(_ name: String, in folder: Folder, _ summary: inout AnswerSummary) throws -> OpenFile? {
    do {
      if let file = try OpenFile(name, in: folder) { return file }
      summary.refuse(name, Bilingual("không phải tệp thường, để nguyên", "not a regular file; left as it is"))
    } catch let failure as FileFailure where !failure.isOfDisk {
      summary.refuse(name, UnreadablePacket(name: name).words)
    }
    return nil
  }

  /// Creates the file of an answer; if something is in its way, adds a sentence to the summary and returns `nil`.
  private static func newFile(
    _ name: String, for file: String, in folder: Folder, _ summary: inout AnswerSummary
  ) throws -> NewFile? {
    do { return try NewFile(name, in: folder, mode: 0o644) } catch let failure as FileFailure where !failure.isOfDisk {
      summary.refuse(
        file,
        Bilingual(
          "không ghi được tệp trả lời to-station/\(name): có thư mục cùng tên hoặc tên quá dài; xóa nó rồi làm lại",
          "the answer to-station/\(name) cannot be written: a folder has its name, or it is too long; "
            + "remove it and try again"
        ))
      return nil
    }
  }
}
