import DurableFile
import Glibc
import NIOSSL
import Synchronization

/// The server's certificate, which may be another while connections stand: each keeps the one it began with.
final class Certificate: Sendable {
  private struct Read {
    let context: NIOSSLContext
    /// Seconds since 1970.
    let end: Int
    /// Of machines, as they stand there; a star for any.
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

  /// Reads the files anew. What cannot be read changes nothing.
  func reload() throws {
    let read = try Certificate.read(files)
    current.withLock { $0 = read }
  }

  /// Bytes of a file; a chain with its remarks has a few thousand.
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
    // A password is only asked for where there is one, and there is nobody who would type it.
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
