import Dispatch
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// The hub's HTTP server.
///
/// Whatever is sent, a connection holds at most some 200 kB: what waits for the hub, what the hub works on, and what
/// waits to be written.
public final class HubServer: Sendable {
  /// The port it listens on; the chosen one if 0 was asked for.
  public let port: Int
  private let serving: ServerContext
  private let group: MultiThreadedEventLoopGroup
  private let listener: any Channel
  /// The separate listener for metrics.
  private let figures: (any Channel)?
  private let hasStopped = Mutex(false)

  /// - Parameter queue: a serial queue, on which exchanges are handled.
  /// - Throws: `ServerRefusal`.
  public static func start(
    _ options: ServerOptions, _ handlers: HubHandlers, on queue: DispatchQueue = DispatchQueue(label: "hub")
  ) throws -> HubServer {
    let serving = try ServerContext(options, handlers, queue)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      let listener = try bind(group, serving, options.host, options.port, isForFigures: false)
      let figures = try options.metrics.map { try bind(group, serving, $0.host, $0.port, isForFigures: true) }
      return HubServer(serving, group, listener, figures)
    } catch {
      try? group.syncShutdownGracefully()
      throw error
    }
  }

  private static func bind(
    _ group: MultiThreadedEventLoopGroup, _ serving: ServerContext, _ host: String, _ port: Int, isForFigures: Bool
  ) throws -> any Channel {
    do {
      return try bootstrap(group, serving, isForFigures: isForFigures).bind(host: host, port: port).wait()
    } catch {
      throw ServerRefusal.address("\(host):\(port)", (error as? IOError)?.errnoCode ?? 0)
    }
  }

  private init(
    _ serving: ServerContext, _ group: MultiThreadedEventLoopGroup, _ listener: any Channel, _ figures: (any Channel)?
  ) {
    self.serving = serving
    self.group = group
    self.listener = listener
    self.figures = figures
    port = listener.localAddress?.port ?? 0
  }

  /// Accepts no new connections, lets running requests finish within the time allowed, then closes. Returns when all is
  /// over; calling it twice does no harm.
  public func stop() {
    hasStopped.withLock { hasStopped in
      if !hasStopped { end() }
      hasStopped = true
    }
  }

  /// Reads the certificate from its files again; open connections keep the old one. If that fails, the current one
  /// stays in use.
  ///
  /// - Returns: the days until it expires; `nil` if the server has none.
  /// - Throws: `ServerRefusal`.
  public func reloadCertificate() throws -> Int? {
    try serving.certificate?.reload()
    return serving.certificate?.daysLeft
  }

  private func end() {
    let connections = serving.connections
    serving.stopSoon()
    try? listener.close().wait()
    try? figures?.close().wait()
    connections.endSoon()
    if !connections.wait(serving.options.grace) {
      connections.close()
      _ = connections.wait(.seconds(5))
    }
    // The hub's remaining work reports to the event loop, which must still exist.
    serving.enrolling.sync {}
    serving.queue.sync {}
    serving.finishPages()
    try? group.syncShutdownGracefully()
    // What the connections that were cut still had to report to the hub.
    serving.queue.sync {}
    serving.finishPages()
  }

  private static func bootstrap(
    _ group: MultiThreadedEventLoopGroup, _ serving: ServerContext, isForFigures: Bool
  ) -> ServerBootstrap {
    let idle = Int(serving.options.idle.nanoseconds / 1_000_000)
    // TCP_NOTSENT_LOWAT, which Glibc does not declare: keeps little unsent data in the kernel.
    let lowWater = NIOBSDSocket.Option(rawValue: 25)
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4096)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.socketOption(.so_keepalive), value: 1)
      .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPIDLE)), value: 10)
      .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPINTVL)), value: 5)
      .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPCNT)), value: 2)
      .childChannelOption(.tcpOption(.init(rawValue: TCP_USER_TIMEOUT)), value: idle)
      .childChannelOption(.tcpOption(lowWater), value: 32 << 10)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 16 << 10))
      .childChannelOption(.writeBufferWaterMark, value: .init(low: 16 << 10, high: 32 << 10))
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let group = AddressGroup(channel.remoteAddress?.ipAddress ?? "")
          let admission = serving.connections.admit(group, serving.options, serving.figures)
          guard admission != .closed else { return channel.close(promise: nil) }
          try add(to: channel, serving, group, isTurnedAway: admission == .turnedAway, isForFigures: isForFigures)
        }
      }
  }

  private static func add(
    to channel: any Channel, _ serving: ServerContext, _ group: AddressGroup, isTurnedAway: Bool, isForFigures: Bool
  ) throws {
    let gate = BackpressureGate(serving.figures)
    let conversation = HTTPConnectionHandler(
      serving, gate, group, isTurnedAway: isTurnedAway, isForFigures: isForFigures)
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 8 << 10
    limits.maxHeaderListSize = 16 << 10
    limits.maxHeaderFieldCount = 64
    let line = channel.pipeline.syncOperations
    try line.addHandler(gate)
    if !isForFigures, let certificate = serving.certificate {
      try line.addHandler(NIOSSLServerHandler(context: certificate.context))
    }
    try line.addHandler(conversation.framing)
    try line.addHandler(WriteCoalescingHandler())
    try line.addHandler(HTTPResponseEncoder())
    try line.addHandler(ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: limits)))
    try line.addHandler(conversation)
    serving.connections.add(channel, conversation, group, serving.figures)
    if isTurnedAway { serving.figures.count { $0.turnedAway += 1 } }
  }
}
