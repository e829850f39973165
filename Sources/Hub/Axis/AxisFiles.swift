import Carriage
import Exchange
import Glibc
import Records
import Wording

/// The folder that is shared with the gateway of the axis: `in`, `out`, `done`, `refused`. One run works in it at a time.
final class AxisFolder {
  private let path: String
  private let lock: Int32

  init(_ path: String) throws {
    self.path = path
    for name in ["in", "out", "done", "refused"] { try Folder.make("\(path)/\(name)", mode: 0o770) }
    lock = Glibc.open("\(path)/.vanthu-hub", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw FileFailure(path) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw AxisRefusal.busy(path) }
    try clear()
  }

  /// Halves of files that a run left when it was cut off; nobody else works here now.
  private func clear() throws {
    for folder in ["out", "refused"] {
      for name in try Folder.names("\(path)/\(folder)") where name.hasSuffix(".part") && name.contains(".edxml.") {
        unlink("\(path)/\(folder)/\(name)")
      }
    }
  }

  deinit { if lock >= 0 { close(lock) } }

  /// The messages in `in`. Folders, links, hidden files and other names are somebody else's.
  func waiting() throws -> [String] {
    try Folder.names("\(path)/in").filter { name in
      guard !name.hasPrefix("."), name.lowercased().hasSuffix(".edxml") else { return false }
      return facts(name).map { $0.st_mode & S_IFMT == S_IFREG } ?? false
    }
  }

  private func facts(_ name: String) -> stat? {
    var facts = stat()
    return lstat("\(path)/in/\(name)", &facts) == 0 ? facts : nil
  }

  /// `nil` when it is gone, or is no plain file.
  func open(_ name: String) throws -> OpenFile? { try OpenFile("\(path)/in/\(name)", followingLinks: false) }

  /// Whether it was written to in the last minute: whoever copies it may not have finished.
  func isYoung(_ name: String, now: Int) -> Bool {
    facts(name).map { abs(now / 1_000 - $0.st_mtim.tv_sec) < 60 } ?? false
  }

  /// Never over a file that is there.
  func move(_ name: String, to folder: String) throws { try move(name, to: folder, as: free(name, in: folder)) }

  private func move(_ name: String, to folder: String, as new: String) throws {
    guard rename("\(path)/in/\(name)", "\(path)/\(folder)/\(new)") == 0 else { throw FileFailure("\(path)/\(folder)") }
    try Folder.sync("\(path)/\(folder)")
    try Folder.sync("\(path)/in")
  }

  /// With a text beside that says why: it is there before the file is.
  func refuse(_ name: String, _ words: Words) throws {
    let new = free(name, in: "refused")
    try NewFile.write(
      Array("\(words.vietnamese)\n\(words.english)\n".utf8), to: "\(path)/refused/\(new).txt", mode: 0o660)
    try move(name, to: "refused", as: new)
  }

  private func free(_ name: String, in folder: String) -> String {
    // Room for what stands behind it.
    let stem = name.dropLast(".edxml".count)
    var short = String(stem)
    while short.utf8.count > 200 { short.removeLast() }
    var new = "\(short).edxml"
    var number = 1
    var facts = stat()
    while lstat("\(path)/\(folder)/\(new)", &facts) == 0 {
      number += 1
      new = "\(short)-\(number).edxml"
    }
    return new
  }

  // MARK: out

  private func aside(_ name: String) -> String { "\(path)/out/.\(name)" }

  /// Whole and on the disk, under a name no gateway takes.
  func writeAside(_ bytes: [UInt8], _ name: String) throws {
    try NewFile.write(bytes, to: aside(name), mode: 0o660)
  }

  /// Gives it its name. Once it had it, somebody may have taken it away: then there is nothing to do.
  func show(_ name: String) throws {
    guard rename(aside(name), "\(path)/out/\(name)") == 0 || errno == ENOENT else { throw FileFailure("\(path)/out") }
    try Folder.sync("\(path)/out")
  }
}
