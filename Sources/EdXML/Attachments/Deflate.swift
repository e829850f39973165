import CZlib

/// Raw Deflate (RFC 1951), by zlib.
enum Deflate {
  /// Decompresses to exactly `count` bytes, or returns `nil`; never produces more.
  static func unpacked(_ data: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
    // Deflate reaches at most 1,032 to 1: a larger claim is false, and no memory is allocated for it.
    guard count <= data.count * 1_040 + 64, data.count <= Int(UInt32.max), count < Int(UInt32.max) else { return nil }
    var stream = z_stream()
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var isWhole = false
    // One byte more than promised, to detect longer content.
    let content = [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, used in
      data.withUnsafeBufferPointer { source in
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.avail_in = UInt32(source.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(count + 1)
        let ended = inflate(&stream, Z_FINISH) == Z_STREAM_END
        isWhole = ended && stream.avail_in == 0 && stream.avail_out == 1
      }
      used = isWhole ? count : 0
    }
    return isWhole ? content : nil
  }

  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    let state = deflateInit2_(
      &stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    precondition(state == Z_OK, "no memory to pack with")
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    return [UInt8](unsafeUninitializedCapacity: room) { buffer, used in
      bytes.withUnsafeBufferPointer { source in
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.avail_in = UInt32(source.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(room)
        precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END, "there is room for all")
      }
      used = room - Int(stream.avail_out)
    }
  }

  /// Returns the CRC-32, the check in a ZIP file.
  static func check(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
  }
}
