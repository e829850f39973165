import DurableFile
import GRDB

/// The key of a station, which is stored beside the office's file and in no backup of it. An enrolled file without its
/// key is a copy, or has lost it; one beside another station's key was put in the place of that station's file.
public struct KeyBeside: Equatable {
  public let path: String
  /// Whether there is one.
  public let isThere: Bool
  /// The station that it names; nil in one that an earlier version wrote.
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
  /// Returns what the key says against the file; nil for an office that is not enrolled: its file never had a key.
  func trouble(_ file: String, _ db: Database) throws -> StorageRefusal? {
    guard try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM hub)"))! else { return nil }
    if let station, station != (try Station.read(db).id?.description) { return .keyOfOther(file) }
    guard !isThere else { return nil }
    let isBegunAnew = try Bool.fetchOne(db.cachedStatement(sql: "SELECT begunAnew FROM station")) ?? false
    return isBegunAnew ? nil : .keyMissing(file)
  }
}
