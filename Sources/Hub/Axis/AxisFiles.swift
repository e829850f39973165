import DurableFile
import Glibc
import Vietnamese
import Wording

/// The folder shared with the gateway of the axis: `in`, `out`, `done`, `refused`. One run at a time works in it.
final class AxisFolder {
  private let path: String
  private let lock: StandingFile
  private let folders: [String: Folder]

  init(_ path: String) throws {
    self.path = path
    try Folder.make(path, mode: 0o770)
    let root = try Folder(path)
    folders = try ["in", "out", "done", "refused"].reduce(into: [:]) {
      $0[$1] = try Folder($1, in: root, making: 0o770)
    }
    lock = try StandingFile("\(path)/.vanthu-hub")
    guard lock.lock() else { throw AxisRefusal.busy(path) }
    try clear()
  }

  private func folder(_ name: String) -> Folder { folders[name]! }

  /// Removes incomplete files of an interrupted run; the lock excludes other runs.
  private func clear() throws {
    for folder in ["out", "refused"].map(folder) {
      folder.removeLeftovers()
      // Those of earlier versions.
      for name in try folder.names() where name.hasSuffix(".part") && name.contains(".edxml.") {
        if folder.hasPlainFile(name) { try folder.remove(name) }
      }
    }
  }

  /// The messages in `in`. Folders, links, hidden files and other names are ignored.
  func waiting() throws -> [String] {
    let folder = folder("in")
    return try folder.names().filter { name in
      !name.hasPrefix(".") && name.lowercased().hasSuffix(".edxml") && folder.hasPlainFile(name)
    }
  }

  /// Opens a message; `nil` if it is gone, or is no regular file.
  func open(_ name: String) throws -> OpenFile? { try OpenFile(name, in: folder("in")) }

  /// Whether it was modified in the last minute: it may still be being copied.
  func isYoung(_ name: String, now: Int) -> Bool {
    folder("in").facts(name).map { abs(now / 1_000 - $0.st_mtim.tv_sec) < 60 } ?? false
  }

  /// Moves a message; never overwrites a file.
  func move(_ name: String, to folder: String) throws { try move(name, to: folder, as: free(name, in: folder)) }

  private func move(_ name: String, to other: String, as new: String) throws {
    try folder("in").move(name, to: folder(other), as: new)
  }

  /// Moves a message to `refused`, with a text file that says why. The text is written first.
  func refuse(_ name: String, _ words: Bilingual) throws {
    let new = free(name, in: "refused")
    try NewFile.write(
      Array("\(plain(words.vietnamese))\n\(plain(words.english))\n".utf8), to: "\(new).txt", in: folder("refused"),
      mode: 0o660)
    try move(name, to: "refused", as: new)
  }

  private func free(_ name: String, in other: String) -> String {
    // Leaves room for a suffix.
    let stem = name.dropLast(".edxml".count)
    var short = String(stem)
    while short.utf8.count > 200 { short.removeLast() }
    var new = "\(short).edxml"
    var number = 1
    while folder(other).facts(new) != nil {
      number += 1
      new = "\(short)-\(number).edxml"
    }
    return new
  }

  // MARK: out

  private func aside(_ name: String) -> String { ".\(name)" }

  /// Writes the complete file to the disk, under a name the gateway ignores.
  func writeAside(_ bytes: [UInt8], _ name: String) throws {
    try NewFile.write(bytes, to: aside(name), in: folder("out"), mode: 0o660)
  }

  /// Renames the file to its final name. If it is not there, it was renamed before, and may even have been taken away.
  func show(_ name: String) throws {
    let out = folder("out")
    do { try out.move(aside(name), to: out, as: name) } catch let failure as FileFailure where failure.code == ENOENT {
      try out.sync()
    }
  }
}
