import NIOCore

/// The first handler of a connection: counts what moves, and stops reading while too much waits to be worked on.
///
/// It stands before TLS, so it counts what travels.
final class LineGate: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// When something moved last, either way.
  private(set) var movedAt = NIODeadline.now()
  /// How many bytes have, both ways.
  private(set) var moved = 0
  private let figures: ServerFigures
  private var context: ChannelHandlerContext?
  private var wantsRead = false

  init(_ figures: ServerFigures) { self.figures = figures }

  var isShut = false {
    didSet {
      guard oldValue, !isShut, wantsRead else { return }
      wantsRead = false
      context?.read()
    }
  }

  /// Closes the socket without a word to those behind.
  func cutOff() { context?.close(promise: nil) }

  /// Something was done that counts as movement.
  func touch() { movedAt = .now() }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }
  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func read(context: ChannelHandlerContext) {
    if isShut { wantsRead = true } else { context.read() }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let count = unwrapInboundIn(data).readableBytes
    movedAt = .now()
    moved += count
    figures.count { $0.received += count }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let count = unwrapOutboundIn(data).readableBytes
    let sent = promise ?? context.eventLoop.makePromise()
    let (gate, figures) = (NIOLoopBound(self, eventLoop: context.eventLoop), figures)
    sent.futureResult.whenSuccess {
      gate.value.movedAt = .now()
      gate.value.moved += count
      figures.count { $0.sent += count }
    }
    context.write(data, promise: sent)
  }
}
