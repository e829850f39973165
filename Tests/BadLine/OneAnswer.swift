import Foundation
import Glibc
import TestSupport

/// A server that is no hub: reads some of what arrives, sends one answer on each connection (the last one on all
/// further connections) and closes.
public final class OneAnswer: @unchecked Sendable {
  public let port: Int
  private let listener: Int32
  private let hasEnded = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - port: 0 for any that is free.
  /// - over: called when each has been sent once.
  public init(_ answers: [[UInt8]], port: Int = 0, over: @escaping @Sendable () -> Void = {}) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    self.port = try Loopback.bind(listener, to: Loopback.address(port))
    guard listen(listener, 8) == 0 else { throw POSIXError(.EADDRINUSE) }
    self.listener = listener
    let hasEnded = hasEnded
    Thread.detachNewThread {
      var number = 0
      while case let line = accept(listener, nil, nil), line >= 0 {
        var room = [UInt8](repeating: 0, count: 16_384)
        _ = read(line, &room, room.count)
        _ = answers[min(number, answers.count - 1)].withUnsafeBytes {
          send(line, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        number += 1
        shutdown(line, Int32(SHUT_WR))
        _ = read(line, &room, room.count)
        close(line)
        if number == answers.count { over() }
      }
      hasEnded.signal()
    }
  }

  public func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    hasEnded.wait()
    close(listener)
  }
}
