import GRDB
import Records

extension Office {
  /// Begins an office: makes the file, names the first clerk, opens the books of the year.
  ///
  /// - Parameter station: 8 hexadecimal digits that no other installation has.
  /// - Throws: `OpenRefusal.exists`, `StorageRefusal`.
  public static func found(
    _ path: String, _ profile: OfficeProfile, station: String, books: [Book], acting: Acting
  ) throws -> Office {
    let office = try create(path)
    try office.found(profile, station: station, books: books, acting: acting)
    return office
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
