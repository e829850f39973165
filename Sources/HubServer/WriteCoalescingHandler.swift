import NIOCore

/// Coalesces writes until the flush: one TLS record and one packet, instead of one for each part of the HTTP response.
final class WriteCoalescingHandler: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var gathered = ByteBuffer()
  private var promise: EventLoopPromise<Void>?

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    var part = unwrapOutboundIn(data)
    gathered.writeBuffer(&part)
    guard let promise else { return }
    if let first = self.promise { first.futureResult.cascade(to: promise) } else { self.promise = promise }
  }

  func flush(context: ChannelHandlerContext) {
    if gathered.readableBytes > 0 {
      let (whole, told) = (gathered, promise)
      gathered = ByteBuffer()
      promise = nil
      context.write(wrapOutboundOut(whole), promise: told)
    }
    context.flush()
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    self.promise?.fail(ChannelError.ioOnClosedChannel)
    self.promise = nil
    context.close(mode: mode, promise: promise)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    promise?.fail(ChannelError.ioOnClosedChannel)
    promise = nil
  }
}
