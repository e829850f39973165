import Foundation
import Glibc

/// A client that sends exactly what a test wants, valid or not.
final class RawClient {
  private let socket: Int32

  /// - Parameter source: the address of the loopback from which it connects.
  init(_ port: Int, from source: String? = nil) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if let source {
      var own = sockaddr_in()
      own.sin_family = sa_family_t(AF_INET)
      own.sin_addr.s_addr = inet_addr(source)
      _ = withUnsafePointer(to: &own) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw POSIXError(.ECONNREFUSED) }
  }

  deinit { close(socket) }

  /// Sends the bytes, or as many as are received within that many seconds. Returns how many that were.
  @discardableResult
  func send(_ bytes: [UInt8], within seconds: Double = 5) -> Int {
    var sent = 0
    while sent < bytes.count {
      var ready = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
      guard poll(&ready, 1, Int32(seconds * 1000)) > 0, ready.revents & Int16(POLLERR | POLLHUP) == 0 else { break }
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      guard count > 0 else { break }
      sent += count
    }
    return sent
  }

  @discardableResult
  func send(_ text: String) -> Int { send(Array(text.utf8)) }

  /// Returns what arrives until the other side closes, nothing arrives for that many seconds, or the text is there.
  func read(until text: String? = nil, within seconds: Double = 5) -> String {
    var bytes: [UInt8] = []
    while true {
      if let text, String(decoding: bytes, as: UTF8.self).contains(text) { break }
      var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, Int32(seconds * 1000)) > 0 else { break }
      var room = [UInt8](repeating: 0, count: 64 << 10)
      let count = Glibc.read(socket, &room, room.count)
      guard count > 0 else { break }
      bytes += room[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the other side has closed the connection; what it sent is discarded.
  var isEndedQuietly: Bool {
    var room = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(socket, &room, room.count, Int32(MSG_DONTWAIT))
      if count == 0 { return true }
      if count < 0 { return errno != EAGAIN && errno != EINTR }
    }
  }

  /// Returns whether the other side closes the connection in that time.
  func isEnded(within seconds: Double) -> Bool {
    let end = Date() + seconds
    while Date() < end {
      var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 50) > 0 else { continue }
      var room = [UInt8](repeating: 0, count: 4096)
      if Glibc.read(socket, &room, room.count) <= 0 { return true }
    }
    return false
  }

  /// Sends one request on a connection of its own. Returns the response.
  static func ask(_ port: Int, _ request: String) throws -> String {
    let client = try RawClient(port)
    client.send(request)
    return client.read()
  }
}
