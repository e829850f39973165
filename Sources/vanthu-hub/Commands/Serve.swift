import CommandWords
import Dispatch
import DurableFile
import Exchange
import Glibc
import Hub
import HubPage
import HubServer
import Wording

extension HubCommand {
  static let serve = HubCommand(
    "serve", aliases: ["phuc-vu"], Bilingual("trả lời các trạm qua mạng", "serve stations over the network"),
    detail: Bilingual(
      """
      Chứng thư TLS: --certificate và --key, mặc định tls/cert.pem và tls/key.pem trong thư mục dữ liệu. --plain không \
      dùng TLS: chỉ sau một proxy có TLS trên cùng máy, hoặc để thử; ra ngoài máy này thì phải thêm --insecure. Trang \
      xem của tỉnh ở cùng địa chỉ, cho ai có tài khoản (account add); --no-page thì không có trang. --mark ghi thêm \
      dấu thứ hai của dữ liệu vào một tệp ở ổ đĩa khác, để biết khi dữ liệu bị lùi về bản cũ; không ghi được thì nói ở \
      stderr. Số liệu /metrics chỉ có khi ghi --metrics-listen (một địa chỉ riêng) hay --metrics (cùng địa chỉ, cho \
      mọi máy). SIGHUP nạp chứng thư mới. Dừng bằng Ctrl-C hoặc SIGTERM: lần gửi nhận đang chạy được làm xong.
      """,
      """
      Its TLS certificate: --certificate and --key, default tls/cert.pem and tls/key.pem in the folder of the data. \
      --plain disables TLS: behind a proxy on the same machine that has it, or for testing; beyond this machine only \
      with --insecure. The page of the province is at the same address, for users with an account (account add); \
      --no-page disables it. --mark keeps a second mark of the data in a file on another disk, which shows when the \
      data was rolled back; one that cannot be written is reported on stderr. The figures of /metrics are served only \
      with --metrics-listen (at a separate address) or --metrics (here, to all machines). SIGHUP loads a new \
      certificate. Ctrl-C or SIGTERM stops it, after running requests are done.
      """),
    parameters: [
      .option(
        "listen", .text, Bilingual("địa chỉ", "address"),
        help: Bilingual("mặc định 127.0.0.1:8443", "default: 127.0.0.1:8443")),
      .flag("plain", Bilingual("không TLS", "without TLS")),
      .flag("insecure", Bilingual("cho phép --plain ra ngoài máy này", "allow --plain beyond this machine")),
      .option("certificate", .file, Bilingual("chứng thư, PEM", "certificate, PEM")),
      .option("key", .file, Bilingual("khóa của chứng thư, PEM", "its key, PEM")),
      .flag("no-page", Bilingual("không có trang xem", "without the page")),
      .option("mark", .file, Bilingual("dấu thứ hai của dữ liệu", "a second mark of the data")),
      .flag("metrics", Bilingual("/metrics cho mọi máy", "/metrics for all machines")),
    ] + Standing.parameters,
    examples: [
      .init(
        "vanthu-hub serve --data /var/lib/vanthu-hub --listen 0.0.0.0:8443", "phục vụ cả tỉnh", "the entire province")
    ]
  ) { options, arguments in
    let (host, port) = try address(arguments["listen"] ?? "127.0.0.1:8443")
    guard !arguments.flag("plain") || arguments.flag("insecure") || isThisMachine(host) else {
      throw ServeRefusal.inTheClear(host)
    }
    var standing = ServerOptions(host: host, port: port, tls: try certificate(options, arguments))
    try Standing.apply(arguments, &standing)
    if let metrics = standing.metrics, metrics == (host, port), port != 0 {
      throw MetricsAddressRefusal(address: "\(host):\(port)")
    }
    if !arguments.flag("no-page") { Standing.warnOfNoName(standing, options.language) }
    let told = ToldSignals()
    let lock = try ServeLock(options.data)
    defer { withExtendedLifetime(lock) {} }
    let data = try Hub.open(options.data, mark: arguments["mark"])
    for trouble in data.markTroubles { printError("vanthu-hub", trouble.words[options.language]) }
    if let doubt = try data.clockDoubt() { printError("vanthu-hub", doubt.words[options.language]) }
    let hub = try HubService(data, hasPage: !arguments.flag("no-page"))
    let server = try HubServer.start(standing, hub.handlers, on: hub.queue)
    let scheme = arguments.flag("plain") ? "http" : "https"
    do { try hub.began(at: "\(scheme)://\(host):\(server.port)") } catch {
      server.stop()
      throw error
    }
    writeError(
      Bilingual("Đang phục vụ ở \(scheme)://\(host):\(server.port)", "Serving at \(scheme)://\(host):\(server.port)")[
        options.language]
        + "\n")
    server.serve(until: told) { result in
      Standing.renewed(result, options.language)
      hub.renewed(result)
    }
    try hub.ended()
    return Outcome(lines: [], json: nil)
  }

  static func address(_ typed: String) throws -> (String, Int) {
    guard let colon = typed.lastIndex(of: ":"), let port = Int(typed[typed.index(after: colon)...]),
      (0...65_535).contains(port)
    else { throw AddressRefusal(typed: typed) }
    return (String(typed[..<colon]), port)
  }

  /// Whether only this machine can connect to the address.
  private static func isThisMachine(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return host == "localhost" || host == "::1" || host == "[::1]"
      || parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func certificate(_ options: HubOptions, _ arguments: Arguments) throws -> ServerOptions.TLSFiles? {
    guard !arguments.flag("plain") else { return nil }
    let files = ServerOptions.TLSFiles(
      certificate: arguments["certificate"] ?? "\(options.data)/tls/cert.pem",
      key: arguments["key"] ?? "\(options.data)/tls/key.pem")
    guard Folder.leadsSomewhere(files.certificate) else { throw ServeRefusal.noCertificate(files.certificate) }
    return files
  }
}

/// The hub's request handlers for the server. The hub is used on its queue, readers of its data on other queues; each
/// one call at a time.
private final class HubService: @unchecked Sendable {
  let queue = DispatchQueue(label: "hub")
  private let hub: Hub
  private let reader: HubReader
  private let pen: AuditPen
  private let identity: HubIdentity
  /// Created in `began`, where it is resumed at once: releasing a source that was never resumed crashes the program.
  private var tidying: (any DispatchSourceTimer)?
  private var page: ProvincePage?

  init(_ hub: Hub, hasPage: Bool) throws {
    self.hub = hub
    reader = try HubReader(of: hub)
    pen = try AuditPen(of: hub) { Int(ProcessEnvironment.milliseconds()) }
    identity = hub.identity
    guard hasPage else { return }
    // Used on the queue only.
    nonisolated(unsafe) let hub = hub
    // The page has a reader of its own, because it has its own lock.
    page = ProvincePage(
      try HubReader(of: hub),
      writer: HubWriter { [queue] body in try queue.sync { try body(hub) } }, pen: pen)
  }

  /// Schedules tidying: a minute after the start and then every hour, between two pieces of the hub's work.
  private func tidyNowAndThen() {
    let tidying = DispatchSource.makeTimerSource(queue: queue)
    tidying.schedule(deadline: .now() + 60, repeating: 3_600)
    tidying.setEventHandler { [hub] in
      do { try hub.tidy() } catch { printError("vanthu-hub", FaultLog.summary(of: error)) }
    }
    tidying.resume()
    self.tidying = tidying
  }

  func began(at address: String) throws {
    tidyNowAndThen()
    try pen.rotateIfDue()
    try pen.write(AuditEvent(.hubStarted, by: .local(), on: address))
  }

  /// Logs that a new certificate was loaded, or was refused and the old one stays.
  func renewed(_ result: Result<Int?, any Error>) {
    let event: AuditEvent
    switch result {
    // Without TLS there is no certificate.
    case .success(nil): return
    case .success(let days?): event = AuditEvent(.certificateTaken, by: .local(), on: "\(days)")
    case .failure(let error):
      event = AuditEvent(.commandRefused, by: .local(), on: "\(AuditEvent.kind(of: error)) SIGHUP")
    }
    do { try pen.write(event) } catch { printError("vanthu-hub", FaultLog.summary(of: error)) }
  }

  func ended() throws {
    try pen.finish()
    try pen.write(AuditEvent(.hubStopped, by: .local()))
  }

  var handlers: HubHandlers {
    HubHandlers(
      exchange: { address in AuditedAnswer(self.hub, self.pen, address) },
      carry: { address in AuditedCarriage(self.hub, self.pen, address) },
      enrol: enrol,
      identity: {
        var identity = self.identity
        (identity.program, identity.time) = (Release.version, Int(ProcessEnvironment.milliseconds()))
        return try identity.json
      },
      station: { json in try self.reader.standing(json: json, at: self.identity.fingerprint).json },
      metrics: {
        try self.reader.figures().metrics + self.reader.serviceFigures().metrics + self.reader.markMetrics
          + self.pen.metrics
      },
      page: { request in try self.page?.answer(request) ?? .notFound },
      lane: { request in self.page?.lane(of: request) ?? .looking },
      status: HubService.status, words: HubService.words,
      fault: { error in printError("vanthu-hub", FaultLog.summary(of: error)) })
  }
}

extension HubService {
  fileprivate static func status(_ refusal: any Refusal) -> Int {
    if case EnrolmentRefusal.tooManyTries = refusal { return 429 }
    if case CarryRefusal.carriesTooMuch = refusal { return 429 }
    return refusal is HubStorageRefusal ? 507 : 403
  }

  /// The sentence of a refusal for a station or a reader of the page. What is wrong with the hub's disk is logged for
  /// its administrator, with the path.
  fileprivate static func words(_ refusal: any Refusal) -> Bilingual {
    guard let refusal = refusal as? HubStorageRefusal else { return refusal.words }
    printError("vanthu-hub", refusal.words.vietnamese)
    return refusal.wordsForClerks
  }

  /// Handles an enrolment. Trying a code takes time: this is not done on the hub's queue, and one after another, which
  /// limits the pace of guessing.
  fileprivate func enrol(_ address: String, _ json: [UInt8]) throws -> [UInt8] {
    var actor = AuditActor(who: "?", from: address)
    do {
      let tried = try queue.sync { try hub.look(atEnrolment: json, over: .line, from: .line(address)) }
      actor = AuditActor(who: tried.station, from: address)
      let proof = try tried.proof()
      return try queue.sync { try hub.acting(actor) { try hub.enrol(proof) } }.json
    } catch let refusal as EnrolmentRefusal {
      pen.refused(.enrolmentRefused, by: actor, AuditEvent.kind(of: refusal))
      throw refusal
    }
  }
}

/// Not an address.
struct AddressRefusal: UsageRefusal, Equatable {
  let typed: String

  var words: Bilingual {
    Bilingual(
      "“\(typed)” không phải địa chỉ; ghi như 127.0.0.1:8443.",
      "“\(typed)” is not an address; write it like 127.0.0.1:8443.")
  }
}

/// `--metrics-listen` needs an address other than `--listen`.
struct MetricsAddressRefusal: UsageRefusal, Equatable {
  let address: String

  var words: Bilingual {
    Bilingual(
      "--metrics-listen trùng với --listen (\(address)); "
        + "ghi cổng khác, hoặc dùng --metrics để có /metrics ở cùng địa chỉ.",
      "--metrics-listen is the same as --listen (\(address)); "
        + "name another port, or use --metrics for /metrics at that address."
    )
  }
}

enum ServeRefusal: Refusal, Equatable {
  case noCertificate(String)
  case inTheClear(String)

  var words: Bilingual {
    switch self {
    case .inTheClear(let host):
      Bilingual(
        "Không phục vụ ở \(host) mà không có TLS: ai trên mạng cũng đọc được văn bản. Bỏ --plain và đặt chứng thư, "
          + "hoặc --listen 127.0.0.1:… sau một proxy; chỉ mạng riêng đã mã hóa mới thêm --insecure.",
        "Not served at \(host) without TLS: anyone on the network could read the documents. "
          + "Leave --plain out and set a certificate, or --listen 127.0.0.1:… behind a proxy; "
          + "add --insecure only on a network that encrypts by itself."
      )
    case .noCertificate(let path):
      Bilingual(
        "Không có chứng thư \(path); đặt chứng thư PEM vào đó, chỉ chỗ khác bằng --certificate và --key, "
          + "hoặc thêm --plain nếu có proxy lo TLS.",
        "There is no certificate \(path); put a PEM certificate there, name another with --certificate and --key, "
          + "or add --plain behind a proxy that has TLS."
      )
    }
  }
}
