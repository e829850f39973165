import NIOCore

/// Sees that what HTTP wraps around a body stays in proportion to it: chunk extensions and empty lines are read and thrown away, and
/// would be so for ever.
///
/// It stands between TLS and the decoder.
final class Framing: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// What a head may be, and a read that is not decoded yet.
  private static let allowance = 64 << 10
  /// A body in chunks of one byte has six bytes for each.
  private static let factor = 8

  private var all = 0
  private var body = 0
  private let isTooMuch: () -> Void

  init(_ isTooMuch: @escaping () -> Void) { self.isTooMuch = isTooMuch }

  /// So much of a body was in what came.
  func found(_ count: Int) { body += count }

  /// Another request begins.
  func begin() { (all, body) = (0, 0) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    all += unwrapInboundIn(data).readableBytes
    guard all - body <= Framing.allowance + Framing.factor * body else { return isTooMuch() }
    context.fireChannelRead(data)
  }
}
