/// What somebody's browser asks for.
public struct Visit: Sendable {
  public var method: String
  /// As it was asked for, without what follows a `?`.
  public var path: String
  public var query: [(name: String, value: String)]
  public var form: [(name: String, value: String)]
  public var cookies: [String: String]
  /// Where it comes from, or what a proxy on this machine says of it: tries at passwords are counted by it.
  public var address: String
  /// Whether nobody on the way can read along.
  public var isSecure: Bool
  /// Whether it comes from the hub's own machine: there is no line that could be read.
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
