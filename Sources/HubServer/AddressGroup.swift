import Glibc

/// The unit in which connections of an address are counted: an IPv4 address itself, the first 64 bits of an IPv6
/// address, because a customer is given a network of that size.
struct AddressGroup: Hashable, Sendable {
  private let key: String

  init(_ text: String) {
    var (four, six) = (in_addr(), in6_addr())
    guard inet_pton(AF_INET, text, &four) != 1, inet_pton(AF_INET6, text, &six) == 1 else {
      key = String(text.prefix(64))
      return
    }
    let bytes = withUnsafeBytes(of: six) { Array($0) }
    // ::ffff:10.1.2.3 is an IPv4-mapped IPv6 address.
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      key = bytes[12...].map(String.init).joined(separator: ".")
    } else {
      key = bytes[..<8].map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }
  }
}
