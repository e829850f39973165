import DurableFile
import GRDB
import Records

/// The owner of a backup, as seen from the office's file at one path. A USB stick and the folder beside the file may
/// also contain backups of others and of the sample office.
public enum BackupOwner: Equatable, Sendable {
  /// The office whose file is, or was, at that path.
  case own
  /// Not known: the backup cannot be read, or it is not known whose file was at that path. With the agency's name, if
  /// it could be read.
  case unknown(String)
  /// Another PC of the same agency.
  case otherStation(String)
  case otherOffice(String)
  case sample

  /// The order in which backups are offered.
  var rank: Int {
    switch self {
    case .own: 0
    case .unknown: 1
    case .otherStation: 2
    case .otherOffice: 3
    case .sample: 4
    }
  }

  /// The agency, where it distinguishes the backup from others.
  public var agency: String {
    switch self {
    case .own, .sample: ""
    case .unknown(let name), .otherStation(let name), .otherOffice(let name): name
    }
  }
}

/// The owner of a file according to its contents. Nothing is written, in it or beside it.
struct FileOwner: Equatable {
  var station: String
  /// `nil` where only the station could still be read.
  var organID: String?
  var name = ""
  var isSample = false

  init?(_ path: String) {
    do {
      self = try QuietReading(path).read { db in
        let (station, office) = (
          try Station.read(db).id, try Row.fetchOne(db, sql: "SELECT organID, name FROM office")
        )
        return FileOwner(
          station: station, organID: office?[0], name: office?[1] ?? "", isSample: try SampleOffice.made(db))
      }
    } catch {
      guard let end = StationEnd(restingIn: path) else { return nil }
      station = end.station
    }
    guard StationName(station) != nil else { return nil }
  }

  private init(station: String, organID: String?, name: String, isSample: Bool) {
    (self.station, self.organID, self.name, self.isSample) = (station, organID, name, isSample)
  }
}

/// The station whose file is at a path, even if the file is lost or unreadable. In doubt a file does not count as the
/// office's: it may be another's.
struct PathOwner {
  /// `nil` when there is no evidence, or when it is contradictory.
  let station: String?
  let organID: String?

  init(of office: String) {
    let file = FileOwner(office)
    let folder = BackupPlaces.folder(of: office)
    // The program itself names these after the office whose file was there on that day.
    let daily = Set(FoundBackup.names(in: folder).compactMap { BackupName($0)?.station })
    let key = KeyBeside(office).station
    if let key, let file, file.station != key {
      // Another file has replaced the one that the key belongs to.
      (station, organID) = (key, nil)
    } else if let file, daily.isEmpty || daily.contains(file.station) {
      (station, organID) = (file.station, file.organID)
    } else {
      let told = file == nil && daily.isEmpty ? PathOwner.setAside(office) : daily
      station = file == nil && told.count == 1 ? told.first : nil
      organID = nil
    }
  }

  /// Returns the stations of the files that were set aside at this path.
  private static func setAside(_ office: String) -> Set<String> {
    let (folder, name) = (Folder.parent(of: office), Folder.name(of: office))
    let aside = FoundBackup.names(in: folder).filter { file in
      ["-wal", "-shm", "-journal"].allSatisfy { !file.hasSuffix($0) }
        && FoundBackup.endings.contains { SystemPath.begins(file, with: name + $0.text) }
    }
    return Set(aside.compactMap { FileOwner(folder == "/" ? "/\($0)" : "\(folder)/\($0)")?.station })
  }

  func owner(of file: FileOwner?, station named: String?, organID: String?) -> BackupOwner {
    if file?.isSample == true, file?.station != station { return .sample }
    guard let station, let theirs = file?.station ?? named else { return .unknown(file?.name ?? "") }
    if theirs == station { return .own }
    guard let file, let organID, file.organID == organID else { return .otherOffice(file?.name ?? "") }
    return .otherStation(file.name)
  }
}
