import Glibc
import Records

/// The unit of metering: everything one party does is counted together, and separately from others.
public enum Party: Hashable, Sendable {
  case office(Organ.ID)
  /// A network address, or a USB stick.
  case address(String)
  case account(String)

  /// The party of a network address. In IPv6 a connection has a /64 network to itself, which is one party.
  public static func line(_ address: String) -> Party {
    var bytes = in6_addr()
    guard inet_pton(AF_INET6, address, &bytes) == 1 else { return .address(address) }
    return withUnsafeBytes(of: bytes) { bytes in
      // An IPv4-mapped address counts as the IPv4 address.
      guard bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF else {
        return .address(Array(bytes[..<8]).hexadecimal + "/64")
      }
      return .address(bytes[12...].map(String.init).joined(separator: "."))
    }
  }
}
