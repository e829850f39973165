import NIOCore
import NIOSSL
import Wording

/// How the server stands in the net.
public struct ServerOptions: Sendable {
  public var host: String
  /// 0: any that is free.
  public var port: Int
  /// Its own certificate; none behind a proxy that has one.
  public var tls: TLSFiles?
  /// How many may be connected; more are asked to come again.
  public var connections = 512
  /// How long nothing may move on a connection.
  public var idle: TimeAmount = .seconds(20)
  /// How long running exchanges may go on when the server stops.
  public var grace: TimeAmount = .seconds(20)
  /// Whether the figures of `/metrics` are for everybody, or for programs on this machine only.
  public var showsMetricsToAll = false
  /// How large a form, or a request to enrol, may be.
  public var smallBody = 64 << 10

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

    func context() throws -> NIOSSLContext {
      do {
        let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: key, format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
          certificateChain: chain, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        return try NIOSSLContext(configuration: configuration)
      } catch {
        throw ServerRefusal.certificate(certificate, key: key)
      }
    }
  }
}

/// Why the server cannot start.
public enum ServerRefusal: Refusal, Equatable {
  case address(String, Int32)
  case certificate(String, key: String)

  public var words: Words {
    switch self {
    case .address(let address, let code):
      Words(
        "Không mở được địa chỉ \(address) (mã \(code)); xem có chương trình nào đang dùng, hoặc chọn địa chỉ khác.",
        "The address \(address) cannot be opened (code \(code)); see whether a program has it, or choose another.")
    case .certificate(let certificate, let key):
      Words(
        "Không đọc được chứng thư \(certificate) hoặc khóa \(key); cả hai phải là tệp PEM và đi với nhau.",
        "The certificate \(certificate) or its key \(key) cannot be read; both must be PEM files that belong together.")
    }
  }
}
