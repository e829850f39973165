import DurableFile
import Records

/// The station whose file is at a path, even if the file is lost or unreadable. In doubt a file does not count as the
/// office's: it may be another's.
struct PathOwner {
  /// `nil` when there is no evidence, or when it is contradictory.
  let station: StationName?
  let organID: String?

  init(of office: String) {
    let file = FileOwner(office)
    let folder = BackupPlaces.folder(of: office)
    // The program itself names these after the office whose file was there on that day.
    let daily = Set(FoundBackup.names(in: folder).compactMap { BackupName($0)?.station })
    let key = KeyBeside(office).station
    if let key, let file, file.station.description != key {
      // Another file has replaced the one that the key belongs to.
      (station, organID) = (StationName(key), nil)
    } else if let file, daily.isEmpty || daily.contains(file.station) {
      (station, organID) = (file.station, file.organID)
    } else {
      let sourced = file == nil && daily.isEmpty ? PathOwner.setAside(office) : daily
      station = file == nil && sourced.count == 1 ? sourced.first : nil
      organID = nil
    }
  }

  /// Returns the stations of the files that were set aside at this path.
  private static func setAside(_ office: String) -> Set<StationName> {
    let (folder, name) = (Folder.parent(of: office), Folder.name(of: office))
    let aside = FoundBackup.names(in: folder).filter { file in
      ["-wal", "-shm", "-journal"].allSatisfy { !file.hasSuffix($0) }
        && FoundBackup.endings.contains { SystemPath.begins(file, with: name + $0.text) }
    }
    return Set(aside.compactMap { FileOwner(folder == "/" ? "/\($0)" : "\(folder)/\($0)")?.station })
  }

  func owner(of file: FileOwner?, station named: StationName?, organID: String?) -> BackupOwner {
    if file?.isSample == true, file?.station != station { return .sample }
    guard let station, let theirs = file?.station ?? named else { return .unknown(file?.name ?? "") }
    if theirs == station { return .own }
    guard let file, let organID, file.organID == organID else { return .otherOffice(file?.name ?? "") }
    return .otherStation(file.name)
  }
}
