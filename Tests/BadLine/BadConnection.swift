import Glibc

/// One bad connection, on a thread of its own.
final class BadConnection: @unchecked Sendable {
  private let line: BadLine
  private let near: Int32
  private let far: Int32
  private let faults: BadLine.Faults
  private let start = BadConnection.now()
  private var up: Way
  private var down: Way
  private var passed = 0

  init(_ line: BadLine, near: Int32, far: Int32, _ faults: BadLine.Faults) {
    self.line = line
    self.near = near
    self.far = far
    self.faults = faults
    // Small buffers, so that what a side has written has soon passed.
    for end in [near, far] {
      var (size, one) = (Int32(16 << 10), Int32(1))
      if faults.rate != nil {
        setsockopt(end, SOL_SOCKET, SO_RCVBUF, &size, 4)
        setsockopt(end, SOL_SOCKET, SO_SNDBUF, &size, 4)
      }
      setsockopt(end, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    up = Way(from: near, to: far, faults)
    down = Way(from: far, to: near, faults)
  }

  func run() {
    while !line.isClosed {
      let now = BadConnection.now()
      if let how = ended(now) {
        if how == .silence { while !line.isClosed { usleep(50_000) } }
        break
      }
      var polls = [
        pollfd(fd: near, events: 0, revents: 0), pollfd(fd: far, events: 0, revents: 0),
      ]
      if up.canTake { polls[0].events |= Int16(POLLIN) }
      if down.canTake { polls[1].events |= Int16(POLLIN) }
      if up.isReady(now) { polls[1].events |= Int16(POLLOUT) }
      if down.isReady(now) { polls[0].events |= Int16(POLLOUT) }
      let wait = min(up.wait(now), down.wait(now), 0.05)
      // A side that has closed for good is noticed by reading and writing, and must not make the loop spin.
      poll(&polls, 2, Int32(wait * 1000 + 1))
      guard up.take(), down.take(), give(&up, isUp: true), give(&down, isUp: false) else { break }
      if up.isOver, down.isOver {
        _ = Glibc.close(near)
        _ = Glibc.close(far)
        return
      }
    }
    reset()
  }

  private func give(_ way: inout Way, isUp: Bool) -> Bool {
    let room = faults.end.map { max(0, $0.after - passed) } ?? Int.max
    guard let count = way.give(BadConnection.now(), most: room) else { return false }
    passed += count
    line.count(up: isUp ? count : 0, down: isUp ? 0 : count)
    return true
  }

  private func ended(_ now: Double) -> BadLine.End? {
    if let end = faults.end, passed >= end.after { return end.how }
    if let end = faults.endTime, now - start >= end.after { return end.how }
    return nil
  }

  /// Resets both sides: neither receives an orderly end.
  func reset() {
    for end in [near, far] {
      var now = linger(l_onoff: 1, l_linger: 0)
      setsockopt(end, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
      _ = Glibc.close(end)
    }
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// One direction: the bytes received, and when they may be passed on.
private struct Way {
  private let source: Int32
  private let target: Int32
  private let rate: Int?
  private let delay: Double
  private let most: Int
  private var waiting: [(bytes: ArraySlice<UInt8>, ready: Double)] = []
  private var size = 0
  /// When the connection is free for the next bytes.
  private var free = 0.0
  private var hasEnded = false
  private(set) var isOver = false

  init(from source: Int32, to target: Int32, _ faults: BadLine.Faults) {
    self.source = source
    self.target = target
    rate = faults.rate
    delay = faults.delay
    // Twice the bytes that a long connection holds at once, at least 8 KiB.
    most = max(8 << 10, faults.rate.map { Int(Double($0) * faults.delay * 2) } ?? 256 << 10)
  }

  var canTake: Bool { !hasEnded && size < most }
  func isReady(_ now: Double) -> Bool { waiting.first.map { max($0.ready, free) <= now } ?? false }
  func wait(_ now: Double) -> Double { waiting.first.map { max(0, max($0.ready, free) - now) } ?? 1 }

  /// Receives what has arrived. Returns false when the side is gone.
  mutating func take() -> Bool {
    guard canTake else { return true }
    var room = [UInt8](repeating: 0, count: rate == nil ? 64 << 10 : 1400)
    let count = read(source, &room, room.count)
    if count > 0 {
      waiting.append((room[..<count], BadConnection.now() + delay))
      size += count
    } else if count == 0 {
      hasEnded = true
    } else {
      return errno == EAGAIN || errno == EINTR
    }
    return true
  }

  /// Sends what is due. Returns the number of bytes, or `nil` when the side is gone.
  mutating func give(_ now: Double, most: Int) -> Int? {
    var given = 0
    while isReady(now), given < most, let first = waiting.first {
      let part = first.bytes.prefix(most - given)
      let count = part.withUnsafeBytes { send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count >= 0 else { return errno == EAGAIN || errno == EINTR ? given : nil }
      given += count
      size -= count
      if count == first.bytes.count { waiting.removeFirst() } else { waiting[0].bytes = first.bytes.dropFirst(count) }
      if let rate { free = max(free, now) + Double(count) / Double(rate) }
      if count < part.count { break }
    }
    if hasEnded, waiting.isEmpty, !isOver {
      isOver = true
      shutdown(target, Int32(SHUT_WR))
    }
    return given
  }
}
