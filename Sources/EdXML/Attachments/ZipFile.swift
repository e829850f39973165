/// A ZIP of one file, as gateways pack each attachment.
///
/// Sizes are read from the directory at the end and checked against the bytes present; nothing longer is ever
/// decompressed. ZIP64, encryption, multiple volumes and methods other than *stored* and *deflated* are not supported.
enum ZipFile {
  struct Entry: Equatable {
    let name: String
    let bytes: [UInt8]
  }

  enum Fault: Error, Equatable {
    /// Damaged, or of an unsupported kind.
    case unreadable
    case notOneFile(count: Int)
    case tooLong
  }

  static func isZip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 3, 4]) }

  /// Returns the only file in it.
  static func entry(in bytes: [UInt8], limit: Int) throws(Fault) -> Entry {
    guard let end = directoryEnd(bytes) else { throw .unreadable }
    let count = bytes.u16(end + 10)
    guard bytes.u16(end + 4) == 0, bytes.u16(end + 6) == 0, bytes.u16(end + 8) == count else { throw .unreadable }
    guard count == 1 else { throw .notOneFile(count: count) }

    let central = bytes.u32(end + 16)
    guard central + 46 <= end, bytes.u32(central) == 0x0201_4B50 else { throw .unreadable }
    let isEncrypted = bytes.u16(central + 8) & 1 == 1
    let method = bytes.u16(central + 10)
    let packed = bytes.u32(central + 20)
    let unpacked = bytes.u32(central + 24)
    let local = bytes.u32(central + 42)
    guard !isEncrypted, unpacked < 0xFFFF_FFFF, central + 46 + bytes.u16(central + 28) <= end else { throw .unreadable }
    let name = bytes[central + 46..<central + 46 + bytes.u16(central + 28)]

    guard local + 30 <= central, bytes.u32(local) == 0x0403_4B50, bytes.u16(local + 8) == method else {
      throw .unreadable
    }
    // A data descriptor may follow the data; it only repeats what the directory says.
    let start = local + 30 + bytes.u16(local + 26) + bytes.u16(local + 28)
    guard start + packed <= central else { throw .unreadable }
    guard unpacked <= limit else { throw .tooLong }
    let data = bytes[start..<start + packed]
    let content: [UInt8]?
    switch method {
    case 0: content = packed == unpacked ? Array(data) : nil
    case 8: content = Deflate.unpacked(data, count: unpacked)
    default: content = nil
    }
    guard let content, Deflate.check(content) == UInt32(bytes.u32(central + 16)) else { throw .unreadable }
    return Entry(name: String(decoding: name, as: UTF8.self), bytes: content)
  }

  /// Packs a file. The same entry always makes the same bytes: its time is the earliest a ZIP can hold. The name is
  /// plain ASCII.
  static func packed(_ entry: Entry) -> [UInt8] {
    let deflated = Deflate.packed(entry.bytes)
    let isShorter = deflated.count < entry.bytes.count
    let data = isShorter ? deflated : entry.bytes
    let name = Array(entry.name.utf8)
    var common: [UInt8] = []
    common.append16(20)
    common.append16(0)
    common.append16(isShorter ? 8 : 0)
    common.append16(0)
    common.append16(0x21)
    common.append32(Int(Deflate.check(entry.bytes)))
    common.append32(data.count)
    common.append32(entry.bytes.count)
    common.append16(name.count)
    common.append16(0)

    var file: [UInt8] = [0x50, 0x4B, 3, 4] + common + name + data
    let central = file.count
    file += [0x50, 0x4B, 1, 2, 20, 0] + common
    file += [UInt8](repeating: 0, count: 14) + name
    let size = file.count - central
    file += [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0]
    file.append32(size)
    file.append32(central)
    file.append16(0)
    return file
  }

  /// Finds the end-of-directory record; a comment may follow it.
  private static func directoryEnd(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let first = max(0, bytes.count - 22 - 0xFFFF)
    return (first...bytes.count - 22).reversed().first { place in
      bytes[place] == 0x50 && bytes.u32(place) == 0x0605_4B50 && place + 22 + bytes.u16(place + 20) == bytes.count
    }
  }
}

extension [UInt8] {
  /// Reads two bytes, lowest first. The caller has checked that they exist.
  fileprivate func u16(_ place: Int) -> Int { Int(self[place]) | Int(self[place + 1]) << 8 }

  fileprivate func u32(_ place: Int) -> Int { u16(place) | u16(place + 2) << 16 }

  fileprivate mutating func append16(_ value: Int) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
  }

  fileprivate mutating func append32(_ value: Int) {
    append16(value)
    append16(value >> 16)
  }
}
