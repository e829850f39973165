import Glibc

/// Whom an address counts for: one of IPv4 for itself, one of IPv6 for its first 64 bits, because who has one of those has them all.
struct AddressGroup: Hashable, Sendable {
  private let key: String

  init(_ text: String) {
    var (four, six) = (in_addr(), in6_addr())
    guard inet_pton(AF_INET, text, &four) != 1, inet_pton(AF_INET6, text, &six) == 1 else {
      key = String(text.prefix(64))
      return
    }
    let bytes = withUnsafeBytes(of: six) { Array($0) }
    // ::ffff:10.1.2.3 is an address of IPv4 in the dress of IPv6.
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      key = bytes[12...].map(String.init).joined(separator: ".")
    } else {
      key = bytes[..<8].map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }
  }
}
