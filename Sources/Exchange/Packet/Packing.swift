import CZstd

/// Compresses and decompresses payloads with zstd. Compressed data states its decompressed length, and no more is ever
/// produced.
///
/// The constant magic number of a zstd frame (4 bytes) is left out on the way.
final class Packing {
  private let dictionary: ActsDictionary
  private let packer: OpaquePointer
  private let unpacker: OpaquePointer

  private static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

  /// Returns the compression with the dictionary of that number; `nil` for 0, which means none.
  static func numbered(_ id: Int) throws(PacketRefusal) -> Packing? {
    guard id != 0 else { return nil }
    guard let dictionary = ActsDictionary.numbered(id) else { throw .newerDictionary(id) }
    return Packing(dictionary)
  }

  private init(_ dictionary: ActsDictionary) {
    guard let packer = ZSTD_createCCtx(), let unpacker = ZSTD_createDCtx() else {
      preconditionFailure("no memory to pack with")
    }
    self.dictionary = dictionary
    self.packer = packer
    self.unpacker = unpacker
    // The reader needs the length. Checksum and dictionary number are left out: the packet has its own.
    _ = ZSTD_CCtx_setParameter(packer, ZSTD_c_contentSizeFlag, 1)
    _ = ZSTD_CCtx_setParameter(packer, ZSTD_c_checksumFlag, 0)
    _ = ZSTD_CCtx_setParameter(packer, ZSTD_c_dictIDFlag, 0)
    _ = ZSTD_CCtx_refCDict(packer, dictionary.packing)
  }

  deinit {
    ZSTD_freeCCtx(packer)
    ZSTD_freeDCtx(unpacker)
  }

  /// Returns `nil` when compression would not make it shorter.
  func packed(_ payload: [UInt8]) -> [UInt8]? {
    guard payload.count > 8 else { return nil }
    var failed = false
    // A result that is not shorter does not fit into the buffer, and zstd gives up.
    let room = payload.count + Packing.magic.count - 1
    let packed = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      let size = ZSTD_compress2(packer, buffer.baseAddress, room, payload, payload.count)
      failed = ZSTD_isError(size) != 0
      count = failed ? 0 : size
    }
    return failed ? nil : Array(packed[Packing.magic.count...])
  }

  /// Never produces more than `limit` bytes, whatever the input.
  func unpacked(_ packed: some Collection<UInt8>, limit: Int) throws(Malformed) -> [UInt8] {
    let source = Packing.magic + packed
    let size = ZSTD_getFrameContentSize(source, source.count)
    // zstd reports unknown and invalid lengths as the largest values of UInt64, so the limit rejects them.
    guard size <= UInt64(limit), ZSTD_findFrameCompressedSize(source, source.count) == source.count else {
      throw Malformed()
    }
    var done = 0
    let room = Int(size)
    let payload = [UInt8](unsafeUninitializedCapacity: max(room, 1)) { buffer, count in
      done = ZSTD_decompress_usingDDict(
        unpacker, buffer.baseAddress, room, source, source.count, dictionary.unpacking)
      count = done == room ? room : 0
    }
    guard done == room else { throw Malformed() }
    return payload
  }
}
