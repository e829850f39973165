import Foundation
import Glibc

/// Addresses of this machine, for sockets that a test opens itself.
public enum Loopback {
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - host: the address in its usual form.
  public static func address(_ port: Int, _ host: String = "127.0.0.1") -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr(host)
    return address
  }

  /// Connects a socket. Returns whether it is connected.
  @discardableResult
  public static func connect(_ socket: Int32, to address: sockaddr_in) -> Bool {
    var address = address
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  /// Binds a socket to an address. Returns its port.
  @discardableResult
  public static func bind(_ socket: Int32, to address: sockaddr_in) throws -> Int {
    var (address, size) = (address, socklen_t(MemoryLayout<sockaddr_in>.size))
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    guard isBound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EADDRINUSE) }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Returns a port on which nobody listens.
  public static func freePort() throws -> Int {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    return try bind(listener, to: address(0))
  }

  /// Whether anybody accepts connections there.
  public static func answers(_ port: Int, _ host: String = "127.0.0.1") -> Bool {
    let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(line) }
    return connect(line, to: address(port, host))
  }
}
