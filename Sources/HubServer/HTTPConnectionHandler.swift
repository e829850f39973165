import Dispatch
import NIOCore
import NIOHTTP1
import Wording

/// The handler of one connection: its requests, one after another, and the responses.
///
/// It is confined to its event loop; the hub's work is done on the hub's queue and comes back here.
final class HTTPConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  enum Stage {
    /// Waiting for a request, whose head must come in time.
    case waiting
    /// A small request is being received.
    case collecting(ServerFigures.Route, HTTPRequestHead, [UInt8])
    /// The hub works on a small request.
    case working
    /// The end of a response is being sent.
    case answering
    case exchanging(ExchangeHandler)
    /// The response is complete; the rest of the request is read and discarded, so that the client can read the
    /// response before the connection is closed.
    case draining
  }

  let server: ServerContext
  let gate: BackpressureGate
  /// Whether the server has no room for this connection.
  let isTurnedAway: Bool
  /// Whether it came in at the address for metrics only.
  let isForFigures: Bool
  /// The address group it is counted for.
  private var group: AddressGroup
  /// Whether a station has proved itself on this connection.
  private(set) var hasProved = false
  /// Whether no request has come yet.
  private(set) var isFirst = true
  /// The bytes that had moved on the connection when the request began.
  private(set) var movedBefore = 0
  private(set) lazy var framing = Framing { [weak self] in self?.refuseFraming() }
  var stage = Stage.waiting { didSet { stageAt = .now() } }
  private(set) var stageAt = NIODeadline.now()
  private(set) var context: ChannelHandlerContext!
  var keepsAlive = true
  /// The write of the last sentence on this connection.
  var lastWords: EventLoopFuture<Void>?
  private var ticking: RepeatedTask?

  init(_ server: ServerContext, _ gate: BackpressureGate, _ group: AddressGroup, isTurnedAway: Bool, isForFigures: Bool)
  {
    self.server = server
    self.gate = gate
    self.group = group
    self.isTurnedAway = isTurnedAway
    self.isForFigures = isForFigures
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    let step = TimeAmount.nanoseconds(min(1_000_000_000, server.options.idle.nanoseconds / 4))
    let own = NIOLoopBound(self, eventLoop: context.eventLoop)
    ticking = context.eventLoop.scheduleRepeatedTask(initialDelay: step, delay: step) { _ in own.value.tick() }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    ticking?.cancel()
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch (unwrapInboundIn(data), stage) {
    case (.head(let head), .waiting):
      isFirst = false
      movedBefore = gate.moved
      begin(head)
    // A request before the previous one was answered: pipelining is not supported.
    case (.head, _): context.close(promise: nil)
    case (.body(let part), .exchanging(let exchanging)):
      framing.found(part.readableBytes)
      exchanging.held.append(contentsOf: part.readableBytesView)
    case (.body(let part), .collecting(let route, let head, let body)):
      framing.found(part.readableBytes)
      guard body.count + part.readableBytes <= server.options.smallBody else { return refuseLargeBody(route) }
      // The time limit counts from the beginning.
      let began = stageAt
      stage = .collecting(route, head, body + Array(part.readableBytesView))
      stageAt = began
    case (.end, .exchanging(let exchanging)):
      exchanging.hasEnded = true
    case (.end, .collecting(let route, let head, let body)): answer(route, head, body)
    case (.end, .draining):
      let channel = context.channel
      lastWords?.whenComplete { _ in channel.close(promise: nil) }
    case (.body(let part), _): framing.found(part.readableBytes)
    case (.end, _): break
    }
  }

  /// All that came in one read is processed as one.
  func channelReadComplete(context: ChannelHandlerContext) {
    if case .exchanging(let exchanging) = stage { exchanging.step() }
    context.fireChannelReadComplete()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if case .exchanging(let exchanging) = stage { exchanging.step() }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if case .exchanging(let exchanging) = stage { exchanging.lineBroke() }
    stage = .draining
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard case .waiting = stage, let error = error as? HTTPParserError else { return context.close(promise: nil) }
    if error == .headerOverflow {
      say(.page, 431, Bilingual("Phần đầu của yêu cầu quá dài.", "The head of the request is too long."), isWhole: true)
    } else {
      say(.page, 400, Bilingual("Yêu cầu không đúng dạng HTTP.", "The request is not HTTP."), isWhole: true)
    }
  }

  /// Refuses a request whose HTTP framing is out of proportion to its body.
  private func refuseFraming() {
    switch stage {
    case .waiting, .collecting:
      say(.page, 400, Bilingual("Yêu cầu không đúng dạng HTTP.", "The request is not HTTP."), isWhole: true)
    case .working, .answering, .exchanging, .draining: cutOff()
    }
  }

  /// Called when the server stops: an idle connection is closed now, another when its request is answered.
  func endSoon() {
    keepsAlive = false
    if case .waiting = stage { context?.close(promise: nil) }
  }

  /// Records that a station has proved itself.
  func isProved() {
    guard !hasProved, let context else { return }
    hasProved = true
    server.connections.proved(context.channel)
  }

  /// Counts the connection for the address a proxy named.
  func count(for other: AddressGroup) {
    guard other != group, let context else { return }
    group = other
    server.connections.moved(context.channel, to: other, server.options, server.figures)
  }

  func isDone() {
    guard keepsAlive, !server.isStopping else {
      context?.close(promise: nil)
      return
    }
    stage = .waiting
    framing.begin()
    gate.touch()
    gate.isShut = false
  }
}
