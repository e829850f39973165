import Glibc

/// A path between the program, where it is text, and the system, where it is bytes.
///
/// The bytes are handed over as they are: never composed, never cleaned. Almost every name is UTF-8. In one that is not, each byte that
/// has no meaning stands in the text as a character of the last private plane, and is that byte again when the file is opened. A name
/// in which such a character itself is written is taken apart in the same way: two names are never one text.
///
/// No other module hands a path to the system (`.ci/tidy.sh`). SQLite gets it as a `FileAddress`.
public enum SystemPath {
  private static let firstStandIn: UInt32 = 0x10FF00

  /// What the system called by these bytes.
  public static func text(_ bytes: some Collection<UInt8>) -> String {
    if let text = meant(bytes) { return text }
    var text = String.UnicodeScalarView()
    var rest = bytes[...]
    while let first = rest.first {
      // A character is one to four bytes; the shortest that is valid is the one.
      let length = (1...4).first { count in
        rest.prefix(count).count == count && meant(rest.prefix(count)) != nil
      }
      if let length {
        text.append(contentsOf: String(decoding: rest.prefix(length), as: UTF8.self).unicodeScalars)
      } else {
        text.append(Unicode.Scalar(firstStandIn + UInt32(first))!)
      }
      rest = rest.dropFirst(length ?? 1)
    }
    return String(text)
  }

  private static func meant(_ bytes: some Collection<UInt8>) -> String? {
    String(validating: bytes, as: UTF8.self).flatMap { hasStandIns($0) ? nil : $0 }
  }

  public static func text(_ pointer: UnsafePointer<CChar>) -> String {
    text(UnsafeBufferPointer(start: pointer, count: strlen(pointer)).map(UInt8.init(bitPattern:)))
  }

  /// The bytes the system knows it by.
  public static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if scalar.value >= firstStandIn + 0x80 {
        bytes.append(UInt8(scalar.value - firstStandIn))
      } else {
        bytes += UTF8.encode(scalar)!
      }
    }
    return bytes
  }

  /// Whether some of its bytes are no UTF-8.
  public static func hasStandIns(_ text: String) -> Bool {
    // They begin with this byte, and almost nothing else does.
    text.utf8.contains(0xF4) && text.unicodeScalars.contains { $0.value >= firstStandIn + 0x80 }
  }

  /// As it is shown: such bytes as `�`.
  public static func shown(_ text: String) -> String {
    guard hasStandIns(text) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value >= firstStandIn + 0x80 ? "\u{FFFD}" : $0 }))
  }

  /// Whether two paths are the same bytes. As texts they are equal already when they say the same.
  public static func areSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

  public static func begins(_ path: String, with start: String) -> Bool { path.utf8.starts(with: start.utf8) }

  /// The bytes as C takes them, with a 0 behind them.
  public static func cString(_ text: String) -> [CChar] { bytes(text).map(CChar.init(bitPattern:)) + [0] }

  /// Calls the system with a path, or with a name in a folder.
  static func with<Result>(_ text: String, _ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
    try cString(text).withUnsafeBufferPointer { try body($0.baseAddress!) }
  }
}
