import NIOCore

/// The first handler of a connection: counts the bytes transferred, and stops reading while too much waits to be
/// processed (backpressure).
///
/// It comes before TLS, so it counts the bytes on the wire.
final class BackpressureGate: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// When bytes last moved, in either direction.
  private(set) var movedAt = NIODeadline.now()
  /// The number of bytes that have moved, in both directions.
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

  /// Closes the socket without informing the handlers after this one.
  func cutOff() { context?.close(promise: nil) }

  /// Resets the idle timer.
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
