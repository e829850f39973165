import Foundation
import Glibc

/// What programs did to the disk and sent through sockets, in order, as `DiskTrace` wrote it (its header describes the
/// form).
struct Trace {
  struct Operation {
    var kind: Kind
    var process: pid_t
    /// The number of the file (inode) or socket; 0 for what only changes names.
    var file: UInt
    /// Where it was written, how long the file is now, or how it was opened.
    var place: Int
    var name: String
    var other: String
    /// The place of the written bytes in the trace.
    var data: Range<Int>
  }

  enum Kind: Character {
    case opened = "O"
    case written = "W"
    case cut = "T"
    case madeSafe = "S"
    case renamed = "R"
    case linked = "L"
    case unlinked = "U"
    case folderMade = "M"
    case folderRemoved = "D"
    case sent = "N"
  }

  let bytes: [UInt8]
  private(set) var operations: [Operation] = []

  private static let head = 40

  init(_ path: String) throws {
    bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    var place = 0
    while place < bytes.count { place = try read(at: place) }
  }

  init(bytes: [UInt8], operations: [Operation]) {
    self.bytes = bytes
    self.operations = operations
  }

  func data(_ operation: Operation) -> ArraySlice<UInt8> { bytes[operation.data] }

  private mutating func read(at start: Int) throws -> Int {
    func number<Number: FixedWidthInteger>(_ place: Int, _: Number.Type) -> Int {
      bytes.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: start + place, as: Number.self)) }
    }
    guard start + Trace.head <= bytes.count, let kind = Kind(rawValue: Character(Unicode.Scalar(bytes[start]))) else {
      throw BrokenTrace(place: start)
    }
    let name = start + Trace.head
    let other = name + number(24, UInt32.self)
    let data = other + number(28, UInt32.self)
    let end = data + number(32, UInt64.self)
    guard end <= bytes.count else { throw BrokenTrace(place: start) }
    operations.append(
      Operation(
        kind: kind, process: pid_t(number(4, UInt32.self)), file: UInt(number(8, UInt64.self)),
        place: number(16, Int64.self), name: String(decoding: bytes[name..<other], as: UTF8.self),
        other: String(decoding: bytes[other..<data], as: UTF8.self), data: data..<end))
    return end
  }
}

struct BrokenTrace: Error {
  let place: Int
}
