/// The name of a station: 8 hexadecimal digits, transmitted as four bytes.
public struct StationName: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let number: UInt32

  public init(number: UInt32) { self.number = number }

  /// Returns `nil` for anything but 8 lower-case hexadecimal digits: a name has only one spelling, because it is
  /// hashed.
  public init?(_ text: String) {
    let digits = text.utf8
    guard digits.count == 8, digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
      let number = UInt32(text, radix: 16)
    else { return nil }
    self.number = number
  }

  public var description: String {
    stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }.hexadecimal
  }

  public static func < (a: StationName, b: StationName) -> Bool { a.number < b.number }
}
