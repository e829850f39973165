import DurableFile
import EdXML
import Office

/// A file of the national message format on disk.
enum MessageFile {
  /// Reads the file, but never more than a message may have, whatever the file is.
  static func read(_ path: String, most: Int = EdXMLLimits.standard.fileBytes) throws -> [UInt8] {
    let file = try FileRefusal.opening(path)
    guard file.size <= most else { throw EdXMLRefusal.fileTooLong(limit: most) }
    do { return try file.read(file.size, at: 0) } catch is FileFailure { throw FileRefusal.unreadable(path) }
  }
}

/// The files of a message in a private folder, from which they are attached; deleted with the object.
final class UnpackedFiles {
  let files: [(path: String, name: String)]
  private let folder: String

  init(_ attachments: [EdXMLAttachment]) throws {
    let folder = try FileRefusal.translating("TMPDIR") { try Folder.makePrivate() }
    self.folder = folder
    // The sender's names are for the register; here the files have numbers.
    files = attachments.enumerated().map { ("\(folder)/\($0)", $1.name) }
    for (file, attachment) in zip(files, attachments) { try Office.save(attachment.bytes, to: file.path) }
  }

  deinit { Folder.removePrivate(folder) }
}
