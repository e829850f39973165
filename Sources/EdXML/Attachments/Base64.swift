/// Base64 (RFC 4648), decoded in chunks and encoded in one go. White space is skipped, since senders break lines.
struct Base64 {
  private(set) var bytes: [UInt8] = []
  /// Whether there was an invalid character.
  private(set) var isBroken = false
  private var bits: UInt32 = 0
  private var letters = 0
  private var hasEnded = false

  mutating func take(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      let value = Base64.values[Int(byte)]
      if value < 64 {
        if hasEnded { isBroken = true }
        bits = bits << 6 | UInt32(value)
        letters += 1
        if letters == 4 {
          bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
          bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
          bytes.append(UInt8(truncatingIfNeeded: bits))
          letters = 0
        }
      } else if value == Base64.padding {
        hasEnded = true
      } else if value == Base64.wrong {
        isBroken = true
      }
    }
  }

  /// Decodes the last characters, with or without `=` after them.
  mutating func finish() {
    switch letters {
    case 0: break
    case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 3:
      bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
    default: isBroken = true
    }
    letters = 0
  }

  /// Encodes without line breaks, like the gateways.
  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var place = 0
    while place < bytes.count {
      let count = min(3, bytes.count - place)
      var group = UInt32(bytes[place]) << 16
      if count > 1 { group |= UInt32(bytes[place + 1]) << 8 }
      if count > 2 { group |= UInt32(bytes[place + 2]) }
      for letter in 0..<4 {
        text.append(letter <= count ? alphabet[Int(group >> UInt32(18 - 6 * letter)) & 63] : UInt8(ascii: "="))
      }
      place += 3
    }
    return text
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let space: UInt8 = 64
  private static let padding: UInt8 = 65
  private static let wrong: UInt8 = 66

  private static let values: [UInt8] = {
    var values = [UInt8](repeating: wrong, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    for byte in " \t\r\n".utf8 { values[Int(byte)] = space }
    values[Int(UInt8(ascii: "="))] = padding
    return values
  }()
}
