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
    let id: ObjectIdentifier
    let channel: any Channel
    let conversation: NIOLoopBound<Conversation>
    let order: Int
    var group: AddressGroup
    var isStranger = true
  }

  /// Counted as they come and go: that somebody knocks must cost little, for that is what somebody who floods the door does.
  private struct State {
    var places: [ObjectIdentifier: Place] = [:]
    /// Strangers by whom they count for, the oldest first.
    var groups: [AddressGroup: [ObjectIdentifier]] = [:]
    var strangers = 0
    var next = 0

    mutating func forget(_ id: ObjectIdentifier) {
      leave(id)
      places[id] = nil
    }

    /// It counts as a stranger no more.
    mutating func leave(_ id: ObjectIdentifier) {
      guard let place = places[id], place.isStranger else { return }
      places[id]?.isStranger = false
      strangers -= 1
      groups[place.group]?.removeAll { $0 == id }
      if groups[place.group]?.isEmpty == true { groups[place.group] = nil }
    }

    mutating func enter(_ place: Place) {
      places[place.id] = place
      strangers += 1
      groups[place.group, default: []].append(place.id)
    }

    /// The strangers of who has most of them; of two who have as many, who came first.
    var largest: [ObjectIdentifier] {
      func first(_ group: [ObjectIdentifier]) -> Int { group.first.flatMap { places[$0]?.order } ?? .max }
      return groups.values.max { ($0.count, first($1)) < ($1.count, first($0)) } ?? []
    }
  }

  private let state = Mutex(State())
  private let ends = DispatchGroup()

  var count: Int { state.withLock(\.places.count) }

  func add(
    _ channel: any Channel, _ conversation: NIOLoopBound<Conversation>, _ group: AddressGroup, _ figures: ServerFigures
  ) {
    let id = ObjectIdentifier(channel)
    ends.enter()
    state.withLock {
      $0.enter(Place(id: id, channel: channel, conversation: conversation, order: $0.next, group: group))
      $0.next += 1
    }
    figures.count { $0.connections += 1 }
    channel.closeFuture.whenComplete { _ in
      self.state.withLock { $0.forget(id) }
      figures.count { $0.connections -= 1 }
      self.ends.leave()
    }
  }

  /// It is a station.
  func proved(_ channel: any Channel) { state.withLock { $0.leave(ObjectIdentifier(channel)) } }

  enum Admission {
    case welcome
    /// There is no room; it is told so.
    case turnedAway
    /// Those who are told so are too many themselves.
    case closed
  }

  /// Whether one more of that address is let in; makes room for it. On the event loop of all connections.
  func admit(_ group: AddressGroup, _ options: ServerOptions, _ figures: ServerFigures) -> Admission {
    let (all, strangers, own) = state.withLock { ($0.places.count, $0.strangers, $0.groups[group]?.count ?? 0) }
    let isOfGroup = own >= options.perAddress
    guard isOfGroup || strangers >= options.strangers || all >= options.connections else { return .welcome }
    if makeRoom(of: isOfGroup ? group : nil, figures) { return .welcome }
    return all < options.connections * 2 ? .turnedAway : .closed
  }

  /// A proxy has said for whom it asks: that address must not have too many either.
  func moved(_ channel: any Channel, to group: AddressGroup, _ options: ServerOptions, _ figures: ServerFigures) {
    let own = state.withLock { $0.groups[group]?.count ?? 0 }
    if own >= options.perAddress { _ = makeRoom(of: group, figures) }
    state.withLock {
      let id = ObjectIdentifier(channel)
      guard var place = $0.places[id], place.isStranger else { return }
      $0.leave(id)
      place.group = group
      $0.enter(place)
    }
  }

  /// Ends the one that is missed least. Gives whether there was one.
  private func makeRoom(of group: AddressGroup?, _ figures: ServerFigures) -> Bool {
    let (ids, places) = state.withLock { state in
      (group.map { state.groups[$0] ?? [] } ?? state.largest, state.places)
    }
    // Nearly always the oldest of the largest. Else all are looked at: those before it wait for us, or have shown what they are.
    let victim =
      ids.lazy.compactMap { places[$0] }.first { $0.conversation.value.worth == .stranger } ?? leastMissed(of: group)
    guard let victim else { return false }
    // It is gone from here at once, though its socket may take a moment: nobody else makes room by ending it again.
    state.withLock { $0.forget(victim.id) }
    figures.count { $0.madeRoom += 1 }
    victim.conversation.value.cutOff()
    return true
  }

  private func leastMissed(of group: AddressGroup?) -> Place? {
    let (places, groups) = state.withLock { ($0.places, $0.groups) }
    func key(_ place: Place, _ worth: Conversation.Worth) -> (Int, Int, Int) {
      (worth.rawValue, -(groups[place.group]?.count ?? 0), place.order)
    }
    return places.values.lazy
      .filter { group == nil || $0.group == group && $0.isStranger }
      .compactMap { place in place.conversation.value.worth.map { (place, key(place, $0)) } }
      .min { $0.1 < $1.1 }?.0
  }

  private var channels: [Place] { state.withLock { Array($0.places.values) } }

  func endSoon() {
    for place in channels { place.channel.eventLoop.execute { place.conversation.value.endSoon() } }
  }

  func close() {
    for place in channels { place.channel.close(promise: nil) }
  }

  /// Waits until none stands any more. Gives whether that is so in time.
  func wait(_ time: TimeAmount) -> Bool {
    ends.wait(timeout: .now() + .nanoseconds(Int(time.nanoseconds))) == .success
  }
}
