import CZstd

/// Packs and unpacks payloads with zstd. What is packed says how long it is unpacked; nothing longer is ever made.
///
/// A zstd frame begins with four bytes that are always the same: they are left out on the way.
final class Packing {
  private let dictionary: ActsDictionary
  private let packer: OpaquePointer
  private let unpacker: OpaquePointer

  private static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

  /// Packs with the dictionary of that number; `nil` for 0, with which nothing is packed.
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
    // The length is told, for the reader's sake; a check and the dictionary's number the packet has itself.
    _ = ZSTD_CCtx_setParameter(packer, ZSTD_c_contentSizeFlag, 1)
    _ = ZSTD_CCtx_setParameter(packer, ZSTD_c_checksumFlag, 0)
    _ = ZSTD_CCtx_setParameter(packer, ZSTD_c_dictIDFlag, 0)
    _ = ZSTD_CCtx_refCDict(packer, dictionary.packing)
  }

  deinit {
    ZSTD_freeCCtx(packer)
    ZSTD_freeDCtx(unpacker)
  }

  /// `nil` when packing would not make it shorter.
  func packed(_ payload: [UInt8]) -> [UInt8]? {
    guard payload.count > 8 else { return nil }
    var failed = false
    // What does not get shorter does not fit, and the library gives up by itself.
    let room = payload.count + Packing.magic.count - 1
    let packed = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      let size = ZSTD_compress2(packer, buffer.baseAddress, room, payload, payload.count)
      failed = ZSTD_isError(size) != 0
      count = failed ? 0 : size
    }
    return failed ? nil : Array(packed[Packing.magic.count...])
  }

  /// Never makes more than `limit` bytes, whatever it is given.
  func unpacked(_ packed: some Collection<UInt8>, limit: Int) throws(Malformed) -> [UInt8] {
    let source = Packing.magic + packed
    let size = ZSTD_getFrameContentSize(source, source.count)
    // Unknown and wrong lengths are the largest numbers there are.
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
