/// The second byte of a frame: the version of its type, and whether its payload is compressed.
struct FrameForm {
  var version: Int
  var isPacked: Bool

  static let version = 1

  init(version: Int, isPacked: Bool) {
    self.version = version
    self.isPacked = isPacked
  }

  /// Returns `nil` for an unknown compression.
  init?(_ byte: UInt8) {
    guard byte & 0x0F <= 1 else { return nil }
    version = Int(byte >> 4)
    isPacked = byte & 0x0F == 1
  }

  var byte: UInt8 { UInt8(version) << 4 | (isPacked ? 1 : 0) }
}
