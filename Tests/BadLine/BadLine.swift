import Foundation
import Glibc
import Synchronization
import TestSupport

/// A connection between two programs on this machine that is as bad as one in the mountains: slow, late, cut, silent.
///
/// It listens on a port of the loopback and passes what arrives on to another; each connection has faults of its own.
public final class BadLine: Sendable {
  /// The faults of one connection.
  public struct Faults: Sendable {
    /// Bytes a second, each way; `nil` for no limit.
    public var rate: Int?
    /// The delay of everything, in seconds, each way.
    public var delay = 0.0
    /// When it ends, in bytes of both ways together.
    public var end: (after: Int, how: End)?
    /// When it ends, in seconds.
    public var endTime: (after: Double, how: End)?

    public init(rate: Int? = nil, delay: Double = 0, after bytes: Int? = nil, _ end: End = .reset) {
      self.rate = rate
      self.delay = delay
      self.end = bytes.map { ($0, end) }
    }
  }

  public enum End: Sendable {
    /// Both sides are informed at once, as by a router that has forgotten the connection.
    case reset
    /// Neither side is informed: nothing passes any more, and both stay connected.
    case silence
  }

  public struct Carried: Sendable {
    public var up = 0
    public var down = 0
    public var connections = 0
  }

  public let port: Int
  private let listener: Int32
  private let target: Int
  private let faults: @Sendable (Int) -> Faults
  private let counts = Mutex(Carried())
  private let closed = Mutex(false)

  /// - Parameters:
  ///   - target: the port of the other side.
  /// - faults: returns the faults of the connection with that number, from 0.
  public init(to target: Int, faults: @escaping @Sendable (Int) -> Faults) throws {
    self.target = target
    self.faults = faults
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    port = try Loopback.bind(listener, to: Loopback.address(0))
    guard listen(listener, 512) == 0 else { throw POSIXError(.EADDRINUSE) }
    self.listener = listener
    Thread.detachNewThread { [self] in accept() }
  }

  public convenience init(to target: Int, _ faults: Faults = Faults()) throws {
    try self.init(to: target) { _ in faults }
  }

  public var carried: Carried { counts.withLock { $0 } }
  var isClosed: Bool { closed.withLock { $0 } }

  /// Closes it and all its connections.
  public func close() { closed.withLock { $0 = true } }

  func count(up: Int, down: Int) {
    counts.withLock {
      $0.up += up
      $0.down += down
    }
  }

  private func accept() {
    while !isClosed {
      var ready = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 50) > 0 else { continue }
      let near = Glibc.accept(listener, nil, nil)
      guard near >= 0 else { continue }
      let far = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      let isConnected = Loopback.connect(far, to: Loopback.address(target))
      let number = counts.withLock {
        $0.connections += 1
        return $0.connections - 1
      }
      let connection = BadConnection(self, near: near, far: far, faults(number))
      guard isConnected else {
        connection.reset()
        continue
      }
      Thread.detachNewThread { connection.run() }
    }
    _ = Glibc.close(listener)
  }
}
