import DurableFile
import GRDB
import Glibc
import Records
import Wording

extension Office {
  /// Begins an office: makes the file, names the first clerk, opens the books of the year.
  ///
  /// The file is made aside and takes its name when it is whole: whatever stops it, there is an office or there is none.
  ///
  /// - Parameter station: 8 hexadecimal digits that no other installation has.
  /// - Throws: `OpenRefusal.exists`, also for a broken file: only `restore` sets one aside; an empty one gives way. `StorageRefusal`.
  public static func found(
    _ path: String, _ profile: OfficeProfile, station: String, books: [Book], acting: Acting
  ) throws -> Office {
    guard isFree(path) else { throw OpenRefusal.exists(path) }
    // It would be taken for the log of the new file.
    if (FileMark(path + "-wal")?.size ?? 0) > 0 { throw OpenRefusal.broken(path, WaysOn(.logOnly, path)) }
    do {
      let new = try NewFile(path, replacing: FileMark(path) == nil ? .nothing : .files)
      let office = try create(path, in: new.asidePath)
      try StorageRefusal.translating(path) {
        try office.found(profile, station: station, books: books, acting: acting)
        try office.database.close()
      }
      guard isFree(path) else { throw OpenRefusal.exists(path) }
      for ending in ["-wal", "-shm"] { try Folder.remove(path + ending) }
      // Never a name that is taken.
      try new.finish()
    } catch let failure as FileFailure {
      guard failure.kind == .system else { throw OpenRefusal.exists(path) }
      throw failure.isFull ? StorageRefusal.full(path) : .unreachable(path)
    }
    return try open(path)
  }

  /// Whether an office may be begun there: nothing is lost with a file that a power cut left empty.
  private static func isFree(_ path: String) -> Bool {
    guard let mark = FileMark(path) else { return errno == ENOENT }
    return mark.isRegular && mark.size == 0
  }

  /// The same in memory: a real office that is gone with the process.
  public static func foundInMemory(
    _ profile: OfficeProfile, station: String, books: [Book], acting: Acting
  ) throws -> Office {
    let office = try inMemory()
    try office.found(profile, station: station, books: books, acting: acting)
    return office
  }

  private func found(_ profile: OfficeProfile, station: String, books: [Book], acting: Acting) throws {
    try database.write { db in
      try db.execute(
        sql: "INSERT INTO station (id, epoch, sequence, time, hash) VALUES (?, 1, 0, 0, ?)",
        arguments: [station, Station.noHash.data])
    }
    try act(acting) { desk in
      try desk.write(.founded(.init(office: profile)))
      try desk.write(.clerkNamed(.init(name: acting.clerk)))
      for book in books { try desk.write(.bookOpened(.init(book: book))) }
    }
  }
}

extension Desk {
  /// The register is the same office's under another name: it was typed wrongly, or the office was renamed. What stands in it keeps the
  /// name it was written with.
  public func rename(to name: String) throws {
    try Limits.check(name, Words("tên cơ quan", "office's name"), 1...200)
    guard var renamed = profile else { return }
    renamed.name = name
    try write(.founded(.init(office: renamed)))
  }
}

extension Act.Founded: OfficeChange {
  /// Said again, it is the office under another name: the later entry counts.
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
