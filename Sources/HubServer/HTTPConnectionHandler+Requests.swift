import NIOCore
import NIOHTTP1
import PageRequests
import Wording

extension HTTPConnectionHandler {
  /// Routes a request.
  func begin(_ head: HTTPRequestHead) {
    keepsAlive = head.isKeepAlive
    guard !isTurnedAway else {
      say(
        .page, 503, Bilingual("Máy chủ đang quá đông; hãy thử lại sau.", "The server is busy now; try again later."),
        headers: [("retry-after", "30")])
      return
    }
    // Exactly one `Host`: of two, we and a proxy in front of us might read different ones.
    let names = head.headers["host"].count
    guard names == 1 || names == 0 && (head.version.major, head.version.minor) < (1, 1) else {
      return say(.page, 400, Bilingual("Yêu cầu không đúng dạng HTTP.", "The request is not HTTP."))
    }
    let peer = peer(head)
    count(for: AddressGroup(peer.address))
    let path = head.uri.prefix { $0 != "?" }
    guard !isForFigures || path == "/metrics" || path == "/health" else {
      return say(.metrics, 404, Bilingual("Ở đây chỉ có /metrics.", "There is nothing here but /metrics."))
    }
    switch (head.method, path) {
    case (.POST, "/v1/exchange"): stage = .exchanging(ExchangeHandler(self, .exchange))
    case (.POST, "/v1/carry"): stage = .exchanging(ExchangeHandler(self, .carry))
    case (.POST, "/v1/enrol"): collect(.enrol, head)
    case (.GET, "/v1/hub"), (.POST, "/v1/hub"): collect(.identity, head)
    case (.POST, "/v1/station"): collect(.station, head)
    case (.GET, "/health"), (.HEAD, "/health"): collect(.health, head)
    case (.GET, "/metrics"):
      // To everybody else `/metrics` does not exist.
      let isShown = isForFigures || server.options.showsMetricsToAll
      collect(isShown ? .metrics : .page, head)
    case (_, let path) where path.hasPrefix("/v1/"): refuseMethod(.page)
    case (.GET, _), (.HEAD, _), (.POST, _): collect(.page, head)
    default: refuseMethod(.page)
    }
  }

  private func collect(_ route: ServerFigures.Route, _ head: HTTPRequestHead) {
    // Stations and the hub prove who they are by their keys, and `/health` reveals nothing.
    guard route != .page && route != .metrics || server.isNamed(head.headers.first(name: "host")) else {
      return say(
        route, 421,
        Bilingual(
          "Trung tâm không mang tên máy vừa gõ: mở bằng tên trong chứng thư, "
            + "hoặc nhờ người quản trị thêm --host TÊN-MÁY vào lệnh vanthu-hub serve.",
          "The hub does not have the name that was typed: use the one in its certificate, "
            + "or have the administrator add --host NAME to vanthu-hub serve."
        ))
    }
    if let length = head.headers.first(name: "content-length").flatMap({ Int($0) }), length > server.options.smallBody {
      return refuseLargeBody(route)
    }
    stage = .collecting(route, head, [])
  }

  func refuseLargeBody(_ route: ServerFigures.Route) {
    say(route, 413, Bilingual("Nội dung gửi lên quá lớn.", "The request body is too large."))
  }

  private func refuseMethod(_ route: ServerFigures.Route) {
    say(route, 405, Bilingual("Địa chỉ này không nhận yêu cầu như vậy.", "This address does not accept such requests."))
  }

  /// Answers a small request that is complete.
  func answer(_ route: ServerFigures.Route, _ head: HTTPRequestHead, _ body: [UInt8]) {
    stage = .working
    gate.isShut = true
    let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let peer = peer(head)
    let request = PageRequest(
      method: head.method.rawValue, path: String(parts[0]),
      query: parts.count == 2 ? FormFields.reading(String(parts[1])) : [],
      form: route == .page ? FormFields.reading(String(decoding: body, as: UTF8.self)) : [],
      cookies: cookies(head.headers), address: peer.address, isSecure: peer.isSecure, isLocal: peer.isThisMachine)
    guard route != .health else { return send(route, PageResponse(body: Array("ok\n".utf8)), to: head.method) }
    let (server, own) = (server, NIOLoopBound(self, eventLoop: context.eventLoop))
    let lane = route == .page ? server.handlers.lane(request) : .looking
    guard server.enter(lane, peer.address) else {
      return say(
        route, 503,
        Bilingual(
          "Nhiều người đang đăng nhập; đợi vài giây rồi thử lại.",
          "Many users are logging in; wait a few seconds and try again."),
        headers: [("retry-after", "5")], isWhole: true)
    }
    server.queue(for: route, lane).async {
      let answer = Result { try server.answer(route, request, body) }
      server.leave(lane, peer.address)
      own.eventLoop.execute {
        switch answer {
        case .success(let answer): own.value.send(route, answer, to: head.method)
        case .failure(let error): own.value.refuse(route, error, isWhole: true)
        }
      }
    }
  }

  private func peer(_ head: HTTPRequestHead) -> Peer {
    Peer(address, head.headers, hasTLS: server.options.tls != nil, isBehindProxy: server.options.isBehindProxy)
  }

  private func cookies(_ headers: HTTPHeaders) -> [String: String] {
    var cookies: [String: String] = [:]
    for pair in headers["cookie"].flatMap({ $0.split(separator: ";") }) {
      let parts = pair.split(separator: "=", maxSplits: 1).map { String($0.drop { $0 == " " }) }
      if parts.count == 2 { cookies[parts[0]] = parts[1] }
    }
    return cookies
  }

  var address: String { context?.channel.remoteAddress?.ipAddress ?? "" }

  /// Sends the status and the sentence of an error.
  func refuse(_ route: ServerFigures.Route, _ error: any Error, isWhole: Bool) {
    if let refusal = error as? any Refusal {
      say(route, server.handlers.status(refusal), server.handlers.words(refusal), isWhole: isWhole)
    } else {
      server.note(error)
      say(
        route, 500,
        Bilingual(
          "Lỗi của máy chủ, đã ghi vào nhật ký; hãy báo người quản trị.",
          "A fault of the server, written to its log; tell the administrator."), isWhole: isWhole)
    }
  }

  /// Sends a sentence instead of an answer; the connection is closed afterwards, once the rest of the request has been
  /// read.
  ///
  /// - Parameter isWhole: whether the request is complete.
  func say(
    _ route: ServerFigures.Route, _ status: Int, _ words: Bilingual, headers: [(name: String, value: String)] = [],
    isWhole: Bool = false
  ) {
    keepsAlive = false
    var answer = PageResponse(status: status, words: words)
    answer.headers += headers
    send(route, answer, to: .GET, isWhole: isWhole)
  }

  private func send(
    _ route: ServerFigures.Route, _ answer: PageResponse, to method: HTTPMethod, isWhole: Bool = true
  ) {
    guard let context, context.channel.isActive else { return }
    server.figures.count { $0.requests[.init(route: route, status: answer.status), default: 0] += 1 }
    var headers = HTTPHeaders(answer.headers.map { ($0.name, $0.value) })
    headers.add(name: "content-length", value: String(answer.body.count))
    // HSTS: a browser that was here once uses https from then on, whatever somebody in between answers.
    if route == .page, server.options.tls != nil {
      headers.add(name: "strict-transport-security", value: "max-age=31536000")
    }
    if !keepsAlive || server.isStopping { headers.add(name: "connection", value: "close") }
    let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: answer.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if method != .HEAD {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
    }
    let own = NIOLoopBound(self, eventLoop: context.eventLoop)
    stage = isWhole ? .answering : .draining
    gate.isShut = false
    let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if isWhole { written.whenSuccess { own.value.isDone() } } else { lastWords = written }
  }
}
