import DurableFile
import Glibc
import Office
import Vietnamese

/// File names as they are typed, completed and found.
package enum FileNames {
  package static func proposals(_ typed: String, limit: Int) -> [Proposal] {
    let folder = String(typed.dropLast(Folder.name(of: typed).count))
    let start = Folder.name(of: typed)
    let place = folder.isEmpty ? "." : (try? found(folder)) ?? expanded(folder)
    // Compared as characters, and returned as the bytes they are. A field has one line: a name with a line break would
    // become another name in it.
    let names = ((try? Folder(place).names()) ?? []).filter {
      $0.hasPrefix(start) && (!$0.hasPrefix(".") || start.hasPrefix(".")) && !$0.contains(where: \.isNewline)
    }
    return names.sortedByWords { $0 }.prefix(limit).map { name in
      Proposal(folder + name + (Folder.exists("\(place)/\(name)") ? "/" : ""))
    }
  }

  /// Replaces `~/` by the user's home folder.
  package static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return SystemPath.text(home) + path.dropFirst(1)
  }

  /// Returns the path as it is on the disk. Other systems write names in decomposed form (`e`, then the marks), which
  /// is not what a clerk types: if nothing exists under the typed name, the file with the equivalent name is meant.
  ///
  /// - Throws: `FileRefusal.sameNames` if several have an equivalent name.
  package static func found(_ typed: String) throws -> String {
    let path = expanded(typed)
    guard Folder.facts(path) == nil else { return path }
    var found = ""
    for (index, part) in path.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      let (name, before) = (String(part), index == 0 ? "" : found + "/")
      found = before + name
      guard !name.isEmpty, Folder.facts(found) == nil else { continue }
      // Swift compares strings by canonical equivalence, whatever their bytes.
      let same = ((try? Folder(before.isEmpty ? "." : before).names()) ?? []).filter { $0 == name }
      guard same.count < 2 else { throw FileRefusal.sameNames(found, same) }
      if let only = same.first { found = before + only }
    }
    return found
  }

  /// Returns the absolute path: a path that is stored must be found from any folder.
  package static func absolute(_ typed: String) throws -> String {
    let path = try found(typed)
    let whole = path.utf8.first == UInt8(ascii: "/") ? path : "\(Folder.current ?? "")/\(path)"
    return whole.count > 1 && whole.hasSuffix("/") ? String(whole.dropLast()) : whole
  }
}
