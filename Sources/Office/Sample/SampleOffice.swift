import DurableFile
import GRDB
import Records

/// A sample office of any size: real acts done by the verbs, in the order of their days.
///
/// For trying the program out and for measuring it. The same plan always makes the same journal.
public enum SampleOffice {
  /// Makes the office in a new file. If that fails, no file is left.
  ///
  /// - Parameter progress: receives the number of documents done so far; throws to cancel.
  @discardableResult
  public static func make(
    _ plan: SamplePlan, at path: String, progress: (Int) throws -> Void = { _ in }
  ) throws -> Office {
    let office = try Office.found(
      path, plan.profile, station: station(plan), books: books(plan), context: SampleWork.beginning(plan))
    do {
      try office.writingFreely {
        try SampleWork(plan).perform(in: office, progress: progress)
        try office.tidy()
      }
      return office
    } catch {
      try? office.database.close()
      Folder.removeDatabase(path)
      throw error
    }
  }

  /// Makes the office in memory: for trying out the program, and for tests.
  public static func inMemory(_ plan: SamplePlan) throws -> Office {
    let office = try Office.foundInMemory(
      plan.profile, station: station(plan), books: books(plan), context: SampleWork.beginning(plan))
    try SampleWork(plan).perform(in: office) { _ in }
    return office
  }

  /// Returns a name from the seed: no two samples have the same one.
  private static func station(_ plan: SamplePlan) -> StationName {
    var random = SampleRandom(seed: plan.seed ^ UInt64(plan.documents))
    return StationName(number: UInt32(random.next() >> 32))
  }

  private static func books(_ plan: SamplePlan) -> [Book] { Book.usual(year: SampleWork.firstDay(plan).year) }
}

extension Office {
  /// Runs `body` without waiting for the disk after each transaction, for a file that is deleted if making it fails.
  /// Everything is on the disk when it returns.
  fileprivate func writingFreely(_ body: () throws -> Void) throws {
    // The log is removed and created again.
    unwatchFile()
    try StorageRefusal.translating(path) {
      try database.writeWithoutTransaction {
        // Without a journal every page is written once; a larger hash table means fewer, larger segments of the search
        // index.
        try $0.execute(
          sql: """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
            INSERT INTO search (search, rank) VALUES ('hashsize', 16777216)
            """)
      }
      try body()
      try database.writeWithoutTransaction {
        try $0.execute(
          sql: """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -2000;
            INSERT INTO search (search, rank) VALUES ('hashsize', 1048576)
            """)
        try $0.checkpoint(.truncate)
      }
    }
    do { try OpenFile.settle(path) } catch let failure as FileFailure {
      throw failure.isFull ? StorageRefusal.full(path) : .unreachable(path)
    }
    try watchFile()
  }

  /// Merges the search index into one segment.
  fileprivate func tidy() throws {
    try database.write { try $0.execute(sql: "INSERT INTO search (search) VALUES ('optimize')") }
  }
}
