/// A file as a URL, as SQLite and other programs name it: `file:///a%20b`. No byte of the path is lost.
public enum FileAddress {
  /// Returns the URL of a path. SQLite is given nothing else: a plain path would be cut off at a `?`, would be read as
  /// a URL if it began with `file:`, as a special name if it began with `:`, and could not hold every byte.
  public static func of(_ path: String) -> String {
    let bytes = SystemPath.bytes(path)
    return (bytes.first == UInt8(ascii: "/") ? "file://" : "file:")
      + bytes.map { plain.contains($0) ? String(Unicode.Scalar($0)) : "%" + hexadecimal($0) }.joined()
  }

  /// Returns the path of `file:///a%20b` or `file://localhost/a%20b`; `nil` for a file on another host and for anything
  /// that is not a file URL.
  public static func path(of address: String) -> String? {
    var rest = SystemPath.bytes(address)[...]
    guard rest.starts(with: "file:".utf8) else { return nil }
    rest = rest.dropFirst(5)
    if rest.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let host = rest.prefix { $0 != UInt8(ascii: "/") }
      guard host.isEmpty || host.elementsEqual("localhost".utf8) else { return nil }
      rest = rest.dropFirst(host.count)
    }
    guard rest.first == UInt8(ascii: "/") else { return nil }
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16), value != 0
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return SystemPath.text(bytes)
  }

  private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)

  private static func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
