import DurableFile
import Glibc
import Terminal
import Vietnamese

/// Names of files that begin as typed, folders with `/` behind them.
enum FileNames {
  static func completions(_ typed: String, limit: Int) -> [Completion] {
    let folder = String(typed.dropLast(Folder.name(of: typed).count))
    let start = Folder.name(of: typed)
    let place = folder.isEmpty ? "." : expanded(folder)
    // Compared as letters, and given as the bytes they are.
    let names = ((try? Folder(place).names()) ?? []).filter {
      $0.hasPrefix(start) && (!$0.hasPrefix(".") || start.hasPrefix("."))
    }
    return names.sortedByWords { $0 }.prefix(limit).map { name in
      Completion(folder + name + (Folder.exists("\(place)/\(name)") ? "/" : ""))
    }
  }

  /// `~/` as the user's home.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return SystemPath.text(home) + path.dropFirst(1)
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
