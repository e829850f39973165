import DurableFile
import GRDB
import Glibc
import Records

extension Office {
  /// Begins an office: makes the file, names the first clerk, opens the books of the year.
  ///
  /// The file is made aside and takes its name when it is whole: whatever stops it, there is an office or there is none.
  ///
  /// - Parameter station: 8 hexadecimal digits that no other installation has.
  /// - Throws: `OpenRefusal.exists`, `StorageRefusal`.
  public static func found(
    _ path: String, _ profile: OfficeProfile, station: String, books: [Book], acting: Acting
  ) throws -> Office {
    guard access(path, F_OK) != 0 else { throw OpenRefusal.exists(path) }
    do {
      let new = try NewFile(path, replacing: .nothing)
      let office = try create(path, in: new.asidePath)
      try StorageRefusal.translating(path) {
        try office.found(profile, station: station, books: books, acting: acting)
        try office.database.close()
      }
      // Never a name that is taken.
      try new.finish()
    } catch let failure as FileFailure {
      guard failure.kind == .system else { throw OpenRefusal.exists(path) }
      throw failure.isFull ? StorageRefusal.full(path) : .unreachable(path)
    }
    return try open(path)
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
      try desk.write(.founded(office: profile))
      try desk.write(.clerkNamed(name: acting.clerk))
      for book in books { try desk.write(.bookOpened(book: book)) }
    }
  }
}
