/// The name of a station: 8 hexadecimal digits, transmitted as four bytes.
///
/// Its initialisers are inlined into other modules, which read a name for every row of a journal.
public struct StationName: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let number: UInt32

  public init(number: UInt32) { self.number = number }

  /// Returns `nil` for anything but 8 lower-case hexadecimal digits: a name has only one spelling, because it is
  /// hashed.
  @inlinable
  public init?(_ text: some StringProtocol) { self.init(digits: text.utf8) }

  /// Returns `nil` for anything but 8 lower-case hexadecimal digits in ASCII.
  @inlinable
  public init?(digits: some Sequence<UInt8>) {
    var (number, count) = (UInt32(0), 0)
    for digit in digits {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      guard count < StationName.length else { return nil }
      number = number << 4 | UInt32(value)
      count += 1
    }
    guard count == StationName.length else { return nil }
    self.number = number
  }

  /// How many digits a name has.
  public static let length = 8

  /// So short a string is stored without memory of its own: names are written for every entry that is hashed.
  public var description: String {
    String(unsafeUninitializedCapacity: StationName.length) { digits in
      for place in 0..<StationName.length {
        let value = UInt8(truncatingIfNeeded: number >> UInt32(28 - 4 * place)) & 15
        digits[place] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
      }
      return StationName.length
    }
  }

  public static func < (a: StationName, b: StationName) -> Bool { a.number < b.number }
}
