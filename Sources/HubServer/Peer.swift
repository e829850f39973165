import NIOHTTP1

/// Who asks. Behind a proxy on this machine it is whom the proxy names; a proxy elsewhere is not believed, and is the one who asks.
struct Peer {
  let address: String
  let isSecure: Bool

  init(_ line: String, _ headers: HTTPHeaders, hasTLS: Bool) {
    guard Peer.isThisMachine(line) else {
      (address, isSecure) = (line, hasTLS)
      return
    }
    // The last is what the proxy itself has seen; those before it anybody may have written.
    let named = headers["x-forwarded-for"].last?.split(separator: ",").last.map { String($0.filter { $0 != " " }) }
    address = named ?? line
    isSecure = hasTLS || headers["x-forwarded-proto"].last == "https"
  }

  var isThisMachine: Bool { Peer.isThisMachine(address) }

  private static func isThisMachine(_ address: String) -> Bool {
    address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
  }
}
