import EdXML
import Glibc
import Office

/// A file of the national message format as it lies on the disk.
enum MessageFile {
  /// Its bytes; never many more than a message may have, whatever the file is.
  static func read(_ path: String, most: Int = EdXMLLimits.standard.fileBytes) throws -> [UInt8] {
    // Without O_NONBLOCK a pipe would wait for a writer for ever.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? FileRefusal.missing(path) : FileRefusal.unreadable(path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileRefusal.unreadable(path) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileRefusal.folder(path)
    default: throw FileRefusal.unreadable(path)
    }
    guard status.st_size <= most else { throw EdXMLRefusal.fileTooLong(limit: most) }
    var (bytes, piece) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while bytes.count <= most {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileRefusal.unreadable(path) }
      if count == 0 { break }
      bytes += piece[..<count]
    }
    return bytes
  }
}

/// The files of a message, put where the desk can take them from; gone with the value.
final class UnpackedFiles {
  let files: [(path: String, name: String)]
  private let folder: String

  init(_ attachments: [EdXMLAttachment]) throws {
    let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(root)/vanthu-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileRefusal.unwritable(root) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.folder = folder
    // The names of the sender are for the register; here they have numbers.
    files = attachments.enumerated().map { ("\(folder)/\($0)", $1.name) }
    for (file, attachment) in zip(files, attachments) { try Office.save(attachment.bytes, to: file.path) }
  }

  deinit {
    for file in files { unlink(file.path) }
    rmdir(folder)
  }
}
