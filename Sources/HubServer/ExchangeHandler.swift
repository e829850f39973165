import NIOCore
import NIOHTTP1

/// The handler of one exchange: passes parts of the request to the hub as they come, and writes parts of the answer as
/// they are made.
///
/// At most 64 KiB wait for the hub, and as much is being processed. While the station does not read the answer, the hub
/// is given nothing more and asked for nothing, and the connection is not read.
final class ExchangeHandler {
  /// How much of the request may wait, in bytes, before reading stops; one more read may come on top.
  private static let most = 48 << 10
  /// How much is written at once, in bytes; a connection of 1 kB/s transfers it within the idle time.
  private static let piece = 8 << 10
  /// How much of an answer the hub makes, in bytes, before other exchanges have their turn; a small answer is sent in
  /// one piece.
  private static let turn = 16 << 10

  var held: [UInt8] = []
  var hasEnded = false
  private(set) var isWorking = false
  /// Who is speaking, as the hub said last.
  private(set) var caller = Caller.nobody
  /// Answers shorter than this, in bytes, are held back until there is more.
  private static let least = 48
  private var few: [UInt8] = []
  /// The part of the answer that waits to be written.
  private var answer = ByteBuffer()
  private var isFinished = false
  private var hasBegunToAnswer = false
  private var hasEndedAnswer = false
  private let work: HubWork
  private let conversation: HTTPConnectionHandler

  /// The exchange of a station, or of one whose packet is carried.
  private let route: ServerFigures.Route

  init(_ conversation: HTTPConnectionHandler, _ route: ServerFigures.Route) {
    self.conversation = conversation
    self.route = route
    let handlers = conversation.server.handlers
    work = HubWork(route == .carry ? handlers.carry : handlers.exchange, conversation.address)
  }

  /// Does whatever can be done now.
  func step() {
    deliver()
    defer { conversation.gate.isShut = held.count >= ExchangeHandler.most }
    guard let context = conversation.context, !isWorking, !isFinished, answer.readableBytes == 0,
      context.channel.isWritable
    else { return }
    if !held.isEmpty || hasEnded {
      let (fed, isWhole) = (held, hasEnded)
      held = []
      perform { work in
        var bytes = fed.isEmpty ? [] : try work.feed(fed)
        // A request that came at once is answered at once.
        guard isWhole else { return (bytes, false) }
        while bytes.count < ExchangeHandler.turn {
          guard let part = try work.next() else { return (bytes, true) }
          bytes += part
        }
        return (bytes, false)
      }
    }
  }

  /// Runs a piece of work on the hub's queue; it returns the bytes of the answer and whether these are the last.
  private func perform(_ body: @escaping @Sendable (HubWork) throws -> (bytes: [UInt8], isLast: Bool)) {
    isWorking = true
    let work = work
    let own = NIOLoopBound(self, eventLoop: conversation.context.eventLoop)
    conversation.server.queue.async {
      let result = Result { try body(work) }
      let caller = work.caller
      own.eventLoop.execute { own.value.isWorked(result, caller) }
    }
  }

  private func isWorked(_ result: Result<(bytes: [UInt8], isLast: Bool), any Error>, _ caller: Caller) {
    isWorking = false
    self.caller = caller
    if caller == .proved { conversation.isProved() }
    conversation.gate.touch()
    guard conversation.context != nil else { return }
    switch result {
    case .success(let part):
      let bytes = few + part.bytes
      isFinished = part.isLast
      // The head of an answer is useless by itself, and would be a packet of its own.
      let waits = !hasBegunToAnswer && !isFinished && bytes.count < ExchangeHandler.least
      few = waits ? bytes : []
      answer = ByteBuffer(bytes: waits ? [] : bytes)
      step()
    case .failure(let error): fail(error)
    }
  }

  private func deliver() {
    guard let context = conversation.context, context.channel.isActive else { return }
    while context.channel.isWritable, !hasEndedAnswer {
      let part = answer.readSlice(length: min(answer.readableBytes, ExchangeHandler.piece)) ?? ByteBuffer()
      let isAll = isFinished && answer.readableBytes == 0
      guard part.readableBytes > 0 || isAll else { break }
      beginToAnswer(context, size: isAll ? part.readableBytes : nil)
      if part.readableBytes > 0 {
        context.write(conversation.wrapOutboundOut(.body(.byteBuffer(part))), promise: nil)
      }
      if isAll { end(context) }
      context.flush()
    }
  }

  private func end(_ context: ChannelHandlerContext) {
    let own = NIOLoopBound(conversation, eventLoop: context.eventLoop)
    hasEndedAnswer = true
    conversation.stage = .answering
    context.write(conversation.wrapOutboundOut(.end(nil))).whenSuccess { own.value.isDone() }
  }

  /// - Parameter size: the length of the answer, where it is known; `content-length` takes fewer bytes than chunks.
  private func beginToAnswer(_ context: ChannelHandlerContext, size: Int?) {
    guard !hasBegunToAnswer else { return }
    hasBegunToAnswer = true
    conversation.server.figures.count { $0.requests[.init(route: route, status: 200), default: 0] += 1 }
    var head = HTTPResponseHead(version: .http1_1, status: .ok)
    if let size { head.headers.add(name: "content-length", value: String(size)) }
    if conversation.server.isStopping { head.headers.add(name: "connection", value: "close") }
    context.write(conversation.wrapOutboundOut(.head(head)), promise: nil)
  }

  private func fail(_ error: any Error) {
    guard hasBegunToAnswer, let context = conversation.context else {
      return conversation.refuse(route, error, isWhole: hasEnded)
    }
    conversation.server.note(error)
    // What was sent before remains valid; the missing last chunk says that the answer is incomplete.
    conversation.stage = .draining
    let channel = context.channel
    context.writeAndFlush(conversation.wrapOutboundOut(.body(.byteBuffer(ByteBuffer()))))
      .whenComplete { _ in channel.close(promise: nil) }
  }

  /// Informs the hub that the connection dropped, unless its work is over.
  func lineBroke() {
    conversation.server.figures.count { $0.cut += 1 }
    let work = work
    conversation.server.queue.async { work.cut() }
  }
}

/// The hub's side of an exchange; used only on the hub's queue.
final class HubWork: @unchecked Sendable {
  private let begin: @Sendable (_ address: String) throws -> any ExchangeAnswer
  private let address: String
  private var answer: (any ExchangeAnswer)?
  private var isOver = false

  init(_ begin: @escaping @Sendable (_ address: String) throws -> any ExchangeAnswer, _ address: String) {
    self.begin = begin
    self.address = address
  }

  var caller: Caller { answer?.caller ?? .nobody }

  func feed(_ bytes: [UInt8]) throws -> [UInt8] { try untilItThrows { try $0.feed(bytes) } }

  func next() throws -> [UInt8]? {
    let part = try untilItThrows { try $0.next() }
    isOver = part == nil
    return part
  }

  func cut() {
    guard !isOver else { return }
    isOver = true
    answer?.cut()
  }

  private func untilItThrows<T>(_ body: (any ExchangeAnswer) throws -> T) throws -> T {
    do {
      let answer = try answer ?? begin(address)
      self.answer = answer
      return try body(answer)
    } catch {
      isOver = true
      throw error
    }
  }
}
