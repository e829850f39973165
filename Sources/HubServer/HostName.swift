import Glibc

/// The name by which a browser calls the server: the `Host` of its request, without the port.
///
/// Against DNS rebinding: a foreign page can have its own name resolve to this machine, and the browser of its reader
/// then sends us requests under that name. So the name must be one of ours. IP addresses and `localhost` are accepted,
/// because nobody can make them resolve elsewhere.
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

  /// Whether a name as in a certificate, such as `*.caobang.gov.vn`, covers another; the star stands for one label.
  private static func covers(_ pattern: String, _ name: String) -> Bool {
    guard !name.isEmpty else { return false }
    guard pattern.hasPrefix("*."), let dot = name.firstIndex(of: "."), dot > name.startIndex else {
      return pattern == name
    }
    return name[dot...] == pattern.dropFirst()
  }
}
