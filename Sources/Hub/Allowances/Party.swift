import Glibc
import Records

/// Who is counted: everything one party does is counted together, and nothing of it against another.
public enum Party: Hashable, Sendable {
  case office(Organ.ID)
  /// A network address, or a stick.
  case address(String)
  case account(String)

  /// By the network address of whoever asks. In IPv6 a line has a whole network of /64 to itself, and is one party.
  public static func line(_ address: String) -> Party {
    var bytes = in6_addr()
    guard inet_pton(AF_INET6, address, &bytes) == 1 else { return .address(address) }
    return withUnsafeBytes(of: bytes) { bytes in
      // An address of IPv4 in the dress of IPv6 is itself.
      guard bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF else {
        return .address(Array(bytes[..<8]).hexadecimal + "/64")
      }
      return .address(bytes[12...].map(String.init).joined(separator: "."))
    }
  }
}
