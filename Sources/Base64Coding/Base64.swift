import FoundationEssentials

/// Base64 (RFC 4648, RFC 2045): encoded at once, decoded as it arrives. White space is skipped, because senders break
/// lines.
///
/// The first character that is neither of the Base64 alphabet nor white space ends the text, be it `=` or another: what
/// comes after it is not decoded.
public struct Base64 {
  public private(set) var bytes: [UInt8] = []
  private let most: Int
  private var word = 0
  /// The number of bits of `word` that are in no byte yet: 6 after the first of four characters, 4 after the second, 2
  /// after the third.
  private var bits = 0
  private var hasEnded = false
  private var hasMore = false

  /// - Parameter most: the maximum number of bytes; more are dropped.
  public init(most: Int = .max) { self.most = most }

  /// Whether the text is not Base64: it has another character, characters after a `=`, or one character too many at the
  /// end. Padding may be missing.
  public var isBroken: Bool { hasMore || bits == 6 }

  public mutating func take(_ text: UnsafeBufferPointer<UInt8>) {
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

  /// Returns the bytes up to the end of the Base64, which may come early.
  public static func decoded(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, most: Int = .max
  ) -> [UInt8] {
    var base64 = Base64(most: most)
    base64.take(UnsafeBufferPointer(rebasing: text[range]))
    return base64.bytes
  }

  /// Returns the text without line breaks.
  public static func encoded(_ bytes: [UInt8]) -> [UInt8] { Array(Data(bytes).base64EncodedData()) }

  /// Returns the text as the body of an e-mail: lines of at most 76 characters, each with CRLF.
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
