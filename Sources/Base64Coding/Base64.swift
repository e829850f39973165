import FoundationEssentials

/// Base64 (RFC 4648; RFC 2045, 6.8), encoded in one go and decoded in chunks. White space is skipped, since senders
/// break lines. Decoding stops at the first other character that is not of the alphabet, such as `=`.
public struct Base64 {
  public private(set) var bytes: [UInt8] = []
  private let most: Int
  private var word = 0
  /// The bits of `word` that are in no byte yet: 6 after the first of four characters, 4 after the second, 2 after the
  /// third.
  private var bits = 0
  private var hasEnded = false
  private var hasMore = false

  /// - Parameter most: the largest number of bytes to decode.
  public init(most: Int = .max) { self.most = most }

  /// Whether it is not Base64: there was an invalid character, data after `=`, or a single character at the end.
  /// Padding may be missing.
  public var isBroken: Bool { hasMore || bits == 6 }

  public mutating func feed(_ text: UnsafeBufferPointer<UInt8>) {
    let room = min(most - bytes.count, text.count / 4 * 3 + 3)
    var (word, bits, hasEnded, hasMore) = (word, bits, hasEnded, hasMore)
    let part = [UInt8](unsafeUninitializedCapacity: room) { out, count in
      Base64.values.withUnsafeBufferPointer { values in
        for byte in text {
          let value = values[Int(byte)]
          if value == Base64.space { continue }
          guard value < 64, !hasEnded else {
            hasMore = hasMore || value != Base64.padding
            hasEnded = true
            continue
          }
          guard count < room else { return }
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
    (self.word, self.bits, self.hasEnded, self.hasMore) = (word, bits, hasEnded, hasMore)
    if bytes.isEmpty { bytes = part } else { bytes += part }
  }

  /// Decodes as far as possible.
  public static func decoded(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, most: Int = .max
  ) -> [UInt8] {
    var base64 = Base64(most: most)
    base64.feed(UnsafeBufferPointer(rebasing: text[range]))
    return base64.bytes
  }

  /// Encodes without line breaks.
  public static func encoded(_ bytes: [UInt8]) -> [UInt8] { Array(Data(bytes).base64EncodedData()) }

  /// Encodes for an e-mail: in lines of at most 76 characters, each ended by CR LF.
  public static func lines(_ bytes: [UInt8]) -> [UInt8] {
    let lines = Data(bytes).base64EncodedData(
      options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    return lines.isEmpty ? [] : Array(lines) + [0x0D, 0x0A]
  }

  private static let space: UInt8 = 64
  private static let padding: UInt8 = 65
  private static let other: UInt8 = 66

  private static let values: [UInt8] = {
    var values = [UInt8](repeating: other, count: 256)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, letter) in alphabet.utf8.enumerated() { values[Int(letter)] = UInt8(value) }
    for byte in " \t\r\n".utf8 { values[Int(byte)] = space }
    values[Int(UInt8(ascii: "="))] = padding
    return values
  }()
}
