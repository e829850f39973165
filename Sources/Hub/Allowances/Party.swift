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
    let network = withUnsafeBytes(of: bytes) { Array($0.prefix(8)) }
    // IPv4 written as IPv6 is many lines.
    return network.allSatisfy { $0 == 0 } ? .address(address) : .address(network.hexadecimal + "/64")
  }
}
