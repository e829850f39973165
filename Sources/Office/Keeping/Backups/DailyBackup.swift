import DurableFile
import GRDB
import Records
import RecordsSQL
import Wording

/// The result of a daily backup.
public struct BackupRun: Equatable, Sendable {
  public var places: BackupPlaces
  /// The paths of the files that were written.
  public var written: [String]
  /// The findings of `verify` in the office's file.
  public var findings: [VerifyReport.Finding]
  /// Why the folder beside the office's file could not be written to.
  public var storage: StorageRefusal?
  /// Places that are not present now: the USB stick is not inserted.
  public var absent: [String] = []

  /// Whether the office's own file was found damaged.
  public var isOfDamage: Bool {
    if case .foundDamaged = storage { true } else { false }
  }
}

extension Office {
  /// Whether a place that is present has no backup of today yet.
  public func isBackupDue(today: Day) -> Bool {
    guard !path.isEmpty else { return false }
    guard let places = BackupPlaces.read(path) else { return true }
    return places.own.day != today || places.others.contains { $0.day != today && $0.isThere(beside: path) }
  }

  /// Why no number is given: the last backup found this very file damaged. `nil` when it did not.
  public var foundDamage: StorageRefusal? {
    guard !path.isEmpty, BackupPlaces.read(path)?.isDamaged(path) == true else { return nil }
    return .foundDamaged(path)
  }

  /// Makes the backup of a day in the folder beside the office's file and in every other place that is present, and
  /// thins out older ones. A failure at one place is recorded there and does not stop the others.
  ///
  /// The backup beside the file is fully verified, journal against registers. If the office's file is damaged, its
  /// backup does not replace a good one: it is kept under another name, and the damage is reported.
  ///
  /// - Parameter now: milliseconds since 1970.
  /// - Throws: `BackupRefusal.running` when another program is making the backup; `FileRefusal`, `StorageRefusal` when
  ///   the state cannot be stored beside the office's file.
  public func backUpEverywhere(
    today: Day, now: Int64, progress: (Double) -> Void = { _ in }
  ) throws -> BackupRun {
    let folder = BackupPlaces.folder(of: path)
    let lock = try FileRefusal.translating(folder) {
      try Folder.make(folder)
      return try Folder(folder)
    }
    guard lock.lock() else { throw BackupRefusal.running }
    defer { lock.unlock() }

    var places = BackupPlaces.read(path) ?? BackupPlaces(of: path, now: now)
    // The folder may have been moved together with the office's file.
    places.own.path = folder
    var (written, findings): ([String], [VerifyReport.Finding]) = ([], [])
    var storage: StorageRefusal?
    written += try attempt(&places.own, today, now, failing: { storage = StorageRefusal(of: $0) }) { name in
      findings = try backUpVerified(to: name, in: folder) { progress(0.8 * $0) }
      if let finding = findings.first { throw BackupRefusal.unsound(finding) }
    }
    let isDamaged = storage == .foundDamaged(path) || findings.contains { $0.kind == .storage }
    if isDamaged { storage = .foundDamaged(path) }
    if isDamaged || places.own.failure == nil { places.damagedFile = isDamaged ? FileMark(path)?.identity.inode : nil }
    let absent = places.absent(beside: path)
    // Damage is not copied to places that contain only good backups.
    for index in places.others.indices where !isDamaged && places.others[index].isThere(beside: path) {
      let place = places.others[index].path
      written += try attempt(&places.others[index], today, now) { try backup(to: "\(place)/\($0.text)") }
    }
    progress(1)
    try places.write(path)
    return BackupRun(places: places, written: written, findings: findings, storage: storage, absent: absent)
  }

  /// Makes the backup at one place; records a failure there.
  ///
  /// - Returns: the file that was written; none if it failed.
  private func attempt(
    _ place: inout BackupPlace, _ today: Day, _ now: Int64, failing: (any Refusal) -> Void = { _ in },
    _ make: (BackupName) throws -> Void
  ) throws -> [String] {
    place.seen = now
    do {
      let name = try name(for: today, in: place.path)
      try make(name)
      (place.made, place.day, place.failure) = (now, today, nil)
      thin(place.path, station: name.station)
      return ["\(place.path)/\(name.text)"]
    } catch let refusal as any Refusal {
      place.failure = BackupPlace.Failure(refusal.words)
      failing(refusal)
      return []
    }
  }

  /// Returns today's name, or a further one if today's backup has acts that this file does not have (an older file was
  /// restored since).
  private func name(for today: Day, in folder: String) throws -> BackupName {
    var name = BackupName(station: try read { try Station.read($0).name }, day: today)
    while Folder.leadsSomewhere("\(folder)/\(name.text)"), try !holds(everythingIn: "\(folder)/\(name.text)") {
      name.copy += 1
    }
    return name
  }

  /// Whether this file has the last entry of a backup. True for a backup that cannot be read: it has nothing to lose.
  private func holds(everythingIn backup: String) throws -> Bool {
    var configuration = Configuration()
    configuration.readonly = true
    do {
      let theirs = try DatabaseQueue(path: FileAddress.of(backup), configuration: configuration).read {
        try Station.read($0)
      }
      guard theirs.sequence > 0 else { return true }
      return try read { db in
        try Bool.fetchOne(
          db,
          sql: "SELECT EXISTS (SELECT 1 FROM journal WHERE station = ? AND epoch = ? AND sequence = ? AND hash = ?)",
          arguments: [theirs.id, theirs.epoch, theirs.sequence, theirs.hash]) ?? false
      }
    } catch is DatabaseError {
      return true
    }
  }

  /// Makes a backup that gets its name only when it is fully verified.
  ///
  /// - Returns: the findings; if there are any, the backup is at `NAME.damaged`.
  private func backUpVerified(
    to name: BackupName, in folder: String, progress: (Double) -> Void
  ) throws -> [VerifyReport.Finding] {
    let target = "\(folder)/\(name.text)"
    let new = try FileRefusal.translating(target) { try NewFile(target, replacing: .files) }
    try fill(new) { progress(0.4 * $0) }
    let findings = try Office.verifiedCopy(new.asidePath) { progress(0.4 + 0.6 * $0) }
    try FileRefusal.translating(target) {
      try new.finish(as: findings.isEmpty ? nil : name.text + BackupName.damagedEnding)
    }
    return findings
  }

  /// Verifies a copy and leaves it as a single file. A search index that does not fit is no damage: it is rebuilt.
  private static func verifiedCopy(
    _ path: String, progress: (Double) -> Void
  ) throws -> [VerifyReport.Finding] {
    let copy = try open(path)
    let report = try copy.verify(progress: progress)
    try StorageRefusal.translating(path) {
      try copy.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.database.close()
    }
    return report.findings.filter { $0.kind != .search }
  }

  /// Removes the backups of this station that are not to be kept. If one cannot be removed, the next day tries again.
  private func thin(_ folder: String, station: StationName) {
    let names = FoundBackup.names(in: folder).compactMap(BackupName.init).filter { $0.station == station }
    let kept = BackupThinning.kept(of: names.map(\.day))
    for name in names where !kept.contains(name.day) { try? Folder.remove("\(folder)/\(name.text)") }
  }
}

extension Office {
  /// Adds a place for the daily backups.
  ///
  /// - Throws: `BackupRefusal` when it is no folder or is already a place; `FileRefusal` when it cannot be written to.
  public func addBackupPlace(_ folder: String, now: Int64) throws -> BackupPlaces {
    guard let place = Folder.facts(folder), place.isFolder else { throw BackupRefusal.noFolder(folder) }
    guard Folder.allows(.write, folder) else {
      throw Folder.isOnReadOnlyDisk(folder) ? FileRefusal.readOnlyDisk(folder) : .unwritable(folder)
    }
    guard let file = Folder.facts(path) else { throw OpenRefusal.noFile(path) }
    return try change(now: now) { places in
      guard !places.all.contains(where: { SystemPath.areSame($0.path, folder) }) else {
        throw BackupRefusal.known(folder)
      }
      places.others.append(BackupPlace(path: folder, isOtherDisk: place.st_dev != file.st_dev, seen: now))
    }
  }

  /// Removes a place from the list; the backups in it stay.
  public func removeBackupPlace(_ folder: String, now: Int64) throws -> BackupPlaces {
    try change(now: now) { places in
      guard let index = places.others.firstIndex(where: { SystemPath.areSame($0.path, folder) }) else {
        throw BackupRefusal.unknown(folder)
      }
      places.others.remove(at: index)
    }
  }

  private func change(now: Int64, _ body: (inout BackupPlaces) throws -> Void) throws -> BackupPlaces {
    var places = BackupPlaces.read(path) ?? BackupPlaces(of: path, now: now)
    try body(&places)
    let folder = BackupPlaces.folder(of: path)
    try FileRefusal.translating(folder) { try Folder.make(folder) }
    try places.write(path)
    return places
  }
}
