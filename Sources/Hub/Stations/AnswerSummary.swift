import Carriage
import DurableFile
import Exchange
import Records
import Wording

/// The outcome of processing a USB stick or a mailbox.
public struct AnswerSummary: Sendable {
  /// One sentence a file, in the order of their names.
  public var lines: [(file: String, words: Bilingual)] = []
  /// The packets that were accepted to their end, and answered.
  public var answered = 0
  public var enrolled = 0
  /// The files of which nothing, or only the beginning, was accepted. Some of them have an answer all the same, which
  /// tells the station so.
  public var refused = 0
  /// Their names.
  public private(set) var refusedFiles: [String] = []
  public var entries = 0
  public var bytesTaken = 0
  public var bytesGiven = 0

  /// Of a file that was not written to its end.
  static let isCut = Bilingual("tệp chưa chép xong, để nguyên", "the file is incomplete; left as it is")

  mutating func refuse(_ file: String, _ words: Bilingual) {
    refused += 1
    refusedFiles.append(file)
    lines.append((file, words))
  }
}

/// A packet that was received and is still to be answered.
struct ReceivedPacket {
  fileprivate var name: String
  fileprivate var answer: HubExchange
  var station: StationName
  /// The part of the answer made while the packet was received.
  fileprivate var start: [UInt8]
  /// The error at which it ended.
  fileprivate var fault: PacketRefusal?

  /// Why the packet was not accepted to its end; `nil` if it was. To be asked after the answer is written.
  fileprivate var reason: Bilingual? {
    if answer.isReplaced {
      return Bilingual(
        "trạm này đã bị thu hồi, không nhận gì; tệp trả lời nói cho trạm biết",
        "this station was revoked, nothing was accepted; the answer tells it so")
    }
    if fault == .notOpened { return stopped(Bilingual("hỏng giữa chừng", "damaged before its end")) }
    if let fault { return stopped(fault.words) }
    if answer.isDeaf { return stopped(Bilingual("có chữ ký không đúng", "a signature is not valid")) }
    if answer.ending == .cut { return stopped(Bilingual("bị cắt giữa chừng", "was cut short")) }
    guard answer.isSigned else {
      return Bilingual(
        "chữ ký không phải của trạm này, không nhận; tệp trả lời để trạm gửi lại",
        "not signed by this station, not accepted; the answer asks the station to send it again")
    }
    return nil
  }

  private func stopped(_ why: Bilingual) -> Bilingual {
    let count = answer.entries
    return Bilingual(
      "\(why.vietnamese): nhận \(count) mục ở phần đầu; tệp trả lời để trạm gửi lại phần sau",
      "\(why.english): \(count) entries of its beginning were accepted; the answer asks the station for the rest")
  }

  /// The sender and the time of the packet, if its signature is valid.
  var proved: ProvedPacket? { answer.provedTime.map { ProvedPacket(station: station, time: $0) } }
}

/// A file that exists but could not be read completely: the stick was pulled out or is damaged, or this user may not
/// read it. The others are processed all the same.
struct UnreadablePacket: Refusal {
  var name: String

  var words: Bilingual {
    Bilingual(
      "không đọc được hết tệp, để nguyên; xem lại USB và quyền đọc",
      "cannot be read to its end; left as it is, check the stick and its permissions")
  }
}

extension Hub {
  /// Receives a sealed packet, whoever carried it. If it cannot be answered, adds a sentence why to the summary and
  /// returns `nil`.
  func receive(
    _ name: String, over way: Transport, _ summary: inout AnswerSummary,
    _ each: (([UInt8]) throws -> Void) throws -> Void
  ) throws -> ReceivedPacket? {
    let answer = answer(over: way)
    var start: [UInt8] = []
    var fault: PacketRefusal?
    do {
      do { try each { start += try answer.feed($0) } } catch is FileFailure { throw UnreadablePacket(name: name) }
    } catch let refusal as PacketRefusal where answer.member != nil {
      // What came before the error is valid, and is answered.
      fault = refusal
    } catch let refusal as any Refusal where !(refusal is HubStorageRefusal) {
      summary.refuse(name, refusal.words)
      return nil
    }
    guard let station = answer.member else {
      summary.refuse(name, AnswerSummary.isCut)
      return nil
    }
    return ReceivedPacket(name: name, answer: answer, station: station, start: start, fault: fault)
  }

  /// Writes the answer.
  ///
  /// - Returns: whether there is one: if a station left two packets, only the newer is answered.
  func answer(_ taken: ReceivedPacket, _ summary: inout AnswerSummary, _ write: ([UInt8]) throws -> Void) throws -> Bool
  {
    let (name, answer) = (taken.name, taken.answer)
    do {
      try write(taken.start)
      try answer.finish(write)
    } catch let refusal as HubRefusal {
      summary.entries += answer.entries
      guard case .fenced = refusal else { throw refusal }
      summary.refuse(name, refusal.words)
      return false
    }
    summary.entries += answer.entries
    summary.bytesTaken += answer.bytesTaken
    summary.bytesGiven += answer.bytesGiven
    if let reason = taken.reason {
      summary.refuse(name, reason)
    } else {
      summary.answered += 1
      summary.lines.append(
        (
          name,
          Bilingual("đã nhận \(answer.entries) mục và trả lời", "\(answer.entries) entries accepted and answered")
        ))
    }
    for remark in answer.remarks { summary.lines.append((name, remark.words)) }
    return true
  }
}
