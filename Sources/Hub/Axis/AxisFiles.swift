import DurableFile
import Glibc
import Vietnamese
import Wording

/// The folder that is shared with the gateway of the axis: `in`, `out`, `done`, `refused`. One run works in it at a time.
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

  /// Halves of files that a run left when it was cut off; nobody else works here now.
  private func clear() throws {
    for folder in ["out", "refused"].map(folder) {
      folder.removeLeftovers()
      // Those of earlier versions.
      for name in try folder.names() where name.hasSuffix(".part") && name.contains(".edxml.") {
        if folder.hasPlainFile(name) { try folder.remove(name) }
      }
    }
  }

  /// The messages in `in`. Folders, links, hidden files and other names are somebody else's.
  func waiting() throws -> [String] {
    let folder = folder("in")
    return try folder.names().filter { name in
      !name.hasPrefix(".") && name.lowercased().hasSuffix(".edxml") && folder.hasPlainFile(name)
    }
  }

  /// `nil` when it is gone, or is no plain file.
  func open(_ name: String) throws -> OpenFile? { try OpenFile(name, in: folder("in")) }

  /// Whether it was written to in the last minute: whoever copies it may not have finished.
  func isYoung(_ name: String, now: Int) -> Bool {
    folder("in").facts(name).map { abs(now / 1_000 - $0.st_mtim.tv_sec) < 60 } ?? false
  }

  /// Never over a file that is there.
  func move(_ name: String, to folder: String) throws { try move(name, to: folder, as: free(name, in: folder)) }

  private func move(_ name: String, to other: String, as new: String) throws {
    try folder("in").move(name, to: folder(other), as: new)
  }

  /// With a text beside that says why: it is there before the file is.
  func refuse(_ name: String, _ words: Words) throws {
    let new = free(name, in: "refused")
    try NewFile.write(
      Array("\(plain(words.vietnamese))\n\(plain(words.english))\n".utf8), to: "\(new).txt", in: folder("refused"),
      mode: 0o660)
    try move(name, to: "refused", as: new)
  }

  private func free(_ name: String, in other: String) -> String {
    // Room for what stands behind it.
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

  /// Whole and on the disk, under a name no gateway takes.
  func writeAside(_ bytes: [UInt8], _ name: String) throws {
    try NewFile.write(bytes, to: aside(name), in: folder("out"), mode: 0o660)
  }

  /// Gives it its name. Once it had it, somebody may have taken it away: then there is nothing to do.
  func show(_ name: String) throws {
    let out = folder("out")
    do { try out.move(aside(name), to: out, as: name) } catch let failure as FileFailure where failure.code == ENOENT {
      try out.sync()
    }
  }
}
