import Glibc

/// A folder that is open: what is done in it is done in this one, whatever becomes of its name meanwhile.
///
/// On a stick, in a mailbox, in a shared folder others put what they like: links that lead elsewhere, pipes, devices. In a folder that
/// was opened here no link is followed, and only plain files are read.
public final class Folder: Sendable {
  public let path: String
  let handle: Int32

  /// The folder somebody has named, or the program itself: links on the way to it are their own.
  public init(_ path: String) throws {
    self.path = path
    handle = SystemPath.with(path) { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard handle >= 0 else { throw FileFailure(path) }
  }

  /// The folder of this name in `folder`.
  ///
  /// - Parameter mode: it is made where there is none, and there for good when the call returns; `nil` to make none.
  /// - Throws: `FileFailure`: `.noPlainFolder` when a link or a file bears the name.
  public init(_ name: String, in folder: Folder, making mode: mode_t? = nil) throws {
    path = "\(folder.path)/\(name)"
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    var isMade = false
    if let mode {
      isMade = SystemPath.with(name) { mkdirat(folder.handle, $0, mode) } == 0
      guard isMade || errno == EEXIST || folder.facts(name)?.isFolder == true else { throw FileFailure(path) }
    }
    handle = SystemPath.with(name) { openat(folder.handle, $0, flags) }
    guard handle >= 0 else {
      let failure = FileFailure(path)
      throw [ENOTDIR, ELOOP].contains(failure.code) ? FileFailure(path, .noPlainFolder, code: failure.code) : failure
    }
    if isMade { Ownership.settle(handle, at: path) }
    // Also one that was there: whoever made it may have been cut off before this.
    if mode != nil {
      try folder.sync()
    }
  }

  /// The folder of this name in it, or `nil` when there is none.
  ///
  /// - Throws: `FileFailure`: `.noPlainFolder` when a link or a file bears the name.
  public func folder(_ name: String) throws -> Folder? {
    do { return try Folder(name, in: self) } catch let failure as FileFailure where failure.code == ENOENT {
      return nil
    }
  }

  deinit { if handle >= 0 { close(handle) } }

  /// The names in it, sorted.
  public func names() throws -> [String] {
    // The stream closes its number, and shares its place with every copy: so it gets one that was opened anew.
    let copy = openat(handle, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else {
      let failure = FileFailure(path)
      if copy >= 0 { close(copy) }
      throw failure
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let item = readdir(stream) {
      let name = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { SystemPath.text($0) }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    // A stick that was pulled out has no names any more, and that is not the same as an empty one.
    guard errno == 0 else { throw FileFailure(path) }
    return names.sorted()
  }

  /// What bears the name, a link being a link; `nil` when nothing does.
  public func facts(_ name: String) -> stat? {
    var facts = stat()
    return SystemPath.with(name) { fstatat(handle, $0, &facts, AT_SYMLINK_NOFOLLOW) } == 0 ? facts : nil
  }

  public func hasPlainFile(_ name: String) -> Bool { facts(name).map(\.isPlainFile) ?? false }

  /// Names that were given in the folder are on the disk after this.
  ///
  /// A stick may be pulled out when its file was synced before it got its name, and then every folder down to it that may be new.
  /// This is as good as `sync`, which waits for all disks: on FAT it writes the folder and the table of clusters and empties
  /// the stick's own memory, on exFAT everything of the stick; NTFS and the file systems of Linux keep folders in step.
  public func sync() throws {
    // Some file systems in user space know no such thing for folders.
    guard fsync(handle) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS else { throw FileFailure(path) }
  }

  /// Takes the folder's lock, which is the kernel's and goes with the process; false when another one has it.
  public func lock() -> Bool { flock(handle, LOCK_EX | LOCK_NB) == 0 }

  public func unlock() { flock(handle, LOCK_UN) }

  /// Takes a file, or a link itself, away; nothing when there is none.
  public func remove(_ name: String) throws {
    guard SystemPath.with(name, { unlinkat(handle, $0, 0) }) == 0 || errno == ENOENT else {
      throw FileFailure("\(path)/\(name)")
    }
  }

  /// Gives a file of this folder a name in `other`, and makes both safe. What bears that name is replaced unless `replacing` forbids it.
  ///
  /// - Throws: `FileFailure`; the file has its old name then.
  public func move(_ name: String, to other: Folder, as new: String, replacing: Replacing = .names) throws {
    try Folder.give(name, in: self, the: new, in: other, replacing)
    try other.sync()
    if other !== self { try sync() }
  }

  /// Gives what bears `name` the new name, as far as what bears that one may be replaced.
  static func give(_ name: String, in folder: Folder, the new: String, in other: Folder, _ replacing: Replacing) throws
  {
    let place = "\(other.path)/\(new)"
    func named(_ call: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32) -> Bool {
      SystemPath.with(name) { old in SystemPath.with(new) { call(old, $0) } } == 0
    }
    switch replacing {
    case .nothing:
      if named({ linkat(folder.handle, $0, other.handle, $1, 0) }) { return try folder.remove(name) }
      guard errno != EEXIST else { throw FileFailure(place, .exists, code: EEXIST) }
      // The file system of a stick has no second names: look, then move.
      guard other.facts(new) == nil else { throw FileFailure(place, .exists, code: EEXIST) }
    case .files: try other.refuseToReplace(new, at: place, .files)
    case .names: break
    }
    guard named({ renameat(folder.handle, $0, other.handle, $1) }) else { throw FileFailure(place) }
  }

  /// Refuses what may not be replaced, and a name that the file system does not take.
  func refuseToReplace(_ name: String, at path: String, _ replacing: Replacing) throws {
    guard let facts = facts(name) else {
      guard errno == ENOENT else { throw FileFailure(path) }
      return
    }
    switch replacing {
    case .nothing: throw FileFailure(path, .exists, code: EEXIST)
    case .files:
      guard facts.isPlainFile else { throw FileFailure(path, .noPlainFile, code: facts.isFolder ? EISDIR : 0) }
    case .names: guard !facts.isFolder else { throw FileFailure(path, .noPlainFile, code: EISDIR) }
    }
  }
}

/// What a new file may take the place of.
public enum Replacing: Sendable {
  /// Nothing: there is none of this name.
  case nothing
  /// A plain file. A link, a folder, a pipe, a device is refused.
  case files
  /// Whatever bears the name but a folder: a link is replaced itself, and what it leads to is left alone.
  case names
}

extension stat {
  public var isPlainFile: Bool { st_mode & S_IFMT == S_IFREG }
  public var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
}
