/// The address of a hub: `https://hub.province.gov.vn`, with a port if necessary. Typed without a scheme it is one with
/// TLS: nothing is unencrypted unless `http://` is typed.
public struct HubAddress: Equatable, Sendable {
  /// The address in full, with its scheme and without a slash at the end.
  public let text: String
  /// Whether it uses TLS.
  public let isSecure: Bool
  /// A name or an IP address; IPv6 in brackets.
  public let host: String

  /// - Throws: `CarrierFailure.unusable` for anything else, such as another scheme; or a user name, with which the host
  ///   is not what it seems.
  public init(_ typed: String) throws(CarrierFailure) {
    let written = typed.last == "/" ? String(typed.dropLast()) : typed
    let lower = written.lowercased()
    let scheme = ["https://", "http://"].first { lower.hasPrefix($0) }
    let rest = written.dropFirst(scheme?.count ?? 0)
    let text = (scheme ?? "https://") + rest
    guard !rest.contains("://"), !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) else {
      throw .unusable(typed)
    }
    let authority = rest.prefix { $0 != "/" }
    let host =
      authority.first == "["
      ? authority.firstIndex(of: "]").map { authority[...$0] } : authority.prefix { $0 != ":" }
    guard let host, host.count > 0, !text.contains(where: { "@\\?#".contains($0) }) else { throw .unusable(typed) }
    let port = authority.dropFirst(host.count)
    guard port.isEmpty || port.first == ":" && (UInt16(port.dropFirst()) ?? 0) > 0 else { throw .unusable(typed) }
    self.text = text
    self.host = String(host)
    isSecure = scheme != "http://"
  }

  /// Whether nothing sent there leaves this machine: `localhost`, `127.…` or `[::1]`, and no name that only looks like
  /// one.
  public var isThisMachine: Bool {
    let name = host.lowercased()
    if name == "localhost" || name == "[::1]" { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// Whether the connection is unencrypted and leaves this machine.
  public var isInTheClear: Bool { !isSecure && !isThisMachine }

  /// Refuses an unencrypted connection unless it is intended (`--insecure`).
  public func check(isInsecureMeant: Bool) throws(CarrierFailure) {
    guard isInTheClear, !isInsecureMeant else { return }
    throw .inTheClear(text)
  }
}
