import Dispatch
import NIOCore
import Synchronization

/// The connections that stand, and who makes room when there is none.
///
/// A stranger is who has not proved to be a station. Strangers have a part of the places only, so that proved exchanges always find one.
/// Where all of theirs are taken a newcomer is let in all the same: one who waits for nothing but more from his own side goes, the
/// oldest of the address that has most of them. So somebody who holds places must keep taking new ones, faster than a station needs
/// to prove itself, and loses his own first.
final class Connections: Sendable {
  private struct Place {
    let channel: any Channel
    let conversation: NIOLoopBound<Conversation>
    let order: Int
  }

  private struct State {
    var places: [ObjectIdentifier: Place] = [:]
    var next = 0
  }

  private let state = Mutex(State())
  private let ends = DispatchGroup()

  var count: Int { state.withLock(\.places.count) }

  func add(_ channel: any Channel, _ conversation: NIOLoopBound<Conversation>, _ figures: ServerFigures) {
    let id = ObjectIdentifier(channel)
    ends.enter()
    state.withLock {
      $0.places[id] = Place(channel: channel, conversation: conversation, order: $0.next)
      $0.next += 1
    }
    figures.count { $0.connections += 1 }
    channel.closeFuture.whenComplete { _ in
      self.state.withLock { _ = $0.places.removeValue(forKey: id) }
      figures.count { $0.connections -= 1 }
      self.ends.leave()
    }
  }

  enum Admission {
    case welcome
    /// There is no room; it is told so.
    case turnedAway
    /// Those who are told so are too many themselves.
    case closed
  }

  /// Whether one more of that address is let in; makes room for it. On the event loop of all connections.
  func admit(_ group: AddressGroup, _ options: ServerOptions, _ figures: ServerFigures) -> Admission {
    let all = places
    let strangers = all.filter { $0.conversation.value.isStranger }
    let isOfGroup = strangers.count { $0.conversation.value.group == group } >= options.perAddress
    guard isOfGroup || strangers.count >= options.strangers || all.count >= options.connections else { return .welcome }
    if makeRoom(among: all, of: isOfGroup ? group : nil, figures) { return .welcome }
    return all.count < options.connections * 2 ? .turnedAway : .closed
  }

  /// A proxy has said for whom it asks: that address must not have too many either.
  func recount(_ conversation: Conversation, _ options: ServerOptions, _ figures: ServerFigures) {
    let others = places.filter { $0.conversation.value !== conversation }
    let count = others.count { $0.conversation.value.isStranger && $0.conversation.value.group == conversation.group }
    if count >= options.perAddress { _ = makeRoom(among: others, of: conversation.group, figures) }
  }

  private var places: [Place] { state.withLock { Array($0.places.values) } }

  /// Ends the one that is missed least. Gives whether there was one.
  private func makeRoom(among places: [Place], of group: AddressGroup?, _ figures: ServerFigures) -> Bool {
    var counts: [AddressGroup: Int] = [:]
    for place in places where place.conversation.value.isStranger {
      counts[place.conversation.value.group, default: 0] += 1
    }
    let victim =
      places.lazy
      .filter { group == nil || $0.conversation.value.group == group }
      .compactMap { place in place.conversation.value.worth.map { (place, $0) } }
      .min { left, right in
        let (mine, other) = (left.0.conversation.value.group, right.0.conversation.value.group)
        return (left.1.rawValue, -(counts[mine] ?? 0), left.0.order)
          < (right.1.rawValue, -(counts[other] ?? 0), right.0.order)
      }
    guard let victim else { return false }
    // It is gone from here at once, though its socket may take a moment: nobody else makes room by ending it again.
    state.withLock { _ = $0.places.removeValue(forKey: ObjectIdentifier(victim.0.channel)) }
    figures.count { $0.madeRoom += 1 }
    victim.0.conversation.value.cutOff()
    return true
  }

  func endSoon() {
    for place in places { place.channel.eventLoop.execute { place.conversation.value.endSoon() } }
  }

  func close() {
    for place in places { place.channel.close(promise: nil) }
  }

  /// Waits until none stands any more. Gives whether that is so in time.
  func wait(_ time: TimeAmount) -> Bool {
    ends.wait(timeout: .now() + .nanoseconds(Int(time.nanoseconds))) == .success
  }
}
