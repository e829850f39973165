import NIOHTTP1

/// Who asks. Behind a proxy on this machine it is whom the proxy names; a proxy elsewhere is not believed, and is the one who asks.
struct Peer {
  let address: String
  let isSecure: Bool
  /// Whether it is somebody who sits at this machine.
  let isThisMachine: Bool

  /// - Parameter isBehindProxy: whether all who call from this machine are the proxy: whom it does not name is nobody of this machine.
  init(_ line: String, _ headers: HTTPHeaders, hasTLS: Bool, isBehindProxy: Bool) {
    guard Peer.isThisMachine(line) else {
      (address, isSecure, isThisMachine) = (line, hasTLS, false)
      return
    }
    // The last is what the proxy itself has seen; those before it anybody may have written.
    let named = headers["x-forwarded-for"].last?.split(separator: ",").last.map { String($0.filter { $0 != " " }) }
    address = named ?? line
    isSecure = hasTLS || headers["x-forwarded-proto"].last == "https"
    isThisMachine = (named != nil || !isBehindProxy) && Peer.isThisMachine(address)
  }

  private static func isThisMachine(_ address: String) -> Bool {
    address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
  }
}
