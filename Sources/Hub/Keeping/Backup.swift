import DurableFile
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

extension Hub {
  /// Copies everything into a new folder, while the hub may go on working: a consistent snapshot of the data, the keys,
  /// and the contents, as hard links where possible. Opening the copy as a hub begins a new incarnation, so that no
  /// station takes it for the one it knew. Continues an earlier attempt that was interrupted.
  ///
  /// A content that is gone, or cannot be read, does not keep the others from being copied: the next backup would fail
  /// as this one.
  ///
  /// - Returns: the paths of the files that should be in the copy and are not, in the folder of the data.
  @discardableResult public func backup(to folder: String) throws -> [String] {
    try HubStorageRefusal.translating(folder) {
      var missing: [String] = []
      try checkPlace(folder)
      try Folder.make(folder)
      // Left by an earlier attempt, or by an earlier version.
      let root = try Folder(folder)
      root.removeLeftovers()
      Folder.removeDatabase(Hub.file(folder) + ".part")
      let new = try NewFile(Hub.file(folder), replacing: .nothing)
      do {
        let copy = try DatabaseQueue(path: FileAddress.of(new.asidePath))
        try database.backup(to: copy)
        try copy.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA journal_mode = DELETE; UPDATE hub SET isCopy = 1")
        }
        // Contents that come during the backup are in the folder but not in the copied data, which will ask for them
        // again.
        let held = try copy.read { try Hash256.fetchAll($0, sql: "SELECT sha256 FROM contents ORDER BY sha256") }
        try copy.close()
        if case .folder(let from) = contents {
          let place = try Folder("contents", in: root, making: 0o700)
          var folder = place
          for hash in held {
            let name = hash.description.prefix(2)
            if !folder.path.hasSuffix("/contents/\(name)") {
              folder = try Folder(String(name), in: place, making: 0o700)
            }
            let path = ContentStore.file(from, hash)
            if try !Hub.share(path, as: "\(hash)", in: folder) { missing.append(path) }
          }
          let audit = try Folder.names("\(path)/audit").filter { $0.hasSuffix(".jsonl") }
          if !audit.isEmpty {
            let place = try Folder("audit", in: root, making: 0o700)
            for path in audit.map({ "\(path)/audit/\($0)" })
            where try !Hub.share(path, as: Folder.name(of: path), in: place) { missing.append(path) }
          }
        }
        try NewFile.write(Array(keys.text.utf8), to: "hub.key", in: root)
        try new.finish()
      } catch {
        new.giveUp()
        throw error
      }
      if try !isCopy { try backedUp(to: folder, lacking: missing.count) }
      return missing
    }
  }

  /// Checks that the folder is empty, or holds only the beginning of a copy of this hub.
  private func checkPlace(_ folder: String) throws {
    guard !Folder.leadsSomewhere(Hub.file(folder)) else { throw HubStorageRefusal.exists(folder) }
    let names = try Folder.names(folder)
    let isBegun = names.allSatisfy { name in
      ["hub.key", "contents", "audit"].contains(name) || NewFile.isAside(name)
        || name.hasPrefix("hub.") && name.contains(".part")
    }
    guard Folder.exists(folder) else { return }
    // A key file alone may be another hub's, kept in a safe place.
    let held = try OpenFile.all("hub.key", in: Folder(folder), atMost: 1_000)
    guard isBegun, held == nil || held == Array(keys.text.utf8) else { throw HubStorageRefusal.notEmpty(folder) }
  }

  /// Makes a hard link, or a copy if it is on another disk.
  ///
  /// - Returns: false if the file is gone or cannot be read.
  private static func share(_ path: String, as name: String, in folder: Folder) throws -> Bool {
    if folder.hasPlainFile(name) || folder.link(path, as: name) { return true }
    do {
      guard let file = try OpenFile(path) else { return false }
      try NewFile(name, in: folder).filled { try file.eachPart($0.write) }
      return true
    } catch let failure as FileFailure where failure.path == path { return false }
  }
}
