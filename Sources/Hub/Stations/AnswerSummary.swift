import Carriage
import DurableFile
import Exchange
import Records
import Wording

/// The outcome of processing a USB stick or a mailbox.
public struct AnswerSummary: Sendable {
  /// One sentence a file, in the order of their names.
  public var lines: [(file: String, words: Bilingual)] = []
  public var answered = 0
  public var enrolled = 0
  public var refused = 0
  public var entries = 0
  public var bytesTaken = 0
  public var bytesGiven = 0

  /// Of a file that was not written to its end.
  static let isCut = Bilingual("tệp chưa chép xong, để nguyên", "the file is incomplete; left as it is")

  mutating func refuse(_ file: String, _ words: Bilingual) {
    refused += 1
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
  fileprivate var fault: Bilingual?

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
    var fault: Bilingual?
    do {
      do { try each { start += try answer.feed($0) } } catch is FileFailure { throw UnreadablePacket(name: name) }
    } catch let refusal as PacketRefusal where answer.member != nil {
      // What came before the error is valid, and is answered.
      fault = refusal.words
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
    summary.answered += 1
    summary.entries += answer.entries
    summary.bytesTaken += answer.bytesTaken
    summary.bytesGiven += answer.bytesGiven
    let words =
      taken.fault
      ?? (answer.ending == .cut
        ? Bilingual(
          "bị cắt giữa chừng: phần đầu đã nhận và đã trả lời",
          "was cut short: the part that is there was accepted and answered")
        : Bilingual("đã nhận \(answer.entries) mục và trả lời", "\(answer.entries) entries accepted and answered"))
    summary.lines.append((name, words))
    for remark in answer.remarks { summary.lines.append((name, remark.words)) }
    return true
  }
}
