import Wording

/// A time of day as it is typed: `01:00`.
public struct ClockTime: Equatable, Sendable {
  public let hour: Int
  public let minute: Int

  /// - Throws: `ClockTimeRefusal` if it is not a time of day.
  public init(_ typed: String) throws {
    let parts = typed.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hour = ClockTime.number(parts[0], below: 24),
      let minute = ClockTime.number(parts[1], below: 60)
    else { throw ClockTimeRefusal(typed: typed) }
    (self.hour, self.minute) = (hour, minute)
  }

  private static func number(_ digits: Substring, below end: Int) -> Int? {
    guard (1...2).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(digits).flatMap { $0 < end ? $0 : nil }
  }

  /// - Parameter minutes: also negative; it goes on at midnight.
  public func later(minutes: Int) -> ClockTime {
    let minute = (((hour * 60 + self.minute + minutes) % 1_440) + 1_440) % 1_440
    return ClockTime(hour: minute / 60, minute: minute % 60)
  }

  private init(hour: Int, minute: Int) { (self.hour, self.minute) = (hour, minute) }

  public var text: String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }

  /// Returns the minutes from `other` to the next time it is `self`; 0 if they are the same.
  public func minutes(after other: ClockTime) -> Int {
    ((hour - other.hour) * 60 + minute - other.minute + 1_440) % 1_440
  }
}

public struct ClockTimeRefusal: Refusal, Equatable {
  public let typed: String

  public var words: Bilingual {
    Bilingual("“\(typed)” không phải là giờ; ghi như 05:00.", "“\(typed)” is not a time; write it like 05:00.")
  }
}
