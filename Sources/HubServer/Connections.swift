import Dispatch
import NIOCore
import Synchronization

/// The connections that stand.
final class Connections: Sendable {
  private let standing = Mutex<[ObjectIdentifier: (channel: any Channel, conversation: NIOLoopBound<Conversation>)]>([:]
  )
  private let ends = DispatchGroup()

  var count: Int { standing.withLock(\.count) }

  func add(_ channel: any Channel, _ conversation: NIOLoopBound<Conversation>, _ figures: ServerFigures) {
    let id = ObjectIdentifier(channel)
    ends.enter()
    standing.withLock { $0[id] = (channel, conversation) }
    figures.count { $0.connections += 1 }
    channel.closeFuture.whenComplete { _ in
      self.standing.withLock { _ = $0.removeValue(forKey: id) }
      figures.count { $0.connections -= 1 }
      self.ends.leave()
    }
  }

  func endSoon() {
    for (channel, conversation) in standing.withLock({ Array($0.values) }) {
      channel.eventLoop.execute { conversation.value.endSoon() }
    }
  }

  func close() {
    for (channel, _) in standing.withLock({ Array($0.values) }) { channel.close(promise: nil) }
  }

  /// Waits until none stands any more. Gives whether that is so in time.
  func wait(_ time: TimeAmount) -> Bool {
    ends.wait(timeout: .now() + .nanoseconds(Int(time.nanoseconds))) == .success
  }
}
