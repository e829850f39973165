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

  /// - Throws: `ServerRefusal`, for the file that is wrong.
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
    for path in [files.certificate, files.key] {
      guard access(path, F_OK) == 0 || errno == EACCES else { throw ServerRefusal.missing(path) }
      guard access(path, R_OK) == 0 else { throw ServerRefusal.unreadable(path) }
    }
    guard let chain = try? NIOSSLCertificate.fromPEMFile(files.certificate), let first = chain.first else {
      throw ServerRefusal.certificate(files.certificate)
    }
    let key = try readKey(files.key)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    guard let context = try? NIOSSLContext(configuration: configuration) else {
      throw ServerRefusal.otherKey(files.key, certificate: files.certificate)
    }
    return Read(context: context, end: Int(first.notValidAfter))
  }

  private static func readKey(_ path: String) throws -> NIOSSLPrivateKey {
    // A password is only asked for where there is one, and there is nobody who would type it.
    var isEncrypted = false
    do {
      return try NIOSSLPrivateKey(file: path, format: .pem) { (give: ([UInt8]) -> Void) in
        isEncrypted = true
        give([])
      }
    } catch { throw isEncrypted ? ServerRefusal.encryptedKey(path) : .key(path) }
  }
}
