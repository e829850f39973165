import DurableFile
import GRDB
import Records
import Wording

/// What a run of the daily backup came to.
public struct BackupRun: Equatable, Sendable {
  public var places: BackupPlaces
  /// The files that were written.
  public var written: [String]
  /// What `verify` found in the office's file.
  public var findings: [VerifyReport.Finding]
  /// Why the folder beside the office's file could not be written to.
  public var storage: StorageRefusal?
  /// Places that were named and are not there now: the stick is not in.
  public var absent: [String] = []

  /// Whether the office's own file was found damaged.
  public var isOfDamage: Bool {
    if case .foundDamaged = storage { true } else { false }
  }
}

extension Office {
  /// Whether a place that is there has no backup of today yet.
  public func isBackupDue(today: Day) -> Bool {
    guard !path.isEmpty else { return false }
    guard let places = BackupPlaces.read(path) else { return true }
    return places.own.day != today || places.others.contains { $0.day != today && $0.isThere(beside: path) }
  }

  /// Why no number is given: the last backup found this very file damaged. Nil when it did not.
  public var foundDamage: StorageRefusal? {
    guard !path.isEmpty, BackupPlaces.read(path)?.isDamaged(path) == true else { return nil }
    return .foundDamaged(path)
  }

  /// Makes the backup of a day in the folder beside the office's file and in every other place that is there, and thins out the
  /// older ones. What keeps one place from getting its backup is remembered and keeps no other from it.
  ///
  /// The backup beside the file is verified whole, journal against registers; one whose office is damaged does not take the place
  /// of a good one: it is kept under a name of its own, and the damage is said.
  /// - Parameter now: milliseconds since 1970.
  /// - Throws: `BackupRefusal.running` when another program is just doing it; `FileRefusal`, `StorageRefusal` when nothing can be
  ///   remembered beside the office's file.
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
    // Damage is not carried to where only good backups lie.
    for index in places.others.indices where !isDamaged && places.others[index].isThere(beside: path) {
      let place = places.others[index].path
      written += try attempt(&places.others[index], today, now) { try backup(to: "\(place)/\($0.text)") }
    }
    progress(1)
    try places.write(path)
    return BackupRun(places: places, written: written, findings: findings, storage: storage, absent: absent)
  }

  /// One place: what goes wrong there is remembered there.
  /// - Returns: the file that was written; none when it went wrong.
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

  /// Today's name; a further one where today's backup knows acts that this file does not (the file was put back since).
  private func name(for today: Day, in folder: String) throws -> BackupName {
    var name = BackupName(station: try read { try Station.read($0).id }, day: today)
    while Folder.leadsSomewhere("\(folder)/\(name.text)"), try !holds(everythingIn: "\(folder)/\(name.text)") {
      name.copy += 1
    }
    return name
  }

  /// Whether this file knows the last entry of a backup. One that cannot be read holds nothing.
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
          arguments: [theirs.id, theirs.epoch, theirs.sequence, theirs.hash.data]) ?? false
      }
    } catch is DatabaseError {
      return true
    }
  }

  /// A backup that takes its name only when it is verified whole.
  /// - Returns: what is wrong with it; the backup lies under `NAME.damaged` then.
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

  /// Verifies a copy, and leaves it as one file. An index of words that does not fit is no damage: it is made again.
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

  /// Removes the backups of this station that are not to be kept. One that cannot be removed is tried again tomorrow.
  private func thin(_ folder: String, station: String) {
    let names = FoundBackup.names(in: folder).compactMap(BackupName.init).filter { $0.station == station }
    let kept = BackupThinning.kept(of: names.map(\.day))
    for name in names where !kept.contains(name.day) { try? Folder.remove("\(folder)/\(name.text)") }
  }
}

extension Office {
  /// Names a further place for the daily backups.
  /// - Throws: `BackupRefusal` when it is no folder, is named already, or cannot be written to.
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

  /// Forgets a place; the backups that lie there stay.
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
