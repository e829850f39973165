import DurableFile
import Glibc
import NIOSSL
import Synchronization

/// The server's certificate. It can be replaced while connections are open: each keeps the one it began with.
final class Certificate: Sendable {
  private struct Read {
    let context: NIOSSLContext
    /// Seconds since 1970.
    let end: Int
    /// DNS names, as written in the certificate; they may contain wildcards.
    let names: [String]
  }

  private let files: ServerOptions.TLSFiles
  private let current: Mutex<Read>

  /// - Throws: `ServerRefusal`, for the file that is wrong.
  init(_ files: ServerOptions.TLSFiles) throws {
    self.files = files
    current = Mutex(try Certificate.read(files))
  }

  var context: NIOSSLContext { current.withLock(\.context) }

  var names: [String] { current.withLock(\.names) }

  /// Whole days until it expires; below 0 when it has.
  var daysLeft: Int { (current.withLock(\.end) - time(nil)) / 86_400 }

  /// Reads the files again. If that fails, the current certificate stays in use.
  func reload() throws {
    let read = try Certificate.read(files)
    current.withLock { $0 = read }
  }

  /// The maximum size of a file, in bytes; a chain with its comments has a few thousand.
  private static let most = 1 << 20

  private static func read(_ files: ServerOptions.TLSFiles) throws -> Read {
    for path in [files.certificate, files.key] {
      guard Folder.leadsSomewhere(path) || errno == EACCES else { throw ServerRefusal.missing(path) }
      guard Folder.allows(.read, path) else { throw ServerRefusal.unreadable(path) }
    }
    guard let bytes = try? OpenFile.all(files.certificate, atMost: most),
      let chain = try? NIOSSLCertificate.fromPEMBytes(bytes), let first = chain.first
    else { throw ServerRefusal.certificate(files.certificate) }
    let key = try readKey(files.key)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    guard let context = try? NIOSSLContext(configuration: configuration) else {
      throw ServerRefusal.otherKey(files.key, certificate: files.certificate)
    }
    return Read(context: context, end: Int(first.notValidAfter), names: names(of: first))
  }

  private static func names(of certificate: NIOSSLCertificate) -> [String] {
    certificate._subjectAlternativeNames().filter { $0.nameType == .dnsName }.map { name in
      name.contents.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
  }

  private static func readKey(_ path: String) throws -> NIOSSLPrivateKey {
    // The callback is called only for an encrypted key, and there is nobody to type the password.
    var isEncrypted = false
    guard let bytes = try? OpenFile.all(path, atMost: most) else { throw ServerRefusal.key(path) }
    do {
      return try NIOSSLPrivateKey(bytes: bytes, format: .pem) { (give: ([UInt8]) -> Void) in
        isEncrypted = true
        give([])
      }
    } catch { throw isEncrypted ? ServerRefusal.encryptedKey(path) : .key(path) }
  }
}
