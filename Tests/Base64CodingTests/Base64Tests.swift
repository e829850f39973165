import Base64Coding
import TestSupport
import Testing

struct Base64Tests {
  private func decoded(_ text: String, most: Int = .max) -> (bytes: [UInt8], isBroken: Bool) {
    var base64 = Base64(most: most)
    Array(text.utf8).withUnsafeBufferPointer { base64.feed($0) }
    return (base64.bytes, base64.isBroken)
  }

  @Test(arguments: [
    ("", "", false), ("QUJD", "ABC", false), ("QUI=", "AB", false), ("QQ==", "A", false), ("QUI", "AB", false),
    ("QQ", "A", false), (" Q\tU\r\nJ\nD ", "ABC", false), ("Q", "", true), ("QUJDQ", "ABC", true),
    ("QUJD=QUJD", "ABC", true), ("QUJD!QUJD", "ABC", true), ("QUJD--thư", "ABC", true), ("====", "", false),
  ]) func itGoesAsFarAsItIsBase64(text: String, bytes: String, isBroken: Bool) {
    let result = decoded(text)
    #expect(result.bytes == Array(bytes.utf8))
    #expect(result.isBroken == isBroken)
  }

  @Test func noMoreIsDecodedThanIsAskedFor() {
    for most in 0...9 { #expect(decoded("QUJDREVGR0hJ", most: most).bytes == Array("ABCDEFGHI".utf8.prefix(most))) }
  }

  @Test func linesAreAsLongAsLettersHaveThem() {
    var random = SeededRandom(seed: 20)
    for count in [0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 1_000] {
      let bytes = random.bytes(count)
      let lines = Base64.lines(bytes)
      let letters = Base64.encoded(bytes)
      var expected: [UInt8] = []
      for start in stride(from: 0, to: letters.count, by: 76) {
        expected += letters[start..<min(start + 76, letters.count)] + [0x0D, 0x0A]
      }
      #expect(lines == expected, "\(count) bytes")
      #expect(lines.withUnsafeBufferPointer { Base64.decoded($0, 0..<$0.count) } == bytes)
    }
  }
}
