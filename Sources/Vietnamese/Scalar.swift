/// Code points of letters by name: those with marks, and the letters they are made from.
enum Scalar {
  static let a: UInt32 = 0x61
  static let ă: UInt32 = 0x103
  static let â: UInt32 = 0xE2
  static let d: UInt32 = 0x64
  static let đ: UInt32 = 0x111
  static let e: UInt32 = 0x65
  static let ê: UInt32 = 0xEA
  static let o: UInt32 = 0x6F
  static let ô: UInt32 = 0xF4
  static let ơ: UInt32 = 0x1A1
  static let u: UInt32 = 0x75
  static let ư: UInt32 = 0x1B0
  static let upperƠ: UInt32 = 0x1A0
  static let upperƯ: UInt32 = 0x1AF
  static let upperĐ: UInt32 = 0x110
}
