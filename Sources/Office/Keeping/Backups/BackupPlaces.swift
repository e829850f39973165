import DurableFile
import FoundationEssentials
import Records
import Wording

/// A folder into which backups are made by themselves.
public struct BackupPlace: Codable, Equatable, Sendable {
  public var path: String
  /// Whether it lay on another disk than the office's file when it was named. When it no longer does, the stick is not there, and
  /// what is there is only the empty folder it was mounted on.
  public var isOtherDisk: Bool
  /// When it was last there, milliseconds since 1970.
  public var seen: Int64?
  /// When the last good backup was made there, and of which day.
  public var made: Int64?
  public var day: Day?
  /// Why the last attempt came to nothing, in both languages; nil when it succeeded.
  public var failure: Failure?

  public struct Failure: Codable, Equatable, Sendable {
    public var vietnamese: String
    public var english: String
    public var words: Words { Words(vietnamese, english) }

    init(_ words: Words) { (vietnamese, english) = (words.vietnamese, words.english) }
  }
}

/// Where the backups of an office go, and how far each place is. It lies beside the office's file, not in it: going back to an
/// older file must not forget the newer backups.
public struct BackupPlaces: Equatable, Sendable {
  /// Beside the office's file; always there.
  public var own: BackupPlace
  /// Second disks, sticks, shared folders.
  public var others: [BackupPlace]
  /// When backups began to make themselves, milliseconds since 1970.
  public var began: Int64
  /// The number, on its disk, of the office's file in which the last backup found damage. Another file in its place is not meant.
  var damagedFile: UInt64?

  public var all: [BackupPlace] { [own] + others }

  /// The folder beside the office's file.
  public static func folder(of office: String) -> String { office + ".backups" }

  /// Nil when no backup has made itself yet, or when what was remembered cannot be read: it is begun anew then.
  public static func read(_ office: String) -> BackupPlaces? {
    guard let bytes = try? OpenFile.all(path(office), atMost: 1 << 20),
      let stored = try? JSONDecoder().decode(Stored.self, from: Data(bytes)),
      let own = stored.places.first
    else { return nil }
    var places = BackupPlaces(
      own: own, others: Array(stored.places.dropFirst()), began: stored.began, damagedFile: stored.damagedFile)
    // What was found wrong with another file is not said of the one that has taken its place.
    if stored.damagedFile != nil, !places.isDamaged(office) { (places.damagedFile, places.own.failure) = (nil, nil) }
    return places
  }

  init(own: BackupPlace, others: [BackupPlace], began: Int64, damagedFile: UInt64? = nil) {
    (self.own, self.others, self.began, self.damagedFile) = (own, others, began, damagedFile)
  }

  /// The places that were named and are not there now: the stick is not in.
  public func absent(beside office: String) -> [String] {
    others.filter { !$0.isThere(beside: office) }.map(\.path)
  }

  /// Whether the file that lies there now is the one that was found damaged.
  public func isDamaged(_ office: String) -> Bool {
    damagedFile.map { $0 == FileMark(office)?.identity.inode } ?? false
  }

  /// Those of an office whose backups begin now.
  init(of office: String, now: Int64) {
    self.init(own: BackupPlace(path: BackupPlaces.folder(of: office), isOtherDisk: false), others: [], began: now)
  }

  func write(_ office: String) throws {
    let (path, bytes) = (
      BackupPlaces.path(office),
      try JSONEncoder().encode(Stored(version: 1, began: began, places: all, damagedFile: damagedFile))
    )
    try FileRefusal.translating(path) { try NewFile.write(Array(bytes), to: path) }
  }

  private struct Stored: Codable {
    var version: Int
    var began: Int64
    var places: [BackupPlace]
    var damagedFile: UInt64?
  }

  private static func path(_ office: String) -> String { folder(of: office) + "/places.json" }
}

extension BackupPlace {
  /// Whether it can be written to now: a folder, and on another disk if it was.
  public func isThere(beside office: String) -> Bool {
    guard let place = Folder.facts(path), place.isFolder,
      let file = Folder.facts(office) ?? Folder.facts(Folder.parent(of: office))
    else { return false }
    return !isOtherDisk || place.st_dev != file.st_dev
  }
}
