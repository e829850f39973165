import Foundation
import Glibc
import Synchronization
import TestSupport

/// Connections of strangers: some send nothing, some send an exchange of which a byte comes now and then. A connection
/// that the server closes is opened again after `pause`. All come from a few addresses of the loopback.
public final class Strangers: Sendable {
  private let isOver = Mutex(false)
  private let counts = Mutex((standing: 0, opened: 0))

  private let pause: UInt32

  /// - Parameter pause: seconds until closed connections are opened again, and slow ones send their next byte.
  public init(port: Int, slow: Int, idle: Int, pause: Double = 1) {
    self.pause = UInt32(pause * 1_000_000)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    Thread.detachNewThread { self.hold(port, slow, idle) }
  }

  /// How many connections are open, as far as this side knows, and how many have been opened so far.
  public var now: (standing: Int, opened: Int) { counts.withLock { $0 } }

  public func stop() {
    isOver.withLock { $0 = true }
    usleep(pause + 500_000)
  }

  private func hold(_ port: Int, _ slow: Int, _ idle: Int) {
    var sockets = [Int32](repeating: -1, count: slow + idle)
    var said = [Int](repeating: 0, count: slow + idle)
    var opened = 0
    while !isOver.withLock({ $0 }) {
      for place in sockets.indices {
        if sockets[place] >= 0, Strangers.isEnded(sockets[place]) {
          close(sockets[place])
          sockets[place] = -1
        }
        if sockets[place] < 0 {
          sockets[place] = Strangers.open(port, from: place % 8 + (place < slow ? 16 : 32))
          opened += 1
          said[place] = 0
          if place < slow { say(sockets[place], Strangers.head) }
        } else if place < slow {
          // The beginning of a packet, a byte at a time: nothing in it is wrong, and it never ends.
          let byte = said[place] < Strangers.header.count ? Strangers.header[said[place]] : "\u{1}"
          said[place] += 1
          say(sockets[place], "1\r\n\(byte)\r\n")
        }
      }
      let standing = sockets.count { $0 >= 0 }
      counts.withLock { $0 = (standing, opened) }
      usleep(pause)
    }
    for socket in sockets where socket >= 0 { close(socket) }
  }

  private static let header = ["V", "T", "P", "K", "\u{1}", "\u{40}"]
  private static let head = "POST /v1/exchange HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"

  private func say(_ socket: Int32, _ text: String) {
    _ = text.withCString { send(socket, $0, strlen($0), Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)) }
  }

  private static func isEnded(_ socket: Int32) -> Bool {
    var room = [UInt8](repeating: 0, count: 512)
    let count = recv(socket, &room, room.count, Int32(MSG_DONTWAIT))
    return count == 0 || count < 0 && errno != EAGAIN && errno != EINTR
  }

  private static func open(_ port: Int, from number: Int) -> Int32 {
    let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard line >= 0 else { return -1 }
    // Where no port is free, another address serves as well; and a connection may take its time.
    _ = try? Loopback.bind(line, to: Loopback.address(0, "127.0.0.\(number)"))
    Loopback.connect(line, to: Loopback.address(port))
    return line
  }
}
