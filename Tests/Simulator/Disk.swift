import Glibc

/// The disk of one machine: a database in a folder of its own that can be copied at any moment, as a power cut leaves
/// it.
///
/// SQLite appends what it commits to the end of its log and syncs it; the copy holds what was written. So a crash
/// during a write is a copy whose log is cut at any byte after what was safe before.
struct Disk {
  let folder: String
  private var generation = 0 { didSet { layKey() } }

  init(_ folder: String) {
    self.folder = folder
    mkdir(folder, 0o700)
    layKey()
  }

  /// Writes the key of the station to its disk, whatever becomes of the file: without one an office takes its file for
  /// a copy.
  private func layKey() { Disk.write([], path + ".key") }

  var path: String { "\(folder)/\(generation).db" }

  /// The length of the log, and the salt that distinguishes it from the next one.
  struct Mark {
    var length: Int
    var salt: [UInt8]
  }

  func mark() -> Mark { Mark(length: Disk.size(path + "-wal"), salt: Disk.read(path + "-wal", most: 32)) }

  /// Continues with the present state under a new name; connections to the old one no longer matter.
  ///
  /// - Parameter torn: returns how many of the bytes after `mark` are still there.
  mutating func crash(since mark: Mark? = nil, torn: (Int) -> Int) {
    let old = path
    generation += 1
    Disk.copy(old, path)
    var log = Disk.read(old + "-wal", most: .max)
    if let mark, mark.length > 0, log.count > mark.length, log.starts(with: mark.salt) {
      // What a checkpoint has moved into the file was synced in the log before.
      log = Array(log.prefix(max(mark.length + torn(log.count - mark.length), Disk.movedLength(old))))
    }
    Disk.write(log, path + "-wal")
  }

  /// How much of the log of a file is in the file already, in bytes: by `nBackfill` of the log's index (SQLite, file
  /// format of the WAL, 2.1).
  private static func movedLength(_ path: String) -> Int {
    let index = Disk.read(path + "-shm", most: 100)
    guard index.count == 100 else { return 0 }
    let frames = index[96..<100].reversed().reduce(0) { $0 << 8 | Int($1) }
    return frames == 0 ? 0 : 32 + frames * (24 + 4_096)
  }

  /// Replaces what is there by an old copy.
  mutating func put(back copy: String) {
    generation += 1
    Disk.copy(copy, path)
    if access(copy + "-wal", F_OK) == 0 { Disk.copy(copy + "-wal", path + "-wal") }
  }

  /// Removes everything.
  mutating func burn() { generation += 1 }

  /// Copies the file and its log as they are. Returns the path of the copy.
  func copied(to name: String) -> String {
    let copy = "\(folder)/\(name).copy"
    Disk.copy(path, copy)
    if access(path + "-wal", F_OK) == 0 { Disk.copy(path + "-wal", copy + "-wal") }
    return copy
  }

  // MARK: files

  static func copy(_ from: String, _ to: String) { write(read(from, most: .max), to) }

  static func size(_ path: String) -> Int {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
  }

  static func read(_ path: String, most: Int) -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return [] }
    defer { close(file) }
    let count = min(most, size(path))
    return [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      filled = max(0, Glibc.read(file, room.baseAddress, count))
    }
  }

  static func write(_ bytes: [UInt8], _ path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { fatalError("cannot write \(path)") }
    defer { close(file) }
    guard bytes.withUnsafeBytes({ Glibc.write(file, $0.baseAddress, $0.count) }) == bytes.count else {
      fatalError("no room for \(path)")
    }
  }

  /// Makes a folder for this run, in memory where the machine has `/dev/shm`.
  static func temporary() -> String {
    let base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(base)/vanthu-simulator-XXXXXX".utf8CString)
    return String(cString: mkdtemp(&template))
  }
}
