import NIOCore
import Wording

/// How the server stands in the net.
public struct ServerOptions: Sendable {
  public var host: String
  /// 0: any that is free.
  public var port: Int
  /// Its own certificate; none behind a proxy that has one.
  public var tls: TLSFiles?
  /// How many may be connected; more are asked to come again.
  public var connections = 512 {
    didSet { strangers = max(1, connections * 3 / 4) }
  }
  /// How many of them may be by somebody who has not proved to be a station.
  public private(set) var strangers = 384
  /// How many such of one address (of IPv6: of one network of 64 bits).
  public var perAddress = 256
  /// How long nothing may move on a connection.
  public var idle: TimeAmount = .seconds(20)
  /// How soon a new connection must have brought the head of a request, TLS and all.
  public var head: TimeAmount = .seconds(15)
  /// How soon the header of a packet must have come, some 30 bytes.
  public var header: TimeAmount = .seconds(20)
  /// How long an exchange may go on that has not proved by whom it is; and how long a small answer may take.
  public var unproved: TimeAmount = .seconds(120)
  /// How long one whose packet a station has made, though nobody knows whether it sends it now,
  public var signed: TimeAmount = .minutes(15)
  /// and how many bytes a second it must move, after a minute.
  public var rate = 64
  /// How long running exchanges may go on when the server stops.
  public var grace: TimeAmount = .seconds(20)
  /// Whether the figures of `/metrics` are at the same address, for everybody.
  public var showsMetricsToAll = false
  /// Where else they are, without TLS.
  public var metrics: (host: String, port: Int)?
  /// Whether all who call from this machine are a proxy, and ask for somebody else.
  public var isBehindProxy = false
  /// By what names a browser may ask for a page or figures, beside `host`, those of the certificate, and numbers.
  public var names: [String] = []
  /// How large a form, or a request to enrol, may be.
  public var smallBody = 64 << 10

  /// How many strangers may wait for their passwords to be looked at, and how many of one address.
  public var waitingLogins = 24
  public var waitingLoginsOfAddress = 4

  public init(host: String, port: Int, tls: TLSFiles? = nil) {
    self.host = host
    self.port = port
    self.tls = tls
  }

  /// A certificate with those above it, and its key, as PEM files.
  public struct TLSFiles: Sendable {
    public let certificate: String
    public let key: String

    public init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }
}
