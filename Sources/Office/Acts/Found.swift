import DurableFile
import GRDB
import Glibc
import Records
import RecordsSQL
import Wording

extension Office {
  /// Creates an office: makes the file, names the first clerk, opens the books of the year.
  ///
  /// The file is made under a temporary name and renamed when it is complete: whatever interrupts this, there is a
  /// complete office or none.
  ///
  /// - Parameter station: 8 hexadecimal digits that no other installation has.
  /// - Throws: `OpenRefusal.exists`, also for a broken file (only `restore` sets one aside; an empty file is replaced);
  ///   `StorageRefusal`.
  public static func found(
    _ path: String, _ profile: OfficeProfile, station: StationName, books: [Book], context: ActContext
  ) throws -> Office {
    guard isFree(path) else { throw OpenRefusal.exists(path) }
    guard !Folder.leadsSomewhere(pathOfComingBack(path)) else { throw OpenRefusal.comingBack(path) }
    // SQLite would take it for the log of the new file.
    if (FileMark(path + "-wal")?.size ?? 0) > 0 { throw OpenRefusal.broken(path, WaysOn(.logOnly, path)) }
    do {
      let new = try NewFile(path, replacing: FileMark(path) == nil ? .nothing : .files)
      let office = try create(path, in: new.asidePath)
      try StorageRefusal.translating(path) {
        try office.found(profile, station: station, books: books, context: context)
        try office.database.close()
      }
      guard isFree(path) else { throw OpenRefusal.exists(path) }
      for ending in ["-wal", "-shm"] { try Folder.remove(path + ending) }
      // Fails if the name, which was free at the start, has been taken meanwhile.
      try new.finish()
    } catch let failure as FileFailure {
      guard failure.kind == .system else { throw OpenRefusal.exists(path) }
      throw failure.isFull ? StorageRefusal.full(path) : .unreachable(path)
    }
    return try open(path)
  }

  /// Whether an office may be created there: there is no file, or an empty one, as a power cut leaves it, with which
  /// nothing is lost.
  private static func isFree(_ path: String) -> Bool {
    guard let mark = FileMark(path) else { return errno == ENOENT }
    return mark.isRegular && mark.size == 0
  }

  /// Creates an office in memory: a real office that is gone when the process ends.
  public static func foundInMemory(
    _ profile: OfficeProfile, station: StationName, books: [Book], context: ActContext
  ) throws -> Office {
    let office = try inMemory()
    try office.found(profile, station: station, books: books, context: context)
    return office
  }

  private func found(_ profile: OfficeProfile, station: StationName, books: [Book], context: ActContext) throws {
    try database.write { db in
      try db.execute(
        sql: "INSERT INTO station (id, epoch, sequence, time, hash) VALUES (?, 1, 0, 0, ?)",
        arguments: [station, Hash256.zero])
    }
    try act(context) { transaction in
      try transaction.write(.founded(.init(office: profile)))
      try transaction.write(.clerkNamed(.init(name: context.clerk)))
      for book in books { try transaction.write(.bookOpened(.init(book: book))) }
    }
  }
}

extension OfficeTransaction {
  /// Gives the office another name: it was typed wrongly, or the office was renamed. What is registered already keeps
  /// the name it was written with.
  public func rename(to name: String) throws {
    try FieldLimits.check(name, Bilingual("tên cơ quan", "office's name"), 1...200)
    guard var renamed = profile else { return }
    renamed.name = name
    try write(.founded(.init(office: renamed)))
  }
}

extension Acts.Founded: OfficeChange {
  /// A second `founded` gives the office another name: the later entry counts.
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    let isLater = try Bool.fetchOne(
      registers.db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM office
            WHERE (said, name, organID, place, symbol, ifnull(superior, '')) > (?, ?, ?, ?, ?, ?))
          """),
      arguments: [
        entry.time.packed, office.name, office.organID, office.place, office.symbol, office.superior ?? "",
      ])!
    guard !isLater else { return [] }
    try registers.run("DELETE FROM office", [])
    try registers.run(
      "INSERT INTO office (organID, name, place, superior, symbol, said) VALUES (?, ?, ?, ?, ?, ?)",
      [office.organID, office.name, office.place, office.superior, office.symbol, entry.time.packed])
    return []
  }
}
