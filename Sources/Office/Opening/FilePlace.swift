import DurableFile
import Glibc
import Wording

/// A risk for an office's file, from its permissions or from where it is stored.
public enum FilePlace: Equatable, Sendable {
  /// Every user of this PC can write to its folder, and so replace it.
  case openFolder(String)
  /// Other users can read the file, or write it.
  case openFile(String)
  /// Other users can read keys of this PC, or write them.
  case openKey(String)
  /// Keys of this PC are in a folder of another user, who can replace them.
  case keyOfOthers(String)
  /// It is on a file system that other machines use too; with the name of that.
  case network(String, String)
  /// It is in a folder that a sync client copies elsewhere; with the name of that.
  case synced(String, String)

  /// Returns what speaks against the place of a file; empty if nothing does.
  public static func look(at path: String) -> [FilePlace] {
    guard let file = Folder.resolved(path) else { return [] }
    let folder = Folder.parent(of: file)
    var found: [FilePlace] = []
    if let facts = Folder.facts(file), facts.st_mode & 0o007 != 0 { found.append(.openFile(file)) }
    if let status = Folder.facts(folder) {
      if status.st_mode & 0o002 != 0 { found.append(.openFolder(folder)) }
      let keys = keys(of: file, in: folder)
      // Root can replace every file anyway.
      let isOfOthers = status.st_uid != geteuid() && status.st_uid != 0 && geteuid() != 0
      if isOfOthers, let key = keys.first { found.append(.keyOfOthers(key)) }
      found += keys.filter { (Folder.facts($0)?.st_mode ?? 0) & 0o077 != 0 }.map(FilePlace.openKey)
    }
    if let name = networkName(of: folder) { found.append(.network(file, name)) }
    if let name = syncName(above: folder) { found.append(.synced(file, name)) }
    return found
  }

  /// Returns the keys beside a file: its own, those of an enrolment in progress, and copies that somebody made of them.
  private static func keys(of file: String, in folder: String) -> [String] {
    let own = Folder.name(of: file) + "."
    return FoundBackup.names(in: folder).filter { SystemPath.begins($0, with: own) && $0.contains(".key") }.sorted()
      .map { folder == "/" ? "/\($0)" : "\(folder)/\($0)" }
  }

  /// File systems whose locks are not this machine's alone, by the kernel's names for them.
  private static let networks: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "9p", "coda", "glusterfs", "davfs",
  ]

  private static func networkName(of folder: String) -> String? {
    guard let type = FilePlace.fileSystem(of: folder, mounts: lines(of: "/proc/self/mountinfo")) else { return nil }
    // `fuse.` is what a program serves; a disk of this PC is `fuseblk`.
    return networks.contains(type) || type.hasPrefix("fuse.") ? type : nil
  }

  /// Returns the type of the file system that a folder is on: that of the mount with the longest name above it, the
  /// last of them.
  static func fileSystem(of folder: String, mounts: [String]) -> String? {
    var found: (length: Int, type: String)?
    for line in mounts {
      let fields = line.split(separator: " ").map(String.init)
      guard fields.count > 6, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else { continue }
      let point = fields[4].replacing("\\040", with: " ")
      let isAbove = point == "/" || SystemPath.begins(folder + "/", with: point + "/")
      if isAbove, point.utf8.count >= found?.length ?? 0 { found = (point.utf8.count, fields[dash + 1]) }
    }
    return found?.type
  }

  private static func lines(of path: String) -> [String] {
    guard let file = try? OpenFile(path), let text = try? file.read(1 << 20, at: 0) else { return [] }
    return SystemPath.text(text).split(separator: "\n").map(String.init)
  }

  /// Returns the sync client that carries the folder or one above it, by what it leaves there.
  private static func syncName(above folder: String) -> String? {
    let marks = [
      (".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".dropbox.cache", "Dropbox"),
      (".owncloudsync.log", "ownCloud"),
      (".nextcloudsync.log", "Nextcloud"), (".sync", "Resilio"), (".tmp.drivedownload", "Google Drive"),
      (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    ]
    var folder = folder
    while true {
      for (mark, name) in marks where Folder.leadsSomewhere("\(folder)/\(mark)") { return name }
      let names = FoundBackup.names(in: folder)
      if names.contains(where: { ($0.hasPrefix("._sync_") || $0.hasPrefix(".sync_")) && $0.contains(".db") }) {
        return "Nextcloud"
      }
      let last = Folder.name(of: folder)
      for name in ["OneDrive", "Dropbox", "Google Drive", "Nextcloud", "ownCloud"]
      where last == name || last.hasPrefix(name + " -") { return name }
      guard folder != "/", folder != "." else { return nil }
      folder = Folder.parent(of: folder)
    }
  }

  public var words: Bilingual {
    switch self {
    case .openFolder(let folder):
      Bilingual(
        "Ai dùng máy này cũng thay được tệp trong \(folder); đặt quyền thư mục: chmod go-w \(folder)",
        "All users of this PC can replace files in \(folder); fix it: chmod go-w \(folder)")
    case .openFile(let file):
      Bilingual(
        "Người dùng khác của máy đọc được tệp sổ; đặt quyền: chmod 600 \(file)",
        "Other users of this PC can read the office's file; fix it: chmod 600 \(file)")
    case .openKey(let file):
      Bilingual(
        "Người dùng khác của máy đọc được khóa của máy này; đặt quyền: chmod 600 \(file); "
          + "nếu có thể đã lộ thì xin tỉnh mã mới và vanthu enrol --again",
        "Other users can read the keys of this PC; fix it: chmod 600 \(file); "
          + "if they may have been read, ask the province for a new code and run vanthu enrol --again"
      )
    case .keyOfOthers(let file):
      Bilingual(
        "Khóa \(file) nằm trong thư mục của người khác, người ấy thay được nó; "
          + "chuyển tệp sổ và khóa sang thư mục riêng (quyền 700)",
        "The keys \(file) are in the folder of another user, who can replace them; "
          + "move the office's file and its keys to a folder of your own (mode 700)"
      )
    case .network(let file, let name):
      Bilingual(
        "Tệp sổ nằm ở thư mục mạng (\(name)), khóa tệp ở đó không chắc chắn; chuyển \(file) về ổ của máy này",
        "The office's file is on a network file system (\(name)), whose locks are not reliable; "
          + "move \(file) to a disk of this PC"
      )
    case .synced(let file, let name):
      Bilingual(
        "Tệp sổ nằm trong thư mục đồng bộ của \(name), có thể bị thay khi đang mở; chuyển \(file) ra ngoài",
        "The office's file is in a folder of \(name), which can replace it while it is open; move \(file) out of it")
    }
  }

  /// Closes the file to all but its owner; also the log and the index that SQLite makes for it.
  ///
  /// A file that its group may write is shared on purpose and stays so: only the others lose it.
  static func close(_ path: String) {
    for ending in WatchedFile.endings { Folder.closeToOthers(path + ending) }
  }
}
