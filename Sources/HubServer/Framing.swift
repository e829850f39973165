import NIOCore

/// Keeps what HTTP wraps around a body in proportion to it: chunk extensions and empty lines are read and discarded,
/// and could go on for ever.
///
/// It is placed between TLS and the decoder.
final class Framing: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// Room, in bytes, for a head, and for a read that is not decoded yet.
  private static let allowance = 64 << 10
  /// A body in chunks of one byte has six bytes of framing for each.
  private static let factor = 8

  private var all = 0
  private var body = 0
  private let isTooMuch: () -> Void

  init(_ isTooMuch: @escaping () -> Void) { self.isTooMuch = isTooMuch }

  /// Records that so many bytes of body were decoded.
  func found(_ count: Int) { body += count }

  /// Called at the end of a request.
  func begin() { (all, body) = (0, 0) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    all += unwrapInboundIn(data).readableBytes
    guard all - body <= Framing.allowance + Framing.factor * body else { return isTooMuch() }
    context.fireChannelRead(data)
  }
}
