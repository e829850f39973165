import DurableFile
import FoundationEssentials
import Records
import Wording

/// A folder for automatic backups.
public struct BackupPlace: Codable, Equatable, Sendable {
  public var path: String
  /// Whether it was on another disk than the office's file when it was added. If it no longer is, the USB stick is
  /// missing, and this is only the empty folder where it was mounted.
  public var isOtherDisk: Bool
  /// When it was last present, in milliseconds since 1970.
  public var seen: Int64?
  /// The time (milliseconds since 1970) and the day of the last good backup there.
  public var made: Int64?
  public var day: Day?
  /// Why the last attempt failed, in both languages; `nil` when it succeeded.
  public var failure: Failure?

  public struct Failure: Codable, Equatable, Sendable {
    public var vietnamese: String
    public var english: String
    public var words: Bilingual { Bilingual(vietnamese, english) }

    init(_ words: Bilingual) { (vietnamese, english) = (words.vietnamese, words.english) }
  }
}

/// The places for the backups of an office, with the state of each. Stored beside the office's file, not in it:
/// restoring an older file must not forget the newer backups.
public struct BackupPlaces: Equatable, Sendable {
  /// The folder beside the office's file; always present.
  public var own: BackupPlace
  /// Second disks, USB sticks, shared folders.
  public var others: [BackupPlace]
  /// When automatic backups began, in milliseconds since 1970.
  public var began: Int64
  /// The inode of the office's file in which the last backup found damage. A file that replaces it has another one.
  var damagedFile: UInt64?

  public var all: [BackupPlace] { [own] + others }

  /// The folder beside the office's file.
  public static func folder(of office: String) -> String { office + ".backups" }

  /// Returns `nil` when there has been no automatic backup yet, or when the stored state cannot be read and is started
  /// again.
  public static func read(_ office: String) -> BackupPlaces? {
    guard let bytes = try? OpenFile.all(path(office), atMost: 1 << 20),
      let stored = try? JSONDecoder().decode(Stored.self, from: Data(bytes)),
      let own = stored.places.first
    else { return nil }
    var places = BackupPlaces(
      own: own, others: Array(stored.places.dropFirst()), began: stored.began, damagedFile: stored.damagedFile)
    // Damage found in another file does not apply to the one that has replaced it.
    if stored.damagedFile != nil, !places.isDamaged(office) { (places.damagedFile, places.own.failure) = (nil, nil) }
    return places
  }

  init(own: BackupPlace, others: [BackupPlace], began: Int64, damagedFile: UInt64? = nil) {
    (self.own, self.others, self.began, self.damagedFile) = (own, others, began, damagedFile)
  }

  /// Returns the places that are not present now: the USB stick is not inserted.
  public func absent(beside office: String) -> [String] {
    others.filter { !$0.isThere(beside: office) }.map(\.path)
  }

  /// Whether the current file is the one that was found damaged.
  public func isDamaged(_ office: String) -> Bool {
    damagedFile.map { $0 == FileMark(office)?.identity.inode } ?? false
  }

  /// The places of an office whose backups begin now.
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
  /// Whether it is present: a folder, and on another disk if it was when it was added.
  public func isThere(beside office: String) -> Bool {
    guard let place = Folder.facts(path), place.isFolder,
      let file = Folder.facts(office) ?? Folder.facts(Folder.parent(of: office))
    else { return false }
    return !isOtherDisk || place.st_dev != file.st_dev
  }
}
