import DurableFile
import Exchange
import Records
import Wording

/// A folder with e-mails: a Maildir (`new`, `cur`), single e-mails as `.eml` files in it or in its folder `in`, and
/// `out` with those to be sent (docs/internals/exchange.md, "By mail").
///
/// Nothing is ever removed from it except our own e-mails in `out` that newer ones replace. Others' files are left
/// alone; an e-mail taken from a Maildir is moved to `cur` and marked as seen. Others write here too, so no link in it
/// is followed.
public struct MailFolder {
  public let path: String
  let folder: Folder

  /// - Throws: `MailRefusal.missing`.
  public init(_ path: String) throws {
    guard Folder.exists(path) else { throw MailRefusal.missing(path) }
    self.path = path
    folder = try Folder(path)
  }

  /// Where an e-mail is stored.
  struct Place: Hashable {
    /// `new`, `cur`, `in`, or empty for the folder itself.
    var folder: String
    var file: String

    var isInMaildir: Bool { folder == "new" || folder == "cur" }
    /// The part that stays the same when a mail program moves and marks the e-mail.
    var name: String { isInMaildir ? String(file.prefix { $0 != ":" }) : "\(folder)/\(file)" }
    var relative: String { folder.isEmpty ? file : "\(folder)/\(file)" }
  }

  /// Returns all e-mails, in the order of their names.
  func places() throws -> [Place] {
    var places: [Place] = []
    for folder in ["new", "cur"] {
      // Names that begin with a dot are not e-mails; names with line breaks would not fit on a line of `vanthu.taken`.
      for file in try names(folder) where !file.hasPrefix(".") && !file.contains(where: \.isNewline) {
        places.append(Place(folder: folder, file: file))
      }
    }
    for folder in ["", "in"] {
      for file in try names(folder)
      where file.lowercased().hasSuffix(".eml") && !file.hasPrefix(".") && !file.contains(where: \.isNewline) {
        places.append(Place(folder: folder, file: file))
      }
    }
    return places
  }

  private func names(_ name: String) throws -> [String] { try opened(name)?.names() ?? [] }

  /// Opens a folder in it; `nil` when there is none.
  private func opened(_ name: String) throws -> Folder? { name.isEmpty ? folder : try folder.folder(name) }

  /// Returns the volumes in an e-mail, or why one is invalid; `nil` when the e-mail is gone.
  func volumes(in place: Place) throws -> [Result<Volume, PacketRefusal>]? {
    guard let lies = try opened(place.folder),
      let bytes = try OpenFile.all(place.file, in: lies, atMost: MailReader.longest)
    else { return nil }
    return MailReader.files(in: bytes, beginningWith: Volume.magic).map { file in
      Result { () throws(PacketRefusal) in try Volume(stored: file) }
    }
  }

  /// Moves a processed e-mail to `cur` with the mark S, as Maildir prescribes for one that was read. This is for
  /// people; where it fails (a mail program was faster, or the file system rejects the name), nothing depends on it.
  func markAsSeen(_ place: Place) {
    guard place.isInMaildir else { return }
    let marks = place.file.split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init) ?? "2,"
    guard place.folder == "new" || !marks.contains("S") else { return }
    let seen = marks.hasPrefix("2,") ? "2," + String(Set(marks.dropFirst(2) + "S").sorted()) : "2,S"
    guard let from = try? opened(place.folder), let cur = try? Folder("cur", in: folder, making: 0o777) else { return }
    try? from.move(place.file, to: cur, as: "\(place.name):\(seen)")
  }

  // MARK: writing

  /// Splits a sealed packet into e-mails in `out`, each written aside and moved into place, then removes those of the
  /// same station that still wait there: the new ones contain what they carry.
  ///
  /// - Parameter longest: the longest volume, in bytes.
  /// - Returns: how many e-mails.
  @discardableResult
  public func send(
    _ sealed: OpenFile, from sender: StationName, to receiver: PacketHeader.Receiver, time: Int, replyTo: MailAddress,
    addressedTo: MailAddress, longest: Int = WireLimits.volume
  ) throws -> Int {
    let out = try Folder("out", in: folder, making: 0o777)
    let count = max(1, (sealed.size + longest - 1) / longest)
    var volume = Volume(
      packet: Volume.name(ofSealed: try sealed.read(64, at: 0)), sender: sender, receiver: receiver, time: time,
      reply: replyTo.description, index: 1, count: count, bytes: [])
    var written: Set<String> = []
    for index in 1...count {
      volume.index = index
      volume.bytes = try sealed.read(longest, at: (index - 1) * longest)
      let letter = MailMessage(volume, from: replyTo, to: addressedTo)
      try NewFile.write(letter.bytes, to: letter.name, in: out, mode: 0o644)
      written.insert(letter.name)
    }
    let station = written.first!.prefix(9)
    for name in try out.names() where name.hasPrefix(station) && name.hasSuffix(".eml") && !written.contains(name) {
      // If a mail program holds one, it is sent as well, which changes nothing.
      try? out.remove(name)
    }
    return count
  }

  /// Returns an unnamed file to seal a packet into, before it is known how many e-mails it makes.
  public func sealedPacket() throws -> OpenFile {
    try OpenFile(withoutNameIn: Folder("out", in: folder, making: 0o777))
  }
}
