/// Decodes names and values as a query or a form carries them: `name=Bảo+Lạc&page=2`, with percent encoding.
public enum FormFields {
  public static func reading(_ text: String) -> [(name: String, value: String)] {
    text.utf8.split(separator: UInt8(ascii: "&")).map { field in
      let parts = field.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return (decoded(parts[0]), parts.count == 2 ? decoded(parts[1]) : "")
    }
  }

  /// An invalid percent escape is kept as it is.
  private static func decoded(_ bytes: Substring.UTF8View) -> String {
    var (decoded, rest) = ([UInt8](), bytes)
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        let digits = rest.prefix(2)
        if digits.count == 2, let digit = UInt8(String(Substring(digits)), radix: 16) {
          decoded.append(digit)
          rest = rest.dropFirst(2)
        } else {
          decoded.append(byte)
        }
      default: decoded.append(byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }
}
