import Carriage
import DurableFile
import Exchange
import Records
import Wording

extension Hub {
  /// Answers all packets in a folder, which stations wrote or a district carries for its communes: each sealed to this hub, each
  /// answered sealed to its station. What is not for this hub, or only half there, is said in a sentence and left alone; nothing
  /// is taken away, and answering twice changes nothing more.
  ///
  /// Anybody may have laid out the folder: no link in it is followed, and what stands in the way of one station's answer is no hindrance
  /// to the others'.
  ///
  /// - Throws: `HubRefusal` for a folder that is none of ours: a stick that is not there must not look answered.
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
      // New stations first: their packets may lie beside.
      try writeIdentity(in: ours)
      // One stick is one party: no more wrong codes than an address has an hour, and whose turn it is is drawn.
      let stick = Party.address("\(path) \(machine.random())")
      for name in drawn(names.filter { $0.hasSuffix(".enrol") }) {
        try enrol(name, in: incoming, into: outgoing, stick, &summary)
      }
      // All packets are taken before the first is answered: what one commune sends on a stick, another finds on the same stick.
      var taken: [(file: String, packet: TakenPacket)] = []
      for name in names where name.hasSuffix(".vtp") {
        guard let file = try Hub.plainFile(name, in: incoming, &summary) else { continue }
        if let packet = try take(name, over: .folder, &summary, file.eachPart) {
          taken.append((name, packet))
        }
      }
      for (file, packet) in taken {
        guard let new = try Hub.newFile("\(packet.station).vtp", for: file, in: outgoing, &summary) else { continue }
        if try answer(packet, &summary, new.write) { try new.finish() } else { new.giveUp() }
      }
      for name in names where !name.hasSuffix(".enrol") && !name.hasSuffix(".vtp") {
        summary.refuse(
          name, Words("không phải tệp trạm gửi lên, để nguyên", "no file a station sends; left as it is"))
      }
      return summary
    }
  }

  /// Says on a stick who this hub is: `vanthu/hub.json`, to which a station seals its request. Who has it there already keeps it.
  ///
  /// - Throws: `HubRefusal.noStick`.
  public func writeIdentity(_ path: String) throws {
    guard Folder.exists(path) else { throw HubRefusal.noStick(path) }
    try HubStorageRefusal.translating(path) {
      try writeIdentity(in: Folder("vanthu", in: Folder(path), making: 0o777))
    }
  }

  private func writeIdentity(in ours: Folder) throws {
    let (name, json) = ("hub.json", try identity.json)
    guard try OpenFile.all(name, in: ours, atMost: 65_536) != json else { return }
    try NewFile.write(json, to: name, in: ours, mode: 0o644)
  }

  /// In the order of their names, unless there are so many that some may have to wait.
  private func drawn(_ names: [String]) -> [String] {
    guard names.count > 20 else { return names }
    return names.map { ($0, machine.random()) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private func enrol(
    _ name: String, in folder: Folder, into outgoing: Folder, _ stick: Party, _ summary: inout AnswerSummary
  ) throws {
    guard let file = try Hub.plainFile(name, in: folder, &summary) else { return }
    guard file.size <= 65_536 else { return summary.refuse(name, EnrolmentRefusal.unreadable.words) }
    let bytes = try file.read(file.size, at: 0)
    // Named as the request is: the station looks for it under that name, even when it is to bear another. Where it cannot be told,
    // nobody is let in.
    let place = "\(name)led"
    guard let new = try Hub.newFile(place, for: name, in: outgoing, &summary) else { return }
    let answer = try enrol(json: bytes, over: .folder, from: stick)
    if !answer.isRefusal, try OpenFile.all(place, in: outgoing, atMost: 65_536) == answer.json {
      // The same request got the same answer before; it only lies there still.
      return new.giveUp()
    }
    try new.filled { try $0.write(answer.json) }
    if answer.isRefusal, let refused = RefusedAnswer(json: answer.json) { return summary.refuse(name, refused.words) }
    summary.enrolled += 1
    summary.lines.append((name, Words("đã cho trạm tham gia", "the station takes part now")))
  }

  /// `nil`, and a sentence, when it is none or cannot be read.
  private static func plainFile(_ name: String, in folder: Folder, _ summary: inout AnswerSummary) throws -> OpenFile? {
    do {
      if let file = try OpenFile(name, in: folder) { return file }
      summary.refuse(name, Words("không phải tệp thường, để nguyên", "no plain file; left as it is"))
    } catch let failure as FileFailure where !failure.isOfDisk {
      summary.refuse(name, UnreadablePacket(name: name).words)
    }
    return nil
  }

  /// `nil`, and a sentence, when something is in the way of the answer.
  private static func newFile(
    _ name: String, for file: String, in folder: Folder, _ summary: inout AnswerSummary
  ) throws -> NewFile? {
    do { return try NewFile(name, in: folder, mode: 0o644) } catch let failure as FileFailure where !failure.isOfDisk {
      summary.refuse(
        file,
        Words(
          "không ghi được tệp trả lời to-station/\(name): có thư mục cùng tên hoặc tên quá dài; xóa nó rồi làm lại",
          "the answer to-station/\(name) cannot be written: a folder bears its name, or it is too long; remove it and try again"
        ))
      return nil
    }
  }
}
