/// A browser's request.
public struct PageRequest: Sendable {
  public var method: String
  /// The path as requested, without the query.
  public var path: String
  public var query: [(name: String, value: String)]
  /// The fields of a submitted form.
  public var form: [(name: String, value: String)]
  public var cookies: [String: String]
  /// The client's address; behind a proxy on this machine, the one the proxy names. Failed logins are counted by it.
  public var address: String
  /// Whether it came over TLS, at least as far as this machine.
  public var isSecure: Bool
  /// Whether the client is on the hub's own machine, so that there is no connection to eavesdrop on.
  public var isLocal: Bool

  public init(
    method: String = "GET", path: String, query: [(name: String, value: String)] = [],
    form: [(name: String, value: String)] = [], cookies: [String: String] = [:], address: String = "127.0.0.1",
    isSecure: Bool = true, isLocal: Bool = false
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.form = form
    self.cookies = cookies
    self.address = address
    self.isSecure = isSecure
    self.isLocal = isLocal
  }
}
