import NIOCore
import Wording

/// The server's addresses, certificate and limits.
public struct ServerOptions: Sendable {
  public var host: String
  /// 0 for any free port.
  public var port: Int
  /// The server's certificate; nil behind a proxy that has its own.
  public var tls: TLSFiles?
  /// The maximum number of connections; further ones are answered 503.
  public var connections = 512 {
    didSet { strangers = max(1, connections * 3 / 4) }
  }
  /// The maximum number of connections that have not proved to be a station's.
  public private(set) var strangers = 384
  /// The maximum number of such connections from one address (IPv6: from one /64 network).
  public var perAddress = 256
  /// How long a connection may be idle.
  public var idle: TimeAmount = .seconds(20)
  /// The time in which a new connection must bring the head of a request, TLS handshake included.
  public var head: TimeAmount = .seconds(15)
  /// The time in which the header of a packet must have come, some 30 bytes.
  public var header: TimeAmount = .seconds(20)
  /// How long an exchange may last that has proved no sender; and how long a stranger may take to read a small
  /// response.
  public var unproved: TimeAmount = .seconds(120)
  /// How long an exchange may last whose packet is signed by a station but may be a replay.
  public var signed: TimeAmount = .minutes(15)
  /// The bytes a second such an exchange must move, after the first minute.
  public var rate = 64
  /// How long running exchanges may go on when the server stops.
  public var grace: TimeAmount = .seconds(20)
  /// Whether `/metrics` is available at the main address, to everybody.
  public var showsMetricsToAll = false
  /// A separate address for metrics, without TLS.
  public var metrics: (host: String, port: Int)?
  /// Whether all connections from this machine come from a proxy.
  public var isBehindProxy = false
  /// The host names a browser may use for pages and metrics, besides `host`, those of the certificate, and IP
  /// addresses.
  public var names: [String] = []
  /// The maximum size of a form or of an enrolment request, in bytes.
  public var smallBody = 64 << 10

  /// The maximum number of strangers waiting for their passwords to be hashed, in all and of one address.
  public var waitingLogins = 24
  public var waitingLoginsOfAddress = 4

  public init(host: String, port: Int, tls: TLSFiles? = nil) {
    self.host = host
    self.port = port
    self.tls = tls
  }

  /// A certificate with its chain, and its key, as PEM files.
  public struct TLSFiles: Sendable {
    public let certificate: String
    public let key: String

    public init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }
}
