import Exchange
import Records
import Wording

/// What was found on a stick and what became of it.
public struct FolderSummary: Sendable {
  /// One sentence a file, in the order of their names.
  public var lines: [(file: String, words: Words)] = []
  public var answered = 0
  public var enrolled = 0
  public var refused = 0
  public var entries = 0
  public var bytesTaken = 0
  public var bytesGiven = 0

  fileprivate mutating func refuse(_ file: String, _ words: Words) {
    refused += 1
    lines.append((file, words))
  }
}

extension Hub {
  /// Answers all packets in a folder, which stations wrote or a district carries for its communes: each sealed to this hub, each
  /// answered sealed to its station. What is not for this hub, or only half there, is said in a sentence and left alone; nothing
  /// is taken away, and answering twice changes nothing more.
  public func answerFolder(_ folder: String) throws -> FolderSummary {
    let (incoming, outgoing) = ("\(folder)/vanthu/to-hub", "\(folder)/vanthu/to-station")
    return try HubStorageRefusal.translating(folder) {
      var summary = FolderSummary()
      // New stations first: their packets may lie beside.
      let names = try Folder.names(incoming)
      if !names.isEmpty { try Folder.make(outgoing, mode: 0o777) }
      for name in names where name.hasSuffix(".enrol") {
        try enrol("\(incoming)/\(name)", name, into: outgoing, &summary)
      }
      // All packets are taken before the first is answered: what one commune sends on a stick, another finds on the same stick.
      let taken = try names.filter { $0.hasSuffix(".vtp") }.compactMap { name in
        try take("\(incoming)/\(name)", name, &summary)
      }
      for packet in taken { try answer(packet, into: outgoing, &summary) }
      for name in names where !name.hasSuffix(".enrol") && !name.hasSuffix(".vtp") {
        summary.refuse(
          name, Words("không phải tệp trạm gửi lên, để nguyên", "no file a station sends; left as it is"))
      }
      return summary
    }
  }

  private func enrol(_ path: String, _ name: String, into folder: String, _ summary: inout FolderSummary) throws {
    guard let bytes = try OpenFile.all(path, atMost: 65_536) else {
      return summary.refuse(name, EnrolmentRefusal.unreadable.words)
    }
    let answer = try enrol(json: bytes)
    // Named as the request is: the station looks for it under that name, even when it is to bear another.
    try NewFile.write(answer.json, to: "\(folder)/\(name)led", mode: 0o666)
    if answer.isRefusal, let refused = RefusedAnswer(json: answer.json) { return summary.refuse(name, refused.words) }
    summary.enrolled += 1
    summary.lines.append((name, Words("đã cho trạm tham gia", "the station takes part now")))
  }

  /// A packet that was taken and waits for its answer.
  private struct Taken {
    var name: String
    var answer: HubAnswer
    var station: StationName
    /// What of the answer was made while it was taken.
    var start: [UInt8]
    var fault: Words?
  }

  private func take(_ path: String, _ name: String, _ summary: inout FolderSummary) throws -> Taken? {
    guard let file = try OpenFile(path) else {
      summary.refuse(name, Words("không phải tệp thường, để nguyên", "no plain file; left as it is"))
      return nil
    }
    let answer = answer(over: .folder)
    var start: [UInt8] = []
    var fault: Words?
    do {
      var place = 0
      while true {
        let bytes = try file.read(65_536, at: place)
        guard !bytes.isEmpty else { break }
        place += bytes.count
        start += try answer.feed(bytes)
      }
    } catch let refusal as PacketRefusal where answer.member != nil {
      // What stands before the fault is good, and is answered.
      fault = refusal.words
    } catch let refusal as any Refusal where !(refusal is HubStorageRefusal) {
      summary.refuse(name, refusal.words)
      return nil
    }
    guard let station = answer.member else {
      summary.refuse(name, Words("tệp chưa chép xong, để nguyên", "the file is only half there; left as it is"))
      return nil
    }
    return Taken(name: name, answer: answer, station: station, start: start, fault: fault)
  }

  private func answer(_ taken: Taken, into folder: String, _ summary: inout FolderSummary) throws {
    let (name, answer, station) = (taken.name, taken.answer, taken.station)
    let new = try NewFile("\(folder)/\(station).vtp", mode: 0o666)
    do {
      try new.write(taken.start)
      try answer.finish(new.write)
      try new.finish()
    } catch {
      new.giveUp()
      summary.entries += answer.entries
      // Another packet of the same station lies beside: that one is answered.
      guard let refusal = error as? HubRefusal, case .fenced = refusal else { throw error }
      return summary.refuse(name, refusal.words)
    }
    summary.answered += 1
    summary.entries += answer.entries
    summary.bytesTaken += answer.bytesTaken
    summary.bytesGiven += answer.bytesGiven
    if let fault = taken.fault {
      summary.lines.append((name, fault))
    } else if answer.ending == .cut {
      summary.lines.append(
        (
          name,
          Words(
            "bị cắt giữa chừng: phần đầu đã nhận và đã trả lời", "was cut short: what is there was taken and answered")
        ))
    } else {
      summary.lines.append(
        (name, Words("đã nhận \(answer.entries) mục và trả lời", "\(answer.entries) entries taken and answered")))
    }
    for remark in answer.remarks { summary.lines.append((name, remark.words)) }
  }
}
