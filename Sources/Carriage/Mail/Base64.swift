/// Base64 of RFC 2045, 6.8: three bytes as four characters, 76 characters a line.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
    for blank in [0x20, 0x09, 0x0D, 0x0A] { values[blank] = 0xFE }
    return values
  }()

  /// Bytes encoded on one line.
  static let line = 57

  /// Encodes in lines of at most 76 characters, each ended by CR LF; with `lineLength` 0 in one piece without an end.
  static func encoded(_ bytes: [UInt8], lineLength: Int = line) -> [UInt8] {
    let lines = lineLength > 0 ? (bytes.count + lineLength - 1) / lineLength : 0
    return [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4 + lines * 2) { out, count in
      bytes.withUnsafeBufferPointer { bytes in
        letters.withUnsafeBufferPointer { letters in
          var place = 0
          while place < bytes.count {
            let left = bytes.count - place
            let word =
              Int(bytes[place]) << 16 | (left > 1 ? Int(bytes[place + 1]) << 8 : 0)
              | (left > 2 ? Int(bytes[place + 2]) : 0)
            out[count] = letters[word >> 18]
            out[count + 1] = letters[word >> 12 & 63]
            out[count + 2] = left > 1 ? letters[word >> 6 & 63] : UInt8(ascii: "=")
            out[count + 3] = left > 2 ? letters[word & 63] : UInt8(ascii: "=")
            count += 4
            place += 3
            if lineLength > 0, place % lineLength == 0 || place >= bytes.count {
              out[count] = 0x0D
              out[count + 1] = 0x0A
              count += 2
            }
          }
        }
      }
    }
  }

  /// Decodes as far as possible: skips blanks and line ends of any kind, and stops at the first other invalid
  /// character.
  ///
  /// - Parameter most: the largest number of bytes to return.
  static func decoded(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, most: Int = .max) -> [UInt8] {
    let room = min(most, range.count / 4 * 3 + 3)
    return [UInt8](unsafeUninitializedCapacity: room) { out, count in
      values.withUnsafeBufferPointer { values in
        var word = 0
        var bits = 0
        for place in range {
          let value = values[Int(text[place])]
          if value == 0xFE { continue }
          guard value != 0xFF, count < room else { return }
          word = word << 6 | Int(value)
          bits += 6
          if bits >= 8 {
            bits -= 8
            out[count] = UInt8(truncatingIfNeeded: word >> bits)
            count += 1
            word &= 0xFF
          }
        }
      }
    }
  }
}
