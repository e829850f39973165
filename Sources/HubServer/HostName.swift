import Glibc

/// By what name a browser calls the server: the `Host` of its request, without the port.
///
/// A page of a stranger can have its own name point at this machine (DNS rebinding); the browser of whoever looks at that page then asks
/// here in that name. So a name must be one of ours. Numbers are nobody's to point elsewhere, nor is `localhost`.
struct HostName {
  private let name: String
  private let isNumber: Bool

  init(_ host: String) {
    var name = host.lowercased()[...]
    if name.hasPrefix("["), let end = name.firstIndex(of: "]") {
      name = name[name.index(after: name.startIndex)..<end]
    } else if name.count(where: { $0 == ":" }) == 1, let colon = name.firstIndex(of: ":") {
      name = name[..<colon]
    }
    if name.hasSuffix(".") { name = name.dropLast() }
    self.name = String(name)
    var (four, six) = (in_addr(), in6_addr())
    isNumber = inet_pton(AF_INET, self.name, &four) == 1 || inet_pton(AF_INET6, self.name, &six) == 1
  }

  func isOurs(_ names: [String]) -> Bool {
    isNumber || name == "localhost" || names.contains { HostName.covers($0.lowercased(), name) }
  }

  /// Whether a name as in a certificate, `*.caobang.gov.vn`, stands for another: the star for one part.
  private static func covers(_ pattern: String, _ name: String) -> Bool {
    guard !name.isEmpty else { return false }
    guard pattern.hasPrefix("*."), let dot = name.firstIndex(of: "."), dot > name.startIndex else {
      return pattern == name
    }
    return name[dot...] == pattern.dropFirst()
  }
}
