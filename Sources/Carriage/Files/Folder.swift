import Glibc

public enum Folder {
  public static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  public static func exists(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes it, with those it lies in; nothing when it is there.
  public static func make(_ path: String, mode: mode_t = 0o700) throws {
    if mkdir(path, mode) == 0 || errno == EEXIST { return }
    let parent = parent(of: path)
    guard errno == ENOENT, parent != path else { throw FileFailure(path) }
    try make(parent, mode: mode)
    guard mkdir(path, mode) == 0 || errno == EEXIST else { throw FileFailure(path) }
  }

  /// Names that were given in the folder are on the disk after this.
  ///
  /// A stick may be pulled out when its file was synced before it got its name, and then every folder down to it that may be new.
  /// This is as good as `sync`, which waits for all disks: on FAT it writes the folder and the table of clusters and empties
  /// the stick's own memory, on exFAT everything of the stick; NTFS and the file systems of Linux keep folders in step.
  public static func sync(_ path: String) throws {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw FileFailure(path) }
    defer { close(folder) }
    // Some file systems in user space know no such thing for folders.
    guard fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS else { throw FileFailure(path) }
  }

  /// The names in it, sorted; none when there is no such folder.
  public static func names(_ path: String) throws -> [String] {
    guard let folder = opendir(path) else {
      if errno == ENOENT { return [] }
      throw FileFailure(path)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let item = readdir(folder) {
      let name = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
