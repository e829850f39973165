import Carriage
import Exchange
import FoundationEssentials
import GRDB
import Glibc

extension Hub {
  /// Copies everything into a new folder, while the hub may go on working: the data as it is at one moment, the keys, and the
  /// contents, which share the disk where they can. Who opens the copy as a hub draws a new log, so that no station takes
  /// it for the life it knew. What an earlier try left, that did not come to its end, is gone on with.
  public func backup(to folder: String) throws {
    try HubStorageRefusal.translating(folder) {
      try checkPlace(folder)
      try Folder.make(folder)
      let aside = Hub.file(folder) + ".part"
      for end in ["", "-journal", "-wal", "-shm"] { unlink(aside + end) }
      do {
        let copy = try DatabaseQueue(path: aside)
        try database.backup(to: copy)
        try copy.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA journal_mode = DELETE; UPDATE hub SET isCopy = 1")
        }
        // Contents that come while this goes on are in the folder and not in the copy, which asks for them again.
        let held = try copy.read { try Data.fetchAll($0, sql: "SELECT sha256 FROM contents ORDER BY sha256") }
        try copy.close()
        chmod(aside, 0o600)
        if case .folder(let from) = contents {
          try Folder.make(Hub.contentFolder(folder))
          for hash in try held.map(Hash256.init(stored:)) {
            try Hub.share(ContentStore.file(from, hash), as: ContentStore.file(Hub.contentFolder(folder), hash))
          }
          for name in try Folder.names("\(path)/audit") where name.hasSuffix(".jsonl") {
            try Hub.share("\(path)/audit/\(name)", as: "\(folder)/audit/\(name)")
          }
        }
        try NewFile.write(Array(keys.text.utf8), to: Hub.keyFile(folder))
        guard rename(aside, Hub.file(folder)) == 0 else { throw FileFailure(folder) }
        try Folder.sync(folder)
      } catch {
        unlink(aside)
        throw error
      }
      if try !isCopy { try backedUp(to: folder) }
    }
  }

  /// A folder that holds nothing, or nothing but what a copy of this hub begins with.
  private func checkPlace(_ folder: String) throws {
    guard access(Hub.file(folder), F_OK) != 0 else { throw HubStorageRefusal.exists(folder) }
    let names = try Folder.names(folder)
    let isBegun = names.allSatisfy { name in
      ["hub.key", "contents", "audit"].contains(name) || name.hasPrefix("hub.") && name.contains(".part")
    }
    // Keys of another hub may lie in a safe place and nowhere else.
    let held = try OpenFile.all(Hub.keyFile(folder), atMost: 1_000)
    guard isBegun, held == nil || held == Array(keys.text.utf8) else { throw HubStorageRefusal.notEmpty(folder) }
  }

  /// The same file under another name, or a copy where that is another disk.
  private static func share(_ path: String, as name: String) throws {
    try Folder.make(Folder.parent(of: name))
    if link(path, name) == 0 || errno == EEXIST { return }
    guard let file = try OpenFile(path) else { throw FileFailure(path) }
    let new = try NewFile(name)
    do {
      var place = 0
      while true {
        let bytes = try file.read(1 << 20, at: place)
        guard !bytes.isEmpty else { break }
        try new.write(bytes)
        place += bytes.count
      }
      try new.finish()
    } catch {
      new.giveUp()
      throw error
    }
  }
}
