import Glibc

/// A socket to this machine that sends any bytes, valid or not.
final class Client {
  private let socket: Int32

  init(_ port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    // A reset on closing, so that ports are not used up.
    var forgetting = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &forgetting, socklen_t(MemoryLayout<linger>.size))
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    try expect(isConnected, "nobody takes the connection (\(errno))")
  }

  deinit { close(socket) }

  /// Sends the bytes. Returns whether the other side received them within a second.
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      var ready = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
      guard poll(&ready, 1, 1_000) > 0, ready.revents & Int16(POLLERR | POLLHUP) == 0 else { return false }
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  func endSending() { shutdown(socket, Int32(SHUT_WR)) }

  /// Returns what arrives until the other side closes, or nothing arrives for that long.
  func read(milliseconds: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count < 4 << 20 {
      var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, Int32(milliseconds)) > 0 else { break }
      let count = Glibc.read(socket, &room, room.count)
      guard count > 0 else { break }
      bytes += room[..<count]
    }
    return bytes
  }

  func pause(milliseconds: Int) { Client.sleep(milliseconds: milliseconds) }

  static func sleep(milliseconds: Int) { usleep(UInt32(milliseconds) * 1_000) }
}
