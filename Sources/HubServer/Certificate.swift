import Glibc
import NIOSSL
import Synchronization

/// The server's certificate, which may be another while connections stand: each keeps the one it began with.
final class Certificate: Sendable {
  private struct Read {
    let context: NIOSSLContext
    /// Seconds since 1970.
    let end: Int
  }

  private let files: ServerOptions.TLSFiles
  private let current: Mutex<Read>

  /// - Throws: `ServerRefusal.certificate`.
  init(_ files: ServerOptions.TLSFiles) throws {
    self.files = files
    current = Mutex(try Certificate.read(files))
  }

  var context: NIOSSLContext { current.withLock(\.context) }

  /// Whole days until it expires; below 0 when it has.
  var daysLeft: Int { (current.withLock(\.end) - time(nil)) / 86_400 }

  /// Reads the files anew. What cannot be read changes nothing.
  func reload() throws {
    let read = try Certificate.read(files)
    current.withLock { $0 = read }
  }

  private static func read(_ files: ServerOptions.TLSFiles) throws -> Read {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(files.certificate)
      let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
      configuration.minimumTLSVersion = .tlsv12
      return Read(
        context: try NIOSSLContext(configuration: configuration), end: chain.first.map { Int($0.notValidAfter) } ?? 0)
    } catch {
      throw ServerRefusal.certificate(files.certificate, key: files.key)
    }
  }
}
