import CCurl
import Glibc

/// The proxy that libcurl takes from the environment. It is found here only to be named in a sentence; libcurl decides
/// by itself.
enum Proxy {
  /// - Returns: host and port, without user name and password; `nil` where there is none.
  static func between(_ hub: HubAddress) -> String? {
    // libcurl reads `http_proxy` in lower case only, because a client could set HTTP_PROXY in a web server.
    let names = hub.isSecure ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
    let value = (names + ["all_proxy", "ALL_PROXY"]).lazy.compactMap { getenv($0).map { String(cString: $0) } }
      .first { !$0.isEmpty }
    guard let value, !isExcepted(hub.host) else { return nil }
    let place = value.split(separator: "/").first { !$0.isEmpty && $0.last != ":" } ?? Substring(value)
    return place.split(separator: "@").last.map(String.init)
  }

  private static func isExcepted(_ host: String) -> Bool {
    let list = (getenv("no_proxy") ?? getenv("NO_PROXY")).map { String(cString: $0) } ?? ""
    return list.split { $0 == "," || $0 == " " }.contains { name in
      name == "*" || host == name || host.hasSuffix(name.first == "." ? String(name) : "." + name)
    }
  }
}

extension Obstacle {
  /// Maps what libcurl found; `nil` where it only knows that there is no connection.
  init?(_ reason: VCReason, _ host: String, _ proxy: String?, _ proxyStatus: Int) {
    // With a proxy it is the proxy that is connected to.
    if let proxy, [VC_REFUSED, VC_NO_ROUTE, VC_TIMEOUT, VC_PROXY].contains(where: { $0 == reason }) {
      self = .proxyMissing(proxy)
      return
    }
    switch reason {
    case VC_NAME: self = .nameNotFound(host)
    case VC_REFUSED: self = .refused(host)
    case VC_NO_ROUTE: self = .noRoute(host)
    case VC_TIMEOUT: self = .timedOut(host)
    case VC_PROXY: self = .proxyMissing(host)
    case VC_PROXY_SAYS_NO: self = .proxyRefuses(proxy ?? host, status: proxyStatus)
    case VC_UNTRUSTED: self = .untrusted(host)
    case VC_EXPIRED: self = .expired(host)
    case VC_NOT_YET: self = .notYetValid(host)
    case VC_OTHER_NAME: self = .otherName(host)
    case VC_AUTHORITIES: self = .noAuthorities
    case VC_OLD_TLS: self = .oldTLS(host)
    case VC_NO_TLS: self = .noTLS(host)
    default: return nil
    }
  }
}
