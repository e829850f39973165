import Glibc

/// An open folder. All work is done in the folder that was opened, even if its name is changed meanwhile.
///
/// On a USB stick, in a mailbox or in a shared folder, others can put anything: links that lead elsewhere, pipes,
/// devices. In a folder opened here no link is followed, and only plain files are read.
public final class Folder: Sendable {
  public let path: String
  let handle: Int32

  /// Opens a folder that a person or the program itself named; links on the way to it are followed.
  public init(_ path: String) throws {
    self.path = path
    handle = SystemPath.with(path) { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard handle >= 0 else { throw FileFailure(path) }
  }

  /// Opens the folder of this name in `folder`.
  ///
  /// - Parameter mode: if not `nil`, a missing folder is created with this mode and is durable when the call returns.
  /// - Throws: `FileFailure`: `.noPlainFolder` if a link or a file has the name.
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
    // Also if it existed: the run that created it may have been cut off before the sync.
    if mode != nil {
      try folder.sync()
    }
  }

  /// Returns the folder of this name in it, or `nil` if there is none.
  ///
  /// - Throws: `FileFailure`: `.noPlainFolder` if a link or a file has the name.
  public func folder(_ name: String) throws -> Folder? {
    do { return try Folder(name, in: self) } catch let failure as FileFailure where failure.code == ENOENT {
      return nil
    }
  }

  deinit { if handle >= 0 { close(handle) } }

  /// Returns the names in it, sorted.
  public func names() throws -> [String] {
    // `closedir` closes its descriptor, and duplicates share the read position: so it gets a descriptor opened again.
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
    // A stick that was pulled out returns no names but an error; it must not look like an empty folder.
    guard errno == 0 else { throw FileFailure(path) }
    return names.sorted()
  }

  /// Returns the `stat` of a name, not following a link; `nil` if the name does not exist.
  public func facts(_ name: String) -> stat? {
    var facts = stat()
    return SystemPath.with(name) { fstatat(handle, $0, &facts, AT_SYMLINK_NOFOLLOW) } == 0 ? facts : nil
  }

  public func hasPlainFile(_ name: String) -> Bool { facts(name).map(\.isPlainFile) ?? false }

  /// Syncs the folder: names given in it before are durable when the call returns.
  ///
  /// A stick may be pulled out once its file was synced before it got its name, and then every folder down to it that
  /// may be new. This is as good as `sync`, which waits for all disks: on FAT it writes the folder and the allocation
  /// table and flushes the stick's own cache, on exFAT everything on the stick; NTFS and the file systems of Linux keep
  /// folders in step.
  public func sync() throws {
    // Some file systems in user space cannot sync folders.
    guard fsync(handle) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS else { throw FileFailure(path) }
  }

  /// Locks the folder; false if another process holds the lock. The kernel releases it when the process ends.
  public func lock() -> Bool { flock(handle, LOCK_EX | LOCK_NB) == 0 }

  public func unlock() { flock(handle, LOCK_UN) }

  /// Removes a file or a link (not its target); does nothing if there is none.
  public func remove(_ name: String) throws {
    guard SystemPath.with(name, { unlinkat(handle, $0, 0) }) == 0 || errno == ENOENT else {
      throw FileFailure("\(path)/\(name)")
    }
  }

  /// Renames a file of this folder to a name in `other` and syncs both folders. An existing file of that name is
  /// replaced unless `replacing` forbids it.
  ///
  /// - Throws: `FileFailure`; the file then has its old name.
  public func move(_ name: String, to other: Folder, as new: String, replacing: Replacing = .names) throws {
    try Folder.give(name, in: self, the: new, in: other, replacing)
    try other.sync()
    if other !== self { try sync() }
  }

  /// Renames `name` to `new`, if `replacing` allows what `new` names now.
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
      // The file system has no hard links (FAT, on sticks): look, then rename.
      guard other.facts(new) == nil else { throw FileFailure(place, .exists, code: EEXIST) }
    case .files: try other.refuseToReplace(new, at: place, .files)
    case .names: break
    }
    guard named({ renameat(folder.handle, $0, other.handle, $1) }) else { throw FileFailure(place) }
  }

  /// Refuses a name whose present owner must not be replaced, and a name the file system does not accept.
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

/// What a new file may replace.
public enum Replacing: Sendable {
  /// Nothing: the name must be free.
  case nothing
  /// A plain file. A link, folder, pipe or device is refused.
  case files
  /// Anything but a folder. A link itself is replaced; its target is left alone.
  case names
}

extension stat {
  public var isPlainFile: Bool { st_mode & S_IFMT == S_IFREG }
  public var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
}
