import NIOCore
import NIOHTTP1

/// One exchange on its way: parts of the request go to the hub as they come, parts of the answer to the line as they are made.
///
/// At most 64 KiB wait for the hub, and as much is being worked on; while the station does not take what is answered, the hub
/// is given nothing more and the line is not read.
final class Exchanging {
  /// How much of the request waits before the line is not read any more: one read more may come on top.
  private static let most = 48 << 10
  /// How much is given to the line at once; a line of 1 kB/s moves it within the idle time.
  private static let piece = 8 << 10
  /// How much more of the answer there must be before the line is told.
  private static let told = 16 << 10

  var held: [UInt8] = []
  var hasEnded = false
  private(set) var isWorking = false
  private var isFinished = false
  private var hasBegunToAnswer = false
  private var hasEndedAnswer = false
  private let outbox: Outbox
  private let work: HubWork
  private let conversation: Conversation

  init(_ conversation: Conversation) {
    self.conversation = conversation
    outbox = Outbox(folder: conversation.server.options.folder)
    work = HubWork(conversation.server.door, conversation.address)
  }

  /// Does what can be done now.
  func step() {
    deliver()
    defer { conversation.gate.isShut = held.count >= Exchanging.most }
    guard let context = conversation.context, !isWorking, !isFinished, outbox.isEmpty, context.channel.isWritable else {
      return
    }
    if !held.isEmpty {
      let bytes = held
      held = []
      perform { work, outbox in
        let answer = try work.feed(bytes)
        try outbox.append(answer)
        return false
      }
    } else if hasEnded {
      let own = NIOLoopBound(self, eventLoop: context.eventLoop)
      perform { work, outbox in
        var untold = 0
        try work.finish { bytes in
          try outbox.append(bytes)
          untold += bytes.count
          // A small answer leaves with its end, in one piece.
          guard untold >= Exchanging.told else { return }
          untold = 0
          own.eventLoop.execute { own.value.deliver() }
        }
        return true
      }
    }
  }

  /// Has the hub do a piece of work on its queue; it gives whether that was the last.
  private func perform(_ body: @escaping @Sendable (HubWork, Outbox) throws -> Bool) {
    isWorking = true
    let (work, outbox) = (work, outbox)
    let own = NIOLoopBound(self, eventLoop: conversation.context.eventLoop)
    conversation.server.queue.async {
      let result = Result { try body(work, outbox) }
      own.eventLoop.execute { own.value.isWorked(result) }
    }
  }

  private func isWorked(_ result: Result<Bool, any Error>) {
    isWorking = false
    conversation.gate.touch()
    guard conversation.context != nil else { return }
    switch result {
    case .success(let isLast):
      isFinished = isLast
      step()
    case .failure(let error): fail(error)
    }
  }

  private func deliver() {
    guard !hasEndedAnswer, let context = conversation.context, context.channel.isActive else { return }
    do {
      while context.channel.isWritable, !hasEndedAnswer {
        let part = try outbox.take(Exchanging.piece)
        let isAll = isFinished && outbox.isEmpty
        guard !part.isEmpty || isAll else { break }
        beginToAnswer(context)
        if !part.isEmpty {
          context.write(conversation.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: part)))), promise: nil)
        }
        if isAll { end(context) }
        context.flush()
      }
    } catch {
      fail(error)
    }
  }

  private func end(_ context: ChannelHandlerContext) {
    let own = NIOLoopBound(conversation, eventLoop: context.eventLoop)
    hasEndedAnswer = true
    outbox.close()
    conversation.stage = .answering
    context.write(conversation.wrapOutboundOut(.end(nil))).whenSuccess { own.value.isDone() }
  }

  private func beginToAnswer(_ context: ChannelHandlerContext) {
    guard !hasBegunToAnswer else { return }
    hasBegunToAnswer = true
    conversation.server.figures.count { $0.requests[.init(door: .exchange, status: 200), default: 0] += 1 }
    var head = HTTPResponseHead(version: .http1_1, status: .ok)
    if conversation.server.isStopping { head.headers.add(name: "connection", value: "close") }
    context.write(conversation.wrapOutboundOut(.head(head)), promise: nil)
  }

  private func fail(_ error: any Error) {
    guard hasBegunToAnswer, let context = conversation.context else {
      outbox.close()
      return conversation.refuse(.exchange, error, isWhole: hasEnded)
    }
    conversation.server.note(error)
    // What was answered before stands, and is given if the line takes it; that no end follows says that this is not all.
    conversation.stage = .draining
    let rest = (try? outbox.take(Outbox.most)) ?? []
    outbox.close()
    let channel = context.channel
    context.writeAndFlush(conversation.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: rest)))))
      .whenComplete { _ in channel.close(promise: nil) }
  }

  /// The line broke: the hub is told, unless it has nothing more to do with it.
  func lineBroke() {
    outbox.close()
    conversation.server.figures.count { $0.cut += 1 }
    let work = work
    conversation.server.queue.async { work.cut() }
  }
}

/// The hub's side of an exchange, on the hub's queue and nowhere else.
final class HubWork: @unchecked Sendable {
  private let door: HubDoor
  private let address: String
  private var answer: (any ExchangeAnswer)?
  private var isOver = false

  init(_ door: HubDoor, _ address: String) {
    self.door = door
    self.address = address
  }

  func feed(_ bytes: [UInt8]) throws -> [UInt8] { try untilItThrows { try $0.feed(bytes) } }

  func finish(_ send: ([UInt8]) throws -> Void) throws {
    try untilItThrows { try $0.finish(send) }
    isOver = true
  }

  func cut() {
    guard !isOver else { return }
    isOver = true
    answer?.cut()
  }

  private func untilItThrows<T>(_ body: (any ExchangeAnswer) throws -> T) throws -> T {
    do {
      let answer = try answer ?? door.exchange(address)
      self.answer = answer
      return try body(answer)
    } catch {
      isOver = true
      throw error
    }
  }
}
