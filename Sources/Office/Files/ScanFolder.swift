import Glibc
import Records

/// The folder a scanner writes to: its newest file is the paper that lies on the desk.
public enum ScanFolder {
  public struct Scan: Equatable, Sendable {
    public var path: String
    public var name: String
    public var size: Int
    /// When it was last written, seconds since 1970.
    public var modified: Int64
  }

  /// The files in the folder, newest first. Hidden, empty and unfinished ones are left out.
  public static func list(_ folder: String) throws -> [Scan] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { throw FileRefusal.missing(folder) }
      throw FileRefusal.unreadable(folder)
    }
    defer { closedir(stream) }
    var scans: [(Scan, Int)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var status = stat()
      guard !isUnfinished(name), stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
        continue
      }
      let scan = Scan(path: path, name: name, size: Int(status.st_size), modified: Int64(status.st_mtim.tv_sec))
      scans.append((scan, status.st_mtim.tv_nsec))
    }
    return scans.sorted {
      ($0.0.modified, $0.1, $0.0.name) > ($1.0.modified, $1.1, $1.0.name)
    }.map(\.0)
  }

  public static func newest(in folder: String) throws -> String? { try list(folder).first?.path }

  private static func isUnfinished(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasSuffix("~")
      || [".part", ".tmp", ".crdownload"].contains { name.lowercased().hasSuffix($0) }
  }
}
