import Carriage
import DurableFile
import Exchange
import Records
import Wording

/// What was found on a stick or in a mailbox, and what became of it.
public struct AnswerSummary: Sendable {
  /// One sentence a file, in the order of their names.
  public var lines: [(file: String, words: Words)] = []
  public var answered = 0
  public var enrolled = 0
  public var refused = 0
  public var entries = 0
  public var bytesTaken = 0
  public var bytesGiven = 0

  mutating func refuse(_ file: String, _ words: Words) {
    refused += 1
    lines.append((file, words))
  }
}

/// A packet that was taken and waits for its answer.
struct TakenPacket {
  fileprivate var name: String
  fileprivate var answer: HubAnswer
  var station: StationName
  /// What of the answer was made while it was taken.
  fileprivate var start: [UInt8]
  fileprivate var fault: Words?

  /// Whose it is and of when, if it proved that.
  var proved: ProvedPacket? { answer.provedTime.map { ProvedPacket(station: station, time: $0) } }
}

/// A file that was there, and could not be read to its end: pulled out, broken, or not for us to read. It does not hold up the others.
struct UnreadablePacket: Refusal {
  var name: String

  var words: Words {
    Words(
      "không đọc được hết tệp, để nguyên; xem lại USB và quyền đọc",
      "cannot be read to its end; left as it is, see the stick and its rights")
  }
}

extension Hub {
  /// Takes a sealed packet, whoever carried it; `nil` when it says nothing, and a sentence why.
  func take(
    _ name: String, over way: Way, _ summary: inout AnswerSummary, _ each: (([UInt8]) throws -> Void) throws -> Void
  ) throws -> TakenPacket? {
    let answer = answer(over: way)
    var start: [UInt8] = []
    var fault: Words?
    do {
      do { try each { start += try answer.feed($0) } } catch is FileFailure { throw UnreadablePacket(name: name) }
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
    return TakenPacket(name: name, answer: answer, station: station, start: start, fault: fault)
  }

  /// Writes the answer.
  ///
  /// - Returns: whether there is one: a station that left two packets is answered once, to the newer.
  func answer(_ taken: TakenPacket, _ summary: inout AnswerSummary, _ write: ([UInt8]) throws -> Void) throws -> Bool {
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
        ? Words(
          "bị cắt giữa chừng: phần đầu đã nhận và đã trả lời", "was cut short: what is there was taken and answered")
        : Words("đã nhận \(answer.entries) mục và trả lời", "\(answer.entries) entries taken and answered"))
    summary.lines.append((name, words))
    for remark in answer.remarks { summary.lines.append((name, remark.words)) }
    return true
  }
}
