import DurableFile
import Glibc
import Records

/// The folder that a scanner writes to: its newest file is probably the paper on the desk.
public enum ScanFolder {
  public struct Scan: Equatable, Sendable {
    public var path: String
    public var name: String
    public var size: Int
    /// When it was last written, in seconds since 1970.
    public var modified: Int64
  }

  /// Returns the files in the folder, newest first. Hidden, empty and unfinished files are left out, and so are links:
  /// others can write there too.
  public static func list(_ folder: String) throws -> [Scan] {
    do {
      let tree = try Folder(folder)
      let scans = try tree.names().compactMap { name -> (Scan, Int)? in
        guard !isUnfinished(name), let facts = tree.facts(name), facts.isPlainFile, facts.st_size > 0 else {
          return nil
        }
        let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        let scan = Scan(path: path, name: name, size: Int(facts.st_size), modified: Int64(facts.st_mtim.tv_sec))
        return (scan, facts.st_mtim.tv_nsec)
      }
      return scans.sorted { ($0.0.modified, $0.1, $0.0.name) > ($1.0.modified, $1.1, $1.0.name) }.map(\.0)
    } catch let failure as FileFailure {
      throw failure.code == ENOENT ? FileRefusal.missing(folder) : .unreadable(folder)
    }
  }

  public static func newest(in folder: String) throws -> String? { try list(folder).first?.path }

  private static func isUnfinished(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasSuffix("~")
      || [".part", ".tmp", ".crdownload"].contains { name.lowercased().hasSuffix($0) }
  }
}
