/// An e-mail address that is safe to write into an e-mail: nothing in it can become another header line or another
/// recipient.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  /// Parses an address like `van-thu@hungdao.caobang.gov.vn`; `nil` for anything else. Quoted names, comments and
  /// non-ASCII letters are not supported.
  public init?(_ typed: String) {
    let parts = typed.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard typed.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].count), !parts[1].isEmpty,
      MailAddress.isDotted(parts[0], besides: "!#$%&'*+/=?^_`{|}~-"), MailAddress.isDotted(parts[1], besides: "-")
    else { return nil }
    description = typed
  }

  var domain: Substring { description.split(separator: "@")[1] }

  /// Whether the part is letters, digits and `marks` with single dots between them, none at either end.
  private static func isDotted(_ part: Substring.UTF8View, besides marks: String) -> Bool {
    part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty
        && word.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
          default: marks.utf8.contains(byte)
          }
        }
    }
  }
}
