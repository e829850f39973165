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
    let aside = "\(path).\(station).new"
    defer { for end in ["", "-wal", "-shm", "-journal"] { unlink(aside + end) } }
    let office = try create(path, in: aside)
    try StorageRefusal.translating(path) {
      try office.found(profile, station: station, books: books, acting: acting)
      try office.database.close()
    }
    try name(aside, path)
    return try open(path)
  }

  /// Gives the finished file its name, and never one that is taken.
  private static func name(_ aside: String, _ path: String) throws {
    // On a stick without hard links the file is moved.
    if link(aside, path) != 0, errno == EEXIST || access(path, F_OK) == 0 || rename(aside, path) != 0 {
      throw access(path, F_OK) == 0 ? OpenRefusal.exists(path) : StorageRefusal.unreachable(path) as any Error
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = Glibc.open(folder, O_RDONLY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
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
