/// The response to a page request.
public struct PageResponse: Sendable {
  /// The HTTP status.
  public var status: Int
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]

  public init(status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public init(status: Int = 200, headers: [(name: String, value: String)], text: String) {
    self.init(status: status, headers: headers, body: Array(text.utf8))
  }

  public init(status: Int = 200, html: String) {
    self.init(status: status, headers: [("content-type", "text/html; charset=utf-8")], text: html)
  }
}
