import Dispatch
import NIOCore
import Synchronization

/// The open connections, and which of them is closed to make room for another.
///
/// A stranger is a connection that has not proved to be a station. Strangers may have only a part of the places, so
/// that proved exchanges always find one. When all of these are taken, a newcomer is still admitted: a connection that
/// waits for nothing but more data from its own client is closed, the oldest of the address that has most of them. So
/// an attacker has to open new connections faster than a station needs to prove itself, and loses their own first.
final class Connections: Sendable {
  /// The order in which connections are closed when there is no room.
  enum Worth: Int {
    case stranger
    /// A packet signed by a station, perhaps replayed by somebody else.
    case signed
    /// A station between two exchanges, which keeps its connection open.
    case resting
  }

  private struct Place {
    let id: ObjectIdentifier
    let channel: any Channel
    let connection: NIOLoopBound<any ClosableConnection>
    let order: Int
    var group: AddressGroup
    var isStranger = true
  }

  /// The counts are kept up to date as connections come and go: accepting a connection must be cheap, because that is
  /// what a flood consists of.
  private struct State {
    var places: [ObjectIdentifier: Place] = [:]
    /// The strangers of each address group, the oldest first.
    var groups: [AddressGroup: [ObjectIdentifier]] = [:]
    var strangers = 0
    var next = 0

    mutating func forget(_ id: ObjectIdentifier) {
      leave(id)
      places[id] = nil
    }

    /// The connection no longer counts as a stranger.
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

    /// The strangers of the group that has most of them; among equals, of the one whose oldest came first.
    var largest: [ObjectIdentifier] {
      func first(_ group: [ObjectIdentifier]) -> Int { group.first.flatMap { places[$0]?.order } ?? .max }
      return groups.values.max { ($0.count, first($1)) < ($1.count, first($0)) } ?? []
    }
  }

  private let state = Mutex(State())
  private let ends = DispatchGroup()

  var count: Int { state.withLock(\.places.count) }

  func add(
    _ channel: any Channel, _ connection: any ClosableConnection, _ group: AddressGroup, _ figures: ServerFigures
  ) {
    let id = ObjectIdentifier(channel)
    let own = NIOLoopBound(connection, eventLoop: channel.eventLoop)
    ends.enter()
    state.withLock {
      $0.enter(Place(id: id, channel: channel, connection: own, order: $0.next, group: group))
      $0.next += 1
    }
    figures.count { $0.connections += 1 }
    channel.closeFuture.whenComplete { _ in
      self.state.withLock { $0.forget(id) }
      figures.count { $0.connections -= 1 }
      self.ends.leave()
    }
  }

  /// Records that the connection is a station's.
  func proved(_ channel: any Channel) { state.withLock { $0.leave(ObjectIdentifier(channel)) } }

  enum Admission {
    case welcome
    /// No room: answer 503.
    case turnedAway
    /// Too many connections are being turned away already: close without an answer.
    case closed
  }

  /// Decides whether one more connection of the group is admitted, and makes room for it. Call on the event loop of all
  /// connections.
  func admit(_ group: AddressGroup, _ options: ServerOptions, _ figures: ServerFigures) -> Admission {
    let (all, strangers, own) = state.withLock { ($0.places.count, $0.strangers, $0.groups[group]?.count ?? 0) }
    let isOfGroup = own >= options.perAddress
    guard isOfGroup || strangers >= options.strangers || all >= options.connections else { return .welcome }
    if makeRoom(of: isOfGroup ? group : nil, figures) { return .welcome }
    return all < options.connections * 2 ? .turnedAway : .closed
  }

  /// Counts the connection for the address a proxy named instead; that address must not have too many either.
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

  /// Closes the connection that is missed least. Returns whether there was one.
  private func makeRoom(of group: AddressGroup?, _ figures: ServerFigures) -> Bool {
    let (ids, places) = state.withLock { state in
      (group.map { state.groups[$0] ?? [] } ?? state.largest, state.places)
    }
    // Nearly always the oldest of the largest group. Otherwise all are searched: the hub is at work for those before
    // it, or they have proved something.
    let victim =
      ids.lazy.compactMap { places[$0] }.first { $0.connection.value.worth == .stranger } ?? leastMissed(of: group)
    guard let victim else { return false }
    // Removed from the books at once, though the socket may take a moment to close, so that it cannot be chosen again.
    state.withLock { $0.forget(victim.id) }
    figures.count { $0.madeRoom += 1 }
    victim.connection.value.cutOff()
    return true
  }

  private func leastMissed(of group: AddressGroup?) -> Place? {
    let (places, groups) = state.withLock { ($0.places, $0.groups) }
    func key(_ place: Place, _ worth: Worth) -> (Int, Int, Int) {
      (worth.rawValue, -(groups[place.group]?.count ?? 0), place.order)
    }
    return places.values.lazy
      .filter { group == nil || $0.group == group && $0.isStranger }
      .compactMap { place in place.connection.value.worth.map { (place, key(place, $0)) } }
      .min { $0.1 < $1.1 }?.0
  }

  private var channels: [Place] { state.withLock { Array($0.places.values) } }

  func endSoon() {
    for place in channels { place.channel.eventLoop.execute { place.connection.value.endSoon() } }
  }

  func close() {
    for place in channels { place.channel.close(promise: nil) }
  }

  /// Waits until all connections are closed. Returns whether that happened in time.
  func wait(_ time: TimeAmount) -> Bool {
    ends.wait(timeout: .now() + .nanoseconds(Int(time.nanoseconds))) == .success
  }
}

/// What is asked of a connection to make room for another, or to end them all. Call on its event loop.
protocol ClosableConnection: AnyObject {
  /// How much it would be missed; nil if it must not be closed: a proved exchange, and one that waits for the hub.
  var worth: Connections.Worth? { get }
  /// Closes it when its request is answered; now if it is idle.
  func endSoon()
  /// Closes the socket now.
  func cutOff()
}
