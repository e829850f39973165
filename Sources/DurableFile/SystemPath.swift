import Glibc

/// Converts paths between the program, where they are text, and the system, where they are bytes.
///
/// The bytes are passed on unchanged: never composed, never cleaned. Almost every name is UTF-8. In one that is not,
/// each invalid byte is represented in the text by a character of the last private plane (U+10FF80 … U+10FFFF), and
/// becomes that byte again when the file is opened. A name that itself contains such a character is encoded byte by
/// byte in the same way, so two names never become the same text.
///
/// No other module passes a path to the system (`.ci/tidy.sh`). SQLite gets it as a `FileAddress`.
public enum SystemPath {
  private static let firstStandIn: UInt32 = 0x10FF00

  /// Returns the text for a name of the system.
  public static func text(_ bytes: some Collection<UInt8>) -> String {
    if let text = meant(bytes) { return text }
    var text = String.UnicodeScalarView()
    var rest = bytes[...]
    while let first = rest.first {
      // A character is one to four bytes long; the shortest valid prefix is the character.
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

  /// Returns the bytes by which the system knows it.
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

  /// Whether some of its bytes are not UTF-8.
  public static func hasStandIns(_ text: String) -> Bool {
    // In UTF-8 all stand-ins begin with the byte F4, which hardly anything else does.
    text.utf8.contains(0xF4) && text.unicodeScalars.contains { $0.value >= firstStandIn + 0x80 }
  }

  /// Returns the path as it is shown to people, with `�` for each invalid byte.
  public static func shown(_ text: String) -> String {
    guard hasStandIns(text) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value >= firstStandIn + 0x80 ? "\u{FFFD}" : $0 }))
  }

  /// Whether two paths are the same bytes. `==` on texts is not enough: it compares canonically equivalent forms as
  /// equal.
  public static func areSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

  public static func begins(_ path: String, with start: String) -> Bool { path.utf8.starts(with: start.utf8) }

  /// Returns the bytes as a C string, with a 0 at the end.
  public static func cString(_ text: String) -> [CChar] { bytes(text).map(CChar.init(bitPattern:)) + [0] }

  /// Calls `body`, a system call, with a path or a name in a folder.
  static func with<Result>(_ text: String, _ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
    try cString(text).withUnsafeBufferPointer { try body($0.baseAddress!) }
  }
}
