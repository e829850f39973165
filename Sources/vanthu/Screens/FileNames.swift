import Glibc
import Terminal
import Vietnamese

/// Names of files that begin as typed, folders with `/` behind them.
enum FileNames {
  static func completions(_ typed: String, limit: Int) -> [Completion] {
    let slash = typed.lastIndex(of: "/")
    let folder = slash.map { String(typed[...$0]) } ?? ""
    let start = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
    guard let handle = opendir(folder.isEmpty ? "." : expanded(folder)) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(start), !name.hasPrefix(".") || start.hasPrefix(".") && name != "." && name != ".." else {
        continue
      }
      names.append(folder + name + (entry.pointee.d_type == UInt8(DT_DIR) ? "/" : ""))
    }
    return names.sortedByWords { $0 }.prefix(limit).map { Completion($0) }
  }

  /// `~/` as the user's home.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst(1)
  }

  /// As a path from the root: what is remembered must be found from any folder.
  static func absolute(_ typed: String) -> String {
    let path = expanded(typed)
    let whole =
      path.hasPrefix("/")
      ? path
      : (getcwd(nil, 0).map { cwd in
        defer { free(cwd) }
        return String(cString: cwd)
      } ?? "") + "/" + path
    return whole.count > 1 && whole.hasSuffix("/") ? String(whole.dropLast()) : whole
  }
}
