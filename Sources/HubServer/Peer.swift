import NIOHTTP1

/// The client that sends the request. Behind a proxy on this machine it is the one the proxy names; a proxy elsewhere
/// is not believed, and counts as the client itself.
struct Peer {
  let address: String
  let isSecure: Bool
  /// Whether the client is on this machine.
  let isThisMachine: Bool

  /// - Parameter isBehindProxy: whether all connections from this machine are the proxy's: a client it does not name is
  ///   then not on this machine.
  init(_ line: String, _ headers: HTTPHeaders, hasTLS: Bool, isBehindProxy: Bool) {
    guard Peer.isThisMachine(line) else {
      (address, isSecure, isThisMachine) = (line, hasTLS, false)
      return
    }
    // The last entry is what the proxy itself has seen; anybody may have written those before it.
    let named = headers["x-forwarded-for"].last?.split(separator: ",").last.map { String($0.filter { $0 != " " }) }
    address = named ?? line
    isSecure = hasTLS || headers["x-forwarded-proto"].last == "https"
    isThisMachine = (named != nil || !isBehindProxy) && Peer.isThisMachine(address)
  }

  private static func isThisMachine(_ address: String) -> Bool {
    address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
  }
}
