import Exchange
import Foundation
import Glibc
import Records
import Wording

/// A stick, or any folder: one file each way for every station, sealed to whom it is for (docs/internals/exchange.md, "A folder").
public struct FolderCarrier {
  /// The folder the clerk names; ours lies in it.
  public let folder: String

  public init(_ folder: String) { self.folder = folder }

  /// Gives the hub's answer to this station, opened, part by part; gives whether there is one.
  ///
  /// - Throws: `PacketRefusal` for what cannot be opened, `FolderRefusal`.
  public func read(_ station: String, keys: StationKeys, _ take: ([UInt8]) throws -> Void) throws -> Bool {
    guard let file = try open(path("to-station", station, "vtp")) else { return false }
    defer { close(file) }
    var sealed = SealedReader(key: keys.agreement)
    while let bytes = try part(of: file), !bytes.isEmpty {
      sealed.feed(bytes)
      while let opened = try sealed.next() { try take(opened) }
    }
    return true
  }

  /// Puts a packet there, in the place of the station's earlier one, sealed to the hub's key.
  ///
  /// - Returns: how long it is, in bytes.
  public func write(_ station: String, hubKey: [UInt8], _ next: () throws -> [UInt8]?) throws -> Int {
    guard access(folder, F_OK) == 0 else { throw FolderRefusal.missing(folder) }
    for name in ["vanthu", "vanthu/to-hub", "vanthu/to-station"] { mkdir("\(folder)/\(name)", 0o755) }
    let place = path("to-hub", station, "vtp")
    let aside = place + ".part"
    let file = Glibc.open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FolderRefusal.unwritable(folder) }
    var isDone = false
    defer {
      if !isDone {
        close(file)
        unlink(aside)
      }
    }
    var writer = try SealedWriter(to: .init(rawRepresentation: hubKey))
    var length = 0
    func put(_ bytes: [UInt8]) throws {
      var done = 0
      while done < bytes.count {
        let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + done, bytes.count - done) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw errno == ENOSPC ? FolderRefusal.full(folder) : .unwritable(folder) }
        done += count
      }
      length += bytes.count
    }
    try put(writer.start)
    while let part = try next() { try put(try writer.seal(part)) }
    guard fsync(file) == 0, close(file) == 0, rename(aside, place) == 0 else { throw FolderRefusal.unwritable(folder) }
    isDone = true
    sync()
    return length
  }

  /// A small file beside the packets: of enrolment.
  public func readSmall(_ direction: String, _ station: String, _ end: String) throws -> [UInt8]? {
    guard let file = try open(path(direction, station, end)) else { return nil }
    defer { close(file) }
    return try part(of: file)
  }

  public func writeSmall(_ direction: String, _ station: String, _ end: String, _ bytes: [UInt8]) throws {
    guard access(folder, F_OK) == 0 else { throw FolderRefusal.missing(folder) }
    for name in ["vanthu", "vanthu/\(direction)"] { mkdir("\(folder)/\(name)", 0o755) }
    let place = path(direction, station, end)
    guard FileManager.default.createFile(atPath: place + ".part", contents: Data(bytes)),
      rename(place + ".part", place) == 0
    else { throw FolderRefusal.unwritable(folder) }
    sync()
  }

  private func path(_ direction: String, _ station: String, _ end: String) -> String {
    "\(folder)/vanthu/\(direction)/\(station).\(end)"
  }

  private func open(_ path: String) throws -> Int32? {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file < 0 else { return file }
    guard access(folder, F_OK) == 0 else { throw FolderRefusal.missing(folder) }
    guard errno == ENOENT || access(path, F_OK) != 0 else { throw FolderRefusal.unreadable(path) }
    return nil
  }

  private func part(of file: Int32) throws -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(file, &bytes, bytes.count)
    guard count >= 0 else { throw FolderRefusal.unreadable(folder) }
    return Array(bytes[..<count])
  }
}

public enum FolderRefusal: Refusal, Equatable {
  case missing(String)
  case unreadable(String)
  case unwritable(String)
  case full(String)

  public var words: Words {
    switch self {
    case .missing(let folder):
      Words(
        "Không có thư mục \(folder); cắm USB rồi làm lại.",
        "There is no folder \(folder); put the stick in and try again.")
    case .unreadable(let path):
      Words(
        "Không đọc được \(path); rút USB ra cắm lại rồi thử.",
        "\(path) cannot be read; take the stick out, put it back and try again.")
    case .unwritable(let folder):
      Words(
        "Không ghi được vào \(folder); xem USB có bị khóa ghi không, gói cũ trên đó còn nguyên.",
        "Nothing can be written to \(folder); see whether the stick is locked, the earlier packet on it is whole.")
    case .full(let folder):
      Words(
        "USB ở \(folder) hết chỗ; xóa bớt tệp khác rồi làm lại, gói cũ trên đó còn nguyên.",
        "The stick at \(folder) is full; remove other files and try again, the earlier packet on it is whole.")
    }
  }
}
