import DurableFile
import Glibc
import Office
import Vietnamese

/// Names of files that begin as typed, folders with `/` behind them.
package enum FileNames {
  package static func proposals(_ typed: String, limit: Int) -> [Proposal] {
    let folder = String(typed.dropLast(Folder.name(of: typed).count))
    let start = Folder.name(of: typed)
    let place = folder.isEmpty ? "." : (try? found(folder)) ?? expanded(folder)
    // Compared as letters, and given as the bytes they are. A field is one line: there a name of two would be another.
    let names = ((try? Folder(place).names()) ?? []).filter {
      $0.hasPrefix(start) && (!$0.hasPrefix(".") || start.hasPrefix(".")) && !$0.contains(where: \.isNewline)
    }
    return names.sortedByWords { $0 }.prefix(limit).map { name in
      Proposal(folder + name + (Folder.exists("\(place)/\(name)") ? "/" : ""))
    }
  }

  /// `~/` as the user's home.
  package static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return SystemPath.text(home) + path.dropFirst(1)
  }

  /// The path as the disk has it. Other systems write names with their marks apart (`e`, then the marks), and nobody types them so: where
  /// nothing lies under the name as it was given, the one that says the same is meant.
  ///
  /// - Throws: `FileRefusal.sameNames` when several do.
  package static func found(_ typed: String) throws -> String {
    let path = expanded(typed)
    guard Folder.facts(path) == nil else { return path }
    var found = ""
    for (index, part) in path.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      let (name, before) = (String(part), index == 0 ? "" : found + "/")
      found = before + name
      guard !name.isEmpty, Folder.facts(found) == nil else { continue }
      // Strings are equal when they are composed of the same letters, whatever their bytes.
      let same = ((try? Folder(before.isEmpty ? "." : before).names()) ?? []).filter { $0 == name }
      guard same.count < 2 else { throw FileRefusal.sameNames(found, same) }
      if let only = same.first { found = before + only }
    }
    return found
  }

  /// As a path from the root: what is remembered must be found from any folder.
  package static func absolute(_ typed: String) throws -> String {
    let path = try found(typed)
    let whole = path.utf8.first == UInt8(ascii: "/") ? path : "\(Folder.current ?? "")/\(path)"
    return whole.count > 1 && whole.hasSuffix("/") ? String(whole.dropLast()) : whole
  }
}
