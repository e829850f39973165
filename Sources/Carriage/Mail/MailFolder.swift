import DurableFile
import Exchange
import Records
import Wording

/// A folder with letters: a Maildir (`new`, `cur`), single letters as `.eml` files in it or in its folder `in`, and `out` with the
/// letters that are to be sent (docs/internals/exchange.md, "By mail").
///
/// Nothing in it is ever removed but letters of ours that wait in `out` and that newer ones stand for. What is not ours is left as
/// it is; of a Maildir a letter that was taken is moved to `cur` and marked as seen. Others write here too: no link in it is followed.
public struct MailFolder {
  public let path: String
  let folder: Folder

  /// - Throws: `MailRefusal.missing`.
  public init(_ path: String) throws {
    guard Folder.exists(path) else { throw MailRefusal.missing(path) }
    self.path = path
    folder = try Folder(path)
  }

  /// A letter that lies there.
  struct Place: Hashable {
    /// `new`, `cur`, `in`, or nothing for the folder itself.
    var folder: String
    var file: String

    var isInMaildir: Bool { folder == "new" || folder == "cur" }
    /// What stays the same when a mail program moves and marks it.
    var name: String { isInMaildir ? String(file.prefix { $0 != ":" }) : "\(folder)/\(file)" }
    var relative: String { folder.isEmpty ? file : "\(folder)/\(file)" }
  }

  /// All letters there are, in the order of their names.
  func places() throws -> [Place] {
    var places: [Place] = []
    for folder in ["new", "cur"] {
      // Names with a dot in front are not letters; nor is what cannot stand on a line of ours.
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

  /// A folder of it; `nil` when there is none.
  private func opened(_ name: String) throws -> Folder? { name.isEmpty ? folder : try folder.folder(name) }

  /// The volumes in a letter, good ones and what became of the others; `nil` when there is no such letter any more.
  func volumes(in place: Place) throws -> [Result<Volume, PacketRefusal>]? {
    guard let lies = try opened(place.folder),
      let bytes = try OpenFile.all(place.file, in: lies, atMost: LetterReader.longest)
    else { return nil }
    return LetterReader.files(in: bytes, beginningWith: Volume.magic).map { file in
      Result { () throws(PacketRefusal) in try Volume(stored: file) }
    }
  }

  /// The letter is done with: what the rule of Maildir says of a letter that was read (`cur`, mark S). It is for people to see;
  /// where it cannot be done (a mail program was faster, or the disk takes no such name), nothing depends on it.
  func markAsSeen(_ place: Place) {
    guard place.isInMaildir else { return }
    let marks = place.file.split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init) ?? "2,"
    guard place.folder == "new" || !marks.contains("S") else { return }
    let seen = marks.hasPrefix("2,") ? "2," + String(Set(marks.dropFirst(2) + "S").sorted()) : "2,S"
    guard let from = try? opened(place.folder), let cur = try? Folder("cur", in: folder, making: 0o777) else { return }
    try? from.move(place.file, to: cur, as: "\(place.name):\(seen)")
  }

  // MARK: writing

  /// Divides a sealed packet into letters in `out`, each written aside and moved into place, and takes away those of the
  /// same station that wait there still: what they carry is in the new ones.
  ///
  /// - Parameter longest: of a volume, in bytes.
  /// - Returns: how many letters.
  @discardableResult
  public func send(
    _ sealed: OpenFile, from sender: StationName, to receiver: PacketHeader.Receiver, time: Int, replyTo: MailAddress,
    addressedTo: MailAddress, longest: Int = Limits.volume
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
      let letter = Letter(volume, from: replyTo, to: addressedTo)
      try NewFile.write(letter.bytes, to: letter.name, in: out, mode: 0o644)
      written.insert(letter.name)
    }
    let station = written.first!.prefix(9)
    for name in try out.names() where name.hasPrefix(station) && name.hasSuffix(".eml") && !written.contains(name) {
      // One that a mail program holds is sent twice, which changes nothing.
      try? out.remove(name)
    }
    return count
  }

  /// A file to seal a packet into, before it is known how many letters it makes.
  public func sealedPacket() throws -> OpenFile {
    try OpenFile(withoutNameIn: Folder("out", in: folder, making: 0o777))
  }
}
