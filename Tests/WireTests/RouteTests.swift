import BadLine
import Foundation
import HubServer
import PageRequests
import Sync
import TestSupport
import Testing
import Wording

/// How the server answers requests of all kinds.
@Suite struct HubDoors {
  private func hub(
    _ idle: Double = 20, connections: Int = 512,
    page: @escaping @Sendable (PageRequest) throws -> PageResponse = { _ in .notFound }
  ) throws -> Hub { try Hub(idle: idle, connections: connections, page: page) { Echo($0) } }

  private func get(_ hub: Hub, _ path: String, _ method: String = "GET") throws -> String {
    try RawClient.ask(hub.server.port, "\(method) \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
  }

  @Test func healthAndFiguresAreToldToTheWatcher() throws {
    let hub = try hub()
    #expect(try get(hub, "/health").hasSuffix("\r\n\r\nok\n"))
    try hub.carrier().exchange({ nil }, { _ in })
    let metrics = try get(hub, "/metrics")
    #expect(metrics.contains("vanthu_hub_requests_total{door=\"exchange\",status=\"200\"} 1\n"))
    #expect(metrics.contains("vanthu_hub_requests_total{door=\"health\",status=\"200\"} 1\n"))
    #expect(metrics.hasSuffix("vanthu_hub_entries 7\n"))
    for line in metrics.split(separator: "\r\n\r\n", maxSplits: 1)[1].split(separator: "\n") where line.first != "#" {
      #expect(line.split(separator: " ").count == 2 && Int(line.split(separator: " ")[1]) != nil, "\(line)")
    }
  }

  @Test func figuresAreToldOnlyWhereItIsSaid() throws {
    let through =
      "GET /metrics HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 127.0.0.1, 10.1.2.3\r\nConnection: close\r\n\r\n"
    // A proxy on this machine that names no client looks like a program on this machine.
    let hub = try Hub(showsMetricsToAll: false) { Echo($0) }
    let answer = try get(hub, "/metrics")
    #expect(answer.hasPrefix("HTTP/1.1 404") && !answer.contains("vanthu_hub"))
    let open = try Hub { Echo($0) }
    #expect(try RawClient.ask(open.server.port, through).contains("vanthu_hub_entries 7"))
  }

  @Test func figuresMayHaveAnAddressOfTheirOwn() throws {
    let free = try OneAnswer([[]])
    free.stop()
    let hub = try Hub(showsMetricsToAll: false, metricsPort: free.port) { Echo($0) }
    func ask(_ path: String) throws -> String {
      try RawClient.ask(free.port, "GET \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    }
    #expect(try ask("/metrics").contains("vanthu_hub_entries 7"))
    #expect(try ask("/health").contains("200 OK"))
    #expect(try ask("/").hasPrefix("HTTP/1.1 404"))
    let exchange = "POST /v1/exchange HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"
    #expect(try RawClient.ask(free.port, exchange).hasPrefix("HTTP/1.1 404") && hub.seen.now.begun == 0)
  }

  @Test func whomAProxyDoesNotNameIsNobodyOfThisMachine() throws {
    let hub = try Hub(isBehindProxy: true, page: { PageResponse(html: "\($0.address) \($0.isLocal)") }) { Echo($0) }
    #expect(try get(hub, "/").hasSuffix("127.0.0.1 false"))
  }

  @Test func aRequestNamesItsServerOnce() throws {
    let hub = try hub()
    for (head, status) in [
      ("GET /health HTTP/1.1\r\n", "400"), ("GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n", "400"),
      ("GET /health HTTP/1.1\r\nHost: a\r\n", "200"), ("GET /health HTTP/1.0\r\n", "200"),
    ] {
      let answer = try RawClient.ask(hub.server.port, "\(head)Connection: close\r\n\r\n")
      #expect(answer.split(separator: " ").dropFirst().first ?? "" == status, "\(head): \(answer)")
    }
  }

  /// A host name that a stranger points at this server is not the hub's: no page is sent for it. Stations are known by
  /// their keys.
  @Test(arguments: [
    ("h", true), ("H:8443", true), ("h.", true), ("localhost:80", true), ("127.0.0.1", true), ("192.0.2.7:8443", true),
    ("[::1]:8443", true), ("[2001:db8::1]", true), ("ke-gian.example", false), ("h.ke-gian.example:8443", false),
    ("127.0.0.1.ke-gian.example", false), ("localhost.ke-gian.example", false), ("ah", false), ("", false),
    ("[h", false),
    ("h:80:80", false), ("*.", false), ("127.1", false),
  ]) func aPageIsShownInTheNamesOfTheHubOnly(host: String, isOurs: Bool) throws {
    let hub = try hub { _ in PageResponse(html: "trang") }
    func ask(_ path: String, _ method: String = "GET") throws -> String {
      let head = "\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
      return try RawClient.ask(hub.server.port, head)
    }
    for (path, method) in [("/", "GET"), ("/dang-nhap", "POST"), ("/metrics", "GET")] {
      let answer = try ask(path, method)
      #expect(answer.hasPrefix(isOurs ? "HTTP/1.1 200" : "HTTP/1.1 421"), "\(path): \(answer)")
      #expect(isOurs || answer.contains("--host TÊN-MÁY") && !answer.contains("vanthu_hub"), "\(answer)")
    }
    #expect(try ask("/health").hasPrefix("HTTP/1.1 200"))
    #expect(try ask("/v1/exchange", "POST").hasPrefix("HTTP/1.1 200") && hub.seen.now.begun == 1)
  }

  @Test func whatIsWrappedAroundABodyStaysInProportion() throws {
    let hub = try hub { _ in .notFound }
    let small = (0..<20_000).map { _ in "1;a\r\nx\r\n" }.joined()
    let head = "POST /v1/enrol HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    #expect(try RawClient.ask(hub.server.port, "\(head)\(small)0\r\n\r\n").contains("200 OK"))
    let client = try RawClient(hub.server.port)
    client.send("\(head)1;")
    var sent = 0
    while sent < 10 << 20, client.send([UInt8](repeating: 0x61, count: 16 << 10), within: 1) > 0 { sent += 16 << 10 }
    #expect(sent < 8 << 20)
    #expect(hub.seen.now.begun == 0)
  }

  @Test func aPageKnowsWhoAsksAndWhetherTheLineIsSecure() throws {
    let hub = try hub { PageResponse(html: "\($0.address) \($0.isSecure) \($0.isLocal)") }
    func ask(_ headers: String) throws -> String {
      let answer = try RawClient.ask(
        hub.server.port, "GET / HTTP/1.1\r\nHost: h\r\n\(headers)Connection: close\r\n\r\n")
      return String(answer.split(separator: "\r\n\r\n")[1])
    }
    #expect(try ask("") == "127.0.0.1 false true")
    #expect(try ask("X-Forwarded-For: 1.1.1.1, 10.1.2.3\r\nX-Forwarded-Proto: https\r\n") == "10.1.2.3 true false")
    #expect(try ask("X-Forwarded-For: \r\nX-Forwarded-Proto: http\r\n") == "127.0.0.1 false true")
  }

  @Test func whoLooksHoldsNoExchangeUp() throws {
    let hub = try hub { _ in
      Thread.sleep(forTimeInterval: 1)
      return PageResponse(html: "slow")
    }
    let client = try RawClient(hub.server.port)
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    usleep(50_000)
    let start = Date()
    try hub.carrier().exchange({ nil }, { _ in })
    #expect(Date().timeIntervalSince(start) < 0.7)
    #expect(client.read(until: "slow").contains("200 OK"))
  }

  @Test func aStationEnrolsWithASmallRequest() throws {
    let hub = try hub()
    let carrier = try hub.carrier()
    #expect(try carrier.post("/v1/enrol", Array("7".utf8)) == Array(#"{"station":7}"#.utf8))
    #expect(throws: CarrierFailure.refused(status: 422, Sentence.no.words)) {
      try carrier.post("/v1/enrol", Array("{}".utf8))
    }
    #expect(try carrier.post("/v1/enrol", [UInt8](repeating: 0x31, count: 64 << 10)).count == (64 << 10) + 12)
  }

  @Test func whatIsTooLargeForItsDoorIsRefusedHoweverItIsSent() throws {
    let hub = try hub()
    let carrier = try hub.carrier()
    do {
      _ = try carrier.post("/v1/enrol", [UInt8](repeating: 0x31, count: (64 << 10) + 1))
      Issue.record("taken")
    } catch CarrierFailure.refused(let status, _) { #expect(status == 413) }
    let chunk = String(repeating: "x", count: 0x8000)
    let answer = try RawClient.ask(
      hub.server.port,
      """
      POST /form HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n8000\r\n\(chunk)\r\n8000\r\n\(chunk)\r\n\
      8000\r\n\(chunk)\r\n0\r\n\r\n
      """
    )
    #expect(answer.hasPrefix("HTTP/1.1 413"))
  }

  @Test func aPageGetsPathQueryCookiesAndForm() throws {
    let hub = try hub { request in
      PageResponse(
        status: 200, headers: [("set-cookie", "s=1; HttpOnly")],
        body: Array(
          """
          \(request.method) \(request.path) \(request.query) \(request.cookies.sorted { $0.key < $1.key }) \
          \(request.form)
          """
          .utf8))
    }
    let answer = try RawClient.ask(
      hub.server.port,
      """
      POST /tim?q=B%E1%BA%A3o+L%E1%BA%A1c&x HTTP/1.1\r\nHost: h\r\nCookie: a=1; b=x=y\r\nContent-Length: 11\r\n\
      Connection: close\r\n\r\nmk=%31%zz&=
      """
    )
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nset-cookie: s=1; HttpOnly\r\n"))
    #expect(answer.contains(#"POST /tim [(name: "q", value: "Bảo Lạc"), (name: "x", value: "")]"#))
    #expect(answer.contains(#"[(key: "a", value: "1"), (key: "b", value: "x=y")]"#))
    #expect(answer.hasSuffix(#"[(name: "mk", value: "1%zz"), (name: "", value: "")]"#))
    #expect(try get(hub, "/", "HEAD").hasSuffix("\r\n\r\n"))
  }

  @Test func whatNobodyServesIsSaidInASentence() throws {
    let hub = try hub()
    #expect(try get(hub, "/nowhere").contains("404 Not Found"))
    #expect(try get(hub, "/nowhere").contains("Không có trang này"))
    #expect(try get(hub, "/v1/exchange").hasPrefix("HTTP/1.1 405"))
    #expect(try get(hub, "/", "DELETE").hasPrefix("HTTP/1.1 405"))
  }

  @Test func headsThatAreTooLongOrNoHTTPAreRefused() throws {
    let hub = try hub()
    let long = String(repeating: "x", count: 20_000)
    #expect(
      try RawClient.ask(hub.server.port, "GET / HTTP/1.1\r\nHost: h\r\nX: \(long)\r\n\r\n").hasPrefix("HTTP/1.1 431"))
    #expect(try RawClient.ask(hub.server.port, "GET /\(long) HTTP/1.1\r\nHost: h\r\n\r\n").hasPrefix("HTTP/1.1 431"))
    let many = String(repeating: "X: 1\r\n", count: 100)
    #expect(try RawClient.ask(hub.server.port, "GET / HTTP/1.1\r\nHost: h\r\n\(many)\r\n").hasPrefix("HTTP/1.1 431"))
    #expect(try RawClient.ask(hub.server.port, "\u{1}\u{2}nonsense\r\n\r\n").hasPrefix("HTTP/1.1 400"))
    #expect(try get(hub, "/health").contains("200 OK"))
  }

  @Test func aHeadThatTricklesIsNotWaitedFor() throws {
    let hub = try hub(0.6)
    let client = try RawClient(hub.server.port)
    let start = Date()
    client.send("POST /v1/enrol HTTP/1.1\r\nHost: h\r\nX: ")
    while Date().timeIntervalSince(start) < 20, client.send("x") == 1, !client.isEnded(within: 0.06) {}
    #expect(Date().timeIntervalSince(start) < 10)
  }

  @Test func whoComesWhenAllPlacesAreTakenIsAskedToComeAgain() throws {
    let hub = try hub(connections: 2)
    let stations = try (0..<2).map { _ in
      let station = try RawClient(hub.server.port)
      station.send(
        "POST /v1/exchange HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\n\(String(repeating: "x", count: 90))")
      #expect(station.read(until: "xxx").contains("200 OK"))
      return station
    }
    let third = try get(hub, "/health")
    #expect(third.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n") && third.contains("retry-after: 30\r\n"))
    let carrier = try hub.carrier()
    do {
      try carrier.exchange({ nil }, { _ in })
      Issue.record("served")
    } catch let failure as CarrierFailure {
      guard case .refused(503, _) = failure else { Issue.record(failure); return }
      #expect(failure.mayPass && carrier.retryAfter == 30)
    }
    withExtendedLifetime(stations) {}
  }

  @Test func twoRequestsAtOnceOnOneConnectionAreNotTaken() throws {
    let hub = try hub()
    let client = try RawClient(hub.server.port)
    client.send(
      """
      POST /v1/exchange HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\nPOST /v1/exchange HTTP/1.1\r\nHost: h\r\n\
      Content-Length: 0\r\n\r\n
      """
    )
    #expect(client.isEnded(within: 5))
    #expect(try get(hub, "/health").contains("200 OK"))
  }
}
