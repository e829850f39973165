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
