import CZstd

/// A dictionary of what acts say, so that a single act packs well. Numbered; one that has been shipped never changes.
public final class ActsDictionary: Sendable {
  public let id: Int
  // The library only reads them once they are made, from any thread.
  nonisolated(unsafe) let packing: OpaquePointer?
  nonisolated(unsafe) let unpacking: OpaquePointer?

  /// For what is packed once and travels far: the slowest of the levels that still packs an act in well under a millisecond.
  private static let level: Int32 = 19

  private init(id: Int, bytes: [UInt8]) {
    self.id = id
    packing = bytes.isEmpty ? nil : ZSTD_createCDict(bytes, bytes.count, ActsDictionary.level)
    unpacking = bytes.isEmpty ? nil : ZSTD_createDDict(bytes, bytes.count)
    precondition(bytes.isEmpty || packing != nil && unpacking != nil, "no memory for a dictionary")
  }

  deinit {
    ZSTD_freeCDict(packing)
    ZSTD_freeDDict(unpacking)
  }

  private static let none = ActsDictionary(id: 0, bytes: [])
  public static let newest = ActsDictionary(id: 1, bytes: PackageResources.acts_1_dict)

  /// `nil` for one that a later program ships.
  static func numbered(_ id: Int) -> ActsDictionary? {
    switch id {
    case 0: none
    case 1: newest
    default: nil
    }
  }

  static func level(_ context: OpaquePointer) -> Bool {
    ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)) == 0
  }
}
