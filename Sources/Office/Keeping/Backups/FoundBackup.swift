import DurableFile
import GRDB
import Glibc
import Records

/// A file that can be restored.
public struct FoundBackup: Equatable, Sendable, Identifiable {
  public var path: String
  /// When it was written, in milliseconds since 1970.
  public var modified: Int64
  /// In bytes.
  public var size: Int
  public var kind: Kind
  public var owner: BackupOwner
  /// Whether it cannot be restored, judging by its beginning, its length and its name.
  public var isDamaged: Bool

  public var id: String { path }

  public enum Kind: Equatable, Sendable {
    /// An automatic backup of that day.
    case daily(Day)
    /// Set aside when another file replaced it.
    case setAside
    /// A file that was open when another file was found in its place.
    case replaced
    /// Made before the clock was corrected.
    case beforeMending
    /// An office's file that a program has open, or that was copied with its log: not made as a backup.
    case working
    /// Made by hand, or a copy.
    case other
  }

  /// The contents of a backup, read only for the one that is being looked at.
  public struct Content: Equatable, Sendable {
    public var office: String
    public var documents: Int
    /// The time of its last act, in milliseconds since 1970; `nil` when it has none.
    public var lastAct: Int64?
  }

  /// What the program adds to the name of a file that it sets aside.
  static let endings: [(text: String, kind: Kind)] = [
    (".before-restore-", .setAside), (".before-mending-", .beforeMending), (".replaced", .replaced),
  ]

  /// Returns the backups of an office that can be found without a path: in its own folder, in the added places, beside
  /// the office's file, and in the given folders (USB sticks) and their subfolders. Its own come first, then those of
  /// unknown owners, then those of others, each newest first; damaged ones are last.
  ///
  /// A file is recognized by SQLite's first bytes and the program's application ID; its owner by the name the program
  /// gave it, or by its contents. Nothing is written. Unreadable files and folders are skipped.
  public static func near(_ office: String, sticks: [String] = mounted()) -> [FoundBackup] {
    let places = BackupPlaces.read(office)?.others.map(\.path) ?? []
    let own = BackupPlaces.folder(of: office)
    var folders = [own, Folder.parent(of: office)] + places
    for stick in sticks {
      folders += [stick] + names(in: stick).filter { !$0.hasPrefix(".") }.prefix(50).map { "\(stick)/\($0)" }
    }
    // Not the office's file itself, under whatever name: closing it after a look would release the locks that SQLite
    // holds on it in this process.
    let itself = FileMark(office)?.identity
    var known: Set<[UInt8]> = []
    var found: [FoundBackup] = []
    for folder in folders where known.insert(SystemPath.bytes(folder)).inserted {
      for name in names(in: folder).prefix(2_000) where !name.hasSuffix("-wal") && !name.hasSuffix("-shm") {
        let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
        guard !SystemPath.areSame(path, office), let mark = FileMark(path), mark.identity != itself else { continue }
        if let backup = FoundBackup(path, name) { found.append(backup) }
      }
    }
    return described(found, of: office).sorted {
      ($1.order, $0.modified, $0.path) > ($0.order, $1.modified, $1.path)
    }
  }

  private var order: Int { isDamaged ? .max : owner.rank }

  /// Whether it may be suggested without a person looking at it.
  public var isSound: Bool { !isDamaged && kind != .working }

  /// Returns the file at one path; `nil` when it is not one of ours.
  public static func named(_ path: String, of office: String) -> FoundBackup? {
    guard let found = FoundBackup(path, Folder.name(of: path)) else { return nil }
    return described([found], of: office)[0]
  }

  /// Determines the owner of each. Of the daily backups of one station, which is in their names, only one is opened.
  private static func described(_ found: [FoundBackup], of office: String) -> [FoundBackup] {
    let path = PathOwner(of: office)
    var byStation: [StationName: FileOwner] = [:]
    var files: [FileOwner?] = []
    for backup in found {
      let station = backup.station
      let file = station.flatMap { byStation[$0] } ?? FileOwner(backup.path)
      if let station, file?.station == station { byStation[station] = file }
      files.append(file)
    }
    let organID = path.organID ?? files.compactMap(\.self).first { $0.station == path.station }?.organID
    return zip(found, files).map { backup, file in
      var backup = backup
      backup.owner = path.owner(of: file, station: backup.station, organID: organID)
      return backup
    }
  }

  /// The station in the name that the program gave it.
  private var station: StationName? { BackupName(Folder.name(of: path))?.station }

  /// Returns where a Debian desktop mounts USB sticks and disks.
  public static func mounted() -> [String] {
    let user = getpwuid(getuid()).map { SystemPath.text($0.pointee.pw_name) } ?? ""
    return ["/media", "/media/\(user)", "/run/media/\(user)", "/mnt"].flatMap { folder in
      names(in: folder).filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
    }
  }

  private init?(_ path: String, _ name: String) {
    guard let status = Folder.facts(path), status.isPlainFile else { return nil }
    let named =
      BackupName(name).map { Kind.daily($0.day) } ?? FoundBackup.endings.first { name.contains($0.text) }?.kind
    // A file named by the program is listed as damaged, whatever is left of it; any other must begin as one of ours.
    let isOurs = FoundBackup.isOurs(path)
    guard isOurs || named.map({ $0 != .setAside }) == true else { return nil }
    let hasLog = ["-wal", "-shm"].contains { FileMark(path + $0) != nil }
    // Pages that are still in its log are not part of its length.
    isDamaged = !isOurs || name.hasSuffix(BackupName.damagedEnding) || !hasLog && BrokenFile.of(path) != nil
    self.path = path
    size = Int(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) * 1000
    kind = named ?? (hasLog ? .working : .other)
    owner = .unknown("")
  }

  /// Whether it begins as an SQLite file with the program's application ID.
  private static func isOurs(_ path: String) -> Bool {
    guard let file = try? OpenFile(path), let head = try? file.read(72, at: 0), head.count == 72 else { return false }
    let mark = head[68..<72].reduce(0) { $0 << 8 | Int($1) }
    return Array(head[..<16]) == Array("SQLite format 3\0".utf8) && mark == OfficeFile.applicationID
  }

  /// Returns the names in a folder; none if it cannot be read.
  static func names(in folder: String) -> [String] { (try? Folder(folder).names()) ?? [] }

  /// Reads its contents; `nil` when it cannot be read. Nothing is written, in it or beside it.
  public func content() -> Content? {
    do {
      return try QuietReading(path).read { db in
        let last = try Int64.fetchOne(db, sql: "SELECT max(time) FROM journal")
        return Content(
          office: try String.fetchOne(db, sql: "SELECT name FROM office") ?? "",
          documents: try Int.fetchOne(db, sql: "SELECT count(*) FROM document") ?? 0,
          lastAct: last.map { HybridTime(packed: $0).milliseconds })
      }
    } catch {
      return nil
    }
  }

  /// Returns the readable backups near an office whose file cannot be opened, the one with the latest act first: the
  /// office's own, or if there are none, those that may be its own; never a sample. This is a quick look: `restore`
  /// checks the one that is chosen.
  static func readable(near office: String) -> [(backup: FoundBackup, lastAct: Int64)] {
    let found = near(office).filter { $0.owner != .sample && $0.isSound }
    let own = found.filter { $0.owner == .own }
    let readable = (own.isEmpty ? found : own).prefix(100).compactMap {
      found -> (backup: FoundBackup, lastAct: Int64)? in
      guard let last = found.content()?.lastAct else { return nil }
      return (found, last)
    }
    return readable.sorted {
      ($1.backup.owner.rank, $0.lastAct, $1.backup.path) > ($0.backup.owner.rank, $1.lastAct, $0.backup.path)
    }
  }

  /// Returns the backup that `restore --newest` uses: the office's own, and none that was set aside.
  public static func newest(near office: String) -> FoundBackup? {
    near(office).first { $0.owner == .own && $0.isSound && ![.setAside, .beforeMending].contains($0.kind) }
  }
}
