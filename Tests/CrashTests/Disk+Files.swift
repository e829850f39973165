import Glibc

/// Files of the machine the tests run on.
extension Disk {
  /// Writes the remains of a disk into another folder, which is empty before.
  static func put(_ contents: [(path: String, bytes: [UInt8]?)], from root: String, into folder: String) throws {
    for (path, bytes) in contents {
      let place = folder + path.dropFirst(root.count)
      if let bytes {
        try write(bytes, place)
      } else if mkdir(place, 0o700) != 0, errno != EEXIST {
        throw FileFault(path: place, code: errno)
      }
    }
  }

  /// Returns where the traced disk differs from the folder: a change there was not traced.
  func differences() throws -> [String] {
    let there = try Disk(root)
    func isMeant(_ path: String) -> Bool { !path.contains("/told.") }
    let paths = Set(names.keys).union(there.names.keys).filter(isMeant)
    return paths.sorted().filter { names[$0]?.now != there.names[$0]?.now }.map { "not traced: \($0)" }
  }

  static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw FileFault(path: path, code: errno) }
    defer { close(file) }
    var facts = stat()
    fstat(file, &facts)
    let size = Int(facts.st_size)
    return [UInt8](unsafeUninitializedCapacity: size) { room, filled in
      filled = max(0, Glibc.read(file, room.baseAddress, size))
    }
  }

  static func write(_ bytes: [UInt8], _ path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw FileFault(path: path, code: errno) }
    defer { close(file) }
    guard bytes.withUnsafeBytes({ Glibc.write(file, $0.baseAddress, $0.count) }) == bytes.count else {
      throw FileFault(path: path, code: errno)
    }
  }
}

struct FileFault: Error {
  let path: String
  let code: Int32
}
