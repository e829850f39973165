import Carriage
import Exchange
import Records
import Wording

extension Hub {
  /// Answers all packets in a folder, which stations wrote or a district carries for its communes: each sealed to this hub, each
  /// answered sealed to its station. What is not for this hub, or only half there, is said in a sentence and left alone; nothing
  /// is taken away, and answering twice changes nothing more.
  ///
  /// - Throws: `HubRefusal` for a folder that is none of ours: a stick that is not there must not look answered.
  public func answerFolder(_ folder: String) throws -> AnswerSummary {
    let (incoming, outgoing) = ("\(folder)/vanthu/to-hub", "\(folder)/vanthu/to-station")
    guard Folder.exists(folder) else { throw HubRefusal.noStick(folder) }
    guard Folder.exists(incoming) else { throw HubRefusal.noPackets(folder) }
    return try HubStorageRefusal.translating(folder) {
      var summary = AnswerSummary()
      // New stations first: their packets may lie beside.
      let names = try Folder.names(incoming)
      if !names.isEmpty { try Folder.make(outgoing, mode: 0o777) }
      try writeIdentity(folder)
      // One stick is one party: no more wrong codes than an address has an hour, and whose turn it is is drawn.
      let stick = Party.address("\(folder) \(machine.random())")
      for name in drawn(names.filter { $0.hasSuffix(".enrol") }) {
        try enrol("\(incoming)/\(name)", name, into: outgoing, stick, &summary)
      }
      // All packets are taken before the first is answered: what one commune sends on a stick, another finds on the same stick.
      var taken: [TakenPacket] = []
      for name in names where name.hasSuffix(".vtp") {
        guard let file = try OpenFile("\(incoming)/\(name)") else {
          summary.refuse(name, Words("không phải tệp thường, để nguyên", "no plain file; left as it is"))
          continue
        }
        taken += try [take(name, over: .folder, &summary, file.eachPart)].compactMap(\.self)
      }
      for packet in taken {
        _ = try NewFile("\(outgoing)/\(packet.station).vtp", mode: 0o666).filledIfAnswered { new in
          try answer(packet, &summary, new.write)
        }
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
  public func writeIdentity(_ folder: String) throws {
    guard Folder.exists(folder) else { throw HubRefusal.noStick(folder) }
    try HubStorageRefusal.translating(folder) {
      let (place, json) = ("\(folder)/vanthu/hub.json", try identity.json)
      guard try OpenFile.all(place, atMost: 65_536) != json else { return }
      try Folder.make("\(folder)/vanthu", mode: 0o777)
      try NewFile.write(json, to: place, mode: 0o666)
      try Folder.sync(folder)
    }
  }

  /// In the order of their names, unless there are so many that some may have to wait.
  private func drawn(_ names: [String]) -> [String] {
    guard names.count > 20 else { return names }
    return names.map { ($0, machine.random()) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private func enrol(
    _ path: String, _ name: String, into folder: String, _ stick: Party, _ summary: inout AnswerSummary
  ) throws {
    guard let bytes = try OpenFile.all(path, atMost: 65_536) else {
      return summary.refuse(name, EnrolmentRefusal.unreadable.words)
    }
    let answer = try enrol(json: bytes, over: .folder, from: stick)
    // Named as the request is: the station looks for it under that name, even when it is to bear another.
    let place = "\(folder)/\(name)led"
    if !answer.isRefusal, try OpenFile.all(place, atMost: 65_536) == answer.json {
      // The same request got the same answer before; it only lies there still.
      return
    }
    try NewFile.write(answer.json, to: place, mode: 0o666)
    if answer.isRefusal, let refused = RefusedAnswer(json: answer.json) { return summary.refuse(name, refused.words) }
    summary.enrolled += 1
    summary.lines.append((name, Words("đã cho trạm tham gia", "the station takes part now")))
  }
}

extension NewFile {
  /// It gets its name when `body` says that it was answered; else there is nothing.
  fileprivate func filledIfAnswered(_ body: (NewFile) throws -> Bool) throws -> Bool {
    do {
      let isAnswered = try body(self)
      if isAnswered { try finish() } else { giveUp() }
      return isAnswered
    } catch {
      giveUp()
      throw error
    }
  }
}
