import Foundation
import Glibc

/// A client that sends exactly what a test wants, valid or not.
public final class RawClient {
  private let socket: Int32

  /// - Parameters:
  ///   - source: the address of the loopback from which it connects.
  ///   - resets: whether closing resets the connection, so that many of them do not use up the ports.
  public init(_ port: Int, from source: String? = nil, resets: Bool = false) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if let source { try Loopback.bind(socket, to: Loopback.address(0, source)) }
    if resets {
      var reset = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &reset, socklen_t(MemoryLayout<linger>.size))
    }
    guard Loopback.connect(socket, to: Loopback.address(port)) else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECONNREFUSED)
    }
  }

  deinit { close(socket) }

  /// Sends the bytes, or as many as are received within that many seconds. Returns how many that were.
  @discardableResult
  public func send(_ bytes: [UInt8], within seconds: Double = 5) -> Int {
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
  public func send(_ text: String) -> Int { send(Array(text.utf8)) }

  public func endSending() { shutdown(socket, Int32(SHUT_WR)) }

  /// Returns what arrives until the other side closes, nothing arrives for that many seconds, or the text is there.
  public func read(until text: String? = nil, within seconds: Double = 5) -> String {
    var bytes: [UInt8] = []
    while text.map({ !String(decoding: bytes, as: UTF8.self).contains($0) }) ?? true,
      let part = part(within: seconds)
    {
      bytes += part
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns what arrives until the other side closes, nothing arrives for that many seconds, or about so many bytes
  /// are there.
  public func bytes(within seconds: Double, atMost most: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < most, let part = part(within: seconds) { bytes += part }
    return bytes
  }

  private func part(within seconds: Double) -> ArraySlice<UInt8>? {
    var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, Int32(seconds * 1000)) > 0 else { return nil }
    var room = [UInt8](repeating: 0, count: 64 << 10)
    let count = Glibc.read(socket, &room, room.count)
    return count > 0 ? room[..<count] : nil
  }

  /// Whether the other side has closed the connection; what it sent is discarded.
  public var isEndedQuietly: Bool {
    var room = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(socket, &room, room.count, Int32(MSG_DONTWAIT))
      if count == 0 { return true }
      if count < 0 { return errno != EAGAIN && errno != EINTR }
    }
  }

  /// Returns whether the other side closes the connection in that time.
  public func isEnded(within seconds: Double) -> Bool {
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
  public static func ask(_ port: Int, _ request: String) throws -> String {
    let client = try RawClient(port)
    client.send(request)
    return client.read()
  }
}
