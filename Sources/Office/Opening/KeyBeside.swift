import DurableFile
import GRDB

/// The key of a station, which lies beside the office's file and in no backup of it: a file that is enrolled and lies without its key
/// is a copy, or has lost it; one that lies beside another's key was put there in the place of another.
public struct KeyBeside: Equatable {
  public let path: String
  /// Whether there is one.
  public let isThere: Bool
  /// Of which station it says that it is; nil in one that an earlier version wrote.
  public let station: String?

  public init(_ office: String) {
    path = office + ".key"
    isThere = Folder.facts(path) != nil
    let bytes = isThere ? try? OpenFile.all(path, atMost: 65_536) : nil
    let lines = (bytes ?? nil).map { SystemPath.text($0).split(separator: "\n") } ?? []
    station = lines.first { $0.hasPrefix("station ") }.map { String($0.dropFirst(8)) }
  }
}

extension KeyBeside {
  /// What it says against the file; nil for an office that is enrolled nowhere: its file never had a key.
  func trouble(_ file: String, _ db: Database) throws -> StorageRefusal? {
    guard try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM hub)"))! else { return nil }
    if let station, station != (try Station.read(db).id) { return .keyOfOther(file) }
    guard !isThere else { return nil }
    let isBegunAnew = try Bool.fetchOne(db.cachedStatement(sql: "SELECT begunAnew FROM station")) ?? false
    return isBegunAnew ? nil : .keyMissing(file)
  }
}

extension Office {
  /// What the key beside the file says against it. A key of another station stops every act. A missing one stops numbers alone: what
  /// the same numbers would be given to is somewhere else, while everything else of a lost key can wait for a new one.
  public var keyTrouble: StorageRefusal? {
    get throws {
      guard !path.isEmpty, viewOnly == nil else { return nil }
      return try read { try KeyBeside(path).trouble(path, $0) }
    }
  }

  /// The file lies beside its own key: where it is found without one later, it is a copy again, whatever it was restored from before.
  public func liesBesideKey() throws {
    guard try read({ try Bool.fetchOne($0, sql: "SELECT begunAnew FROM station") ?? false }) else { return }
    try write { try $0.execute(sql: "UPDATE station SET begunAnew = 0") }
  }
}
