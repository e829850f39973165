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
  var station: StationName
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
        guard let station else { throw StorageRefusal.damaged(path) }
        return FileOwner(
          station: station, organID: office?[0], name: office?[1] ?? "", isSample: try SamplePlan.made(db))
      }
    } catch {
      guard let resting = StationEnd(restingIn: path)?.station else { return nil }
      station = resting
    }
  }

  private init(station: StationName, organID: String?, name: String, isSample: Bool) {
    (self.station, self.organID, self.name, self.isSample) = (station, organID, name, isSample)
  }
}
