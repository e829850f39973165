import Exchange
import Records
import Wording

/// A station is let in by a stick: the request goes one way, the answer comes back another day, and what lies there may be the
/// answer to an earlier request: to a code that was mistyped, or to the enrolment before this one.
public struct StickEnrolling {
  private let stick: FolderCarrier
  private let enrolling: Enrolling

  public init(_ stick: FolderCarrier, _ enrolling: Enrolling) {
    self.stick = stick
    self.enrolling = enrolling
  }

  /// The hub's answer to this request. Where there is none, the request lies there afterwards and waits for it; an answer to an
  /// earlier one is taken away.
  ///
  /// - Returns: `nil` when the stick has to go to the hub.
  /// - Throws: the hub's refusal of this very request; `StickRefusal` when the answer is to the same station's request with
  ///   another code, which is then the one to type; `FolderRefusal`.
  public func answer(to request: EnrolmentRequest, of station: StationName) throws -> [UInt8]? {
    let asked = try stick.readSmall("to-hub", station, "enrol").flatMap { EnrolmentRequest(json: $0) }
    if let answer = try stick.readSmall("to-station", station, "enrolled") {
      if RefusedAnswer(json: answer) != nil {
        if asked?.mac == request.mac { return answer }
      } else if let good = EnrolmentAnswer(json: answer), asked?.signingKey ?? request.signingKey == request.signingKey
      {
        // The hub knows these keys by now, and by another code it would let nobody else in under them.
        if good.isMade(with: enrolling.code) { return answer }
        if let asked, asked.mac != request.mac { throw StickRefusal.otherCode(asked.code) }
      }
      try stick.removeSmall("to-station", station, "enrolled")
    }
    try stick.writeSmall("to-hub", station, "enrol", try request.json)
    return nil
  }
}

public enum StickRefusal: Refusal, Equatable {
  case otherCode(String)

  public var words: Words {
    switch self {
    case .otherCode(let begin):
      Words(
        "Trả lời trên USB là cho mã bắt đầu bằng \(begin); gõ lại lệnh với đủ mã ấy.",
        "The answer on the stick is for the code that begins with \(begin); run this again with that code.")
    }
  }
}
