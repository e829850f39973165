import Foundation
import TestSupport
import Testing

@testable import Vietnamese

@Suite struct CodePageTests {
  @Test func theVectorsAreAllThere() { #expect(PageVectors.letters.count == 146) }

  @Test(arguments: PageVectors.oldPages)
  func everyLetterHasTheBytesOfTheReference(page: CodePage) {
    for (letter, bytes) in PageVectors.letters {
      let encoded = page.encode(String(letter))
      #expect(encoded.bytes == bytes[page] && encoded.unwritableCount == 0, "\(letter)")
      #expect(
        encoded.loweredCapitals == (letter.isUppercase && PageVectors.isShared(letter, page) ? 1 : 0), "\(letter)")
    }
  }

  @Test(arguments: PageVectors.oldPages)
  func everyLetterIsReadBack(page: CodePage) {
    for (letter, bytes) in PageVectors.letters {
      let decoded = page.decode(bytes[page]!)
      let expected = PageVectors.isShared(letter, page) ? letter.lowercased() : String(letter)
      #expect(Array(decoded.text.unicodeScalars) == Array(expected.unicodeScalars), "\(letter)")
      #expect(decoded.undecodedCount == 0, "\(letter)")
    }
  }

  /// Between letters that show the case, those that share a byte are read back too.
  @Test(arguments: PageVectors.oldPages.filter { $0 != .viqr })
  func everyLetterIsReadBackInAWord(page: CodePage) {
    for (letter, _) in PageVectors.letters {
      let word = letter.isUppercase ? "XN\(letter)N" : "xn\(letter)n"
      #expect(page.decode(page.encode(word).bytes).text == word, "\(word)")
    }
  }

  @Test(arguments: CodePage.allCases)
  func whatWasWrittenIsReadBack(page: CodePage) {
    for text in [Paragraphs.report, Paragraphs.heading, "", "15/2026\r\n\tkm\u{7}\u{1B}\n"] {
      let encoded = page.encode(text)
      #expect(encoded.unwritableCount == 0)
      #expect(page.decode(encoded.bytes).text == text, "\(page)")
    }
  }

  static let goldens: [(CodePage, String, String)] = [
    (.tcvn3, "A7E963206CCB70202D2054F920646F202D2048B96E68207068F363", "Độc lập - Tự do - Hạnh phúc"),
    (.tcvn5712, "A7E963206CCB70202D2054F920646F202D2048B96E68207068F363", "Độc lập - Tự do - Hạnh phúc"),
    (.tcvn5712, "56498C54204E414D20 11 4E47 01", "VIỆT NAM ỨNGÚ"),
    (.vni, "D16FE463206C61E470202D2054F6EF20646F202D204861EF6E6820706875F963", "Độc lập - Tự do - Hạnh phúc"),
    (.viscii, "D0B563206CA770202D2054F120646F202D2048D56E68207068FA63", "Độc lập - Tự do - Hạnh phúc"),
    (.vps, "F1B663206CC670202D2054BF20646F202D2048E56E68207068FA63", "Độc lập - Tự do - Hạnh phúc"),
    (.cp1258, "D0F4F263206CE2F270202D2054FDF220646F202D204861F26E6820706875EC63", "Độc lập - Tự do - Hạnh phúc"),
    (.viqr, "44446F5E2E63206C615E2E70202D2054752B2E20646F202D2048612E6E68207068752763", "Độc lập - Tự do - Hạnh phúc"),
    (.utf8, "EFBBBFC490E1BB994363CCA3", "ĐộCc\u{323}"),
    (.utf16LittleEndian, "FFFE1001D91E6300", "Độc"),
    (.utf16BigEndian, "FEFF01101ED90063", "Độc"),
  ]

  @Test(arguments: goldens) func aSentenceOfEachPage(page: CodePage, bytes: String, text: String) {
    #expect(page.decode(hexadecimal(bytes)) == DecodedText(text: text))
  }

  @Test func theCountrysNameAsItIsSeenInWestern() {
    let name = "Cộng hoà xã hội chủ nghĩa Việt Nam"
    #expect(
      CodePage.tcvn3.encode(name).bytes == "Céng hoµ x· héi chñ nghÜa ViÖt Nam".unicodeScalars.map { UInt8($0.value) })
    let vni = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam".unicodeScalars.map { UInt8($0.value) }
    #expect(CodePage.vni.decode(vni).text == "Cộng hòa xã hội chủ nghĩa Việt Nam")
  }

  // MARK: marks

  @Test func marksOfVNIStandInAnyOrderAndEitherCase() {
    for (bytes, letter) in [
      ("61E1", "ấ"), ("61E2F9", "ấ"), ("61F9E2", "ấ"), ("61C1", "ấ"), ("41E1", "Ấ"), ("41C2D9", "Ấ"), ("61EAF8", "ằ"),
      ("F4F9", "ớ"), ("D4F9", "Ớ"), ("69F9", "í"), ("ED", "í"), ("79EF", "ỵ"), ("EE", "ỵ"),
    ] {
      #expect(CodePage.vni.decode(hexadecimal(bytes)) == DecodedText(text: letter), "\(bytes)")
    }
  }

  @Test func aMarkOfVNIWithoutItsLetterMeansNothing() {
    #expect(
      CodePage.vni.decode(hexadecimal("F9 6E F9 0A 61F9F8 65EA")).undecoded == [
        UndecodedBytes(line: 1, column: 1, bytes: [0xF9]), UndecodedBytes(line: 1, column: 3, bytes: [0xF9]),
        UndecodedBytes(line: 2, column: 2, bytes: [0xF8]), UndecodedBytes(line: 2, column: 4, bytes: [0xEA]),
      ])
  }

  @Test func windows1258IsReadComposedOrWithMarks() {
    for bytes in ["E1", "61EC"] { #expect(CodePage.cp1258.decode(hexadecimal(bytes)).text == "á") }
    for bytes in ["E2F2", "61F2E2"] { #expect(CodePage.cp1258.decode(hexadecimal(bytes)).text.count <= 2) }
    #expect(CodePage.cp1258.decode(hexadecimal("EAEC F5F2 FDD2 6EDE 93 FE")).text == "ếợửñ“₫")
  }

  @Test func combiningMarksOfTCVN5712GoOntoTheirLetter() {
    #expect(CodePage.tcvn5712.decode(hexadecimal("61B0 61B1 61B2 61B3 61B4 A9B3 A5B4")).text == "àảãáạấỢ")
  }

  // MARK: what means nothing

  @Test(arguments: PageVectors.oldPages)
  func everyByteThatMeansNothingIsNamedWithItsPlace(page: CodePage) {
    for byte in UInt8.min...UInt8.max {
      let alone = page.decode([byte])
      #expect(alone.undecodedCount == (alone.text.contains("\u{FFFD}") ? 1 : 0))
      guard alone.undecodedCount == 1 else { continue }
      let decoded = page.decode(Array("mot\r\nhai ".utf8) + [byte] + Array("\nba".utf8))
      #expect(decoded.text == "mot\r\nhai \u{FFFD}\nba")
      #expect(decoded.undecoded == [UndecodedBytes(line: 2, column: 5, bytes: [byte])])
    }
  }

  @Test func howManyBytesMeanNothing() {
    let counts = PageVectors.oldPages.map { page in
      (UInt8.min...UInt8.max).count { page.decode([$0]).undecodedCount > 0 }
    }
    // TCVN3: 5 of Windows, AF B0–B4 BA BF–C5 CD D9–DB E0 F0 FF. VPS: what its table leaves undefined. VIQR: all beyond
    // ASCII.
    #expect(counts == [26, 0, 51, 0, 8, 9, 128])
  }

  @Test func brokenUTF8IsNamedSequenceBySequence() {
    let decoded = CodePage.utf8.decode(Array("Số\n đến ".utf8) + [0xC1] + Array("a".utf8) + [0xE1, 0xBB, 0x0A])
    #expect(decoded.text == "Số\n đến \u{FFFD}a\u{FFFD}\n")
    #expect(
      decoded.undecoded == [
        UndecodedBytes(line: 2, column: 6, bytes: [0xC1]), UndecodedBytes(line: 2, column: 8, bytes: [0xE1, 0xBB]),
      ])
    #expect(decoded.undecoded[1].hexadecimal == "0xE1 0xBB")
  }

  @Test func brokenUTF16IsNamed() {
    let decoded = CodePage.utf16LittleEndian.decode([0x61, 0, 0x00, 0xD8, 0x62, 0, 0x63])
    #expect(decoded.text == "a\u{FFFD}b\u{FFFD}")
    #expect(decoded.undecoded.map(\.place.column) == [2, 4])
    #expect(CodePage.utf16LittleEndian.decode(CodePage.utf16BigEndian.encode("ấ 😀").bytes).text == "ấ 😀")
  }

  @Test func ofAHugeMessAThousandPlacesAreKeptAndAllAreCounted() {
    let decoded = CodePage.tcvn3.decode([UInt8](repeating: 0xFF, count: 5000))
    #expect(decoded.undecoded.count == 1000 && decoded.undecodedCount == 5000)
  }

  @Test func lettersAPageCannotHoldAreNamedWithTheirPlace() {
    let encoded = CodePage.tcvn3.encode("Số 1\r\nMü€ller “Đ” 中")
    #expect(
      encoded.unwritable == [
        UnwritableLetter(line: 2, column: 2, letter: "ü"), UnwritableLetter(line: 2, column: 13, letter: "中"),
      ])
    #expect(encoded.bytes == hexadecimal("53E820310D0A4D3F806C6C65722093A794203F"))
    #expect(CodePage.viscii.encode("“").unwritableCount == 1 && CodePage.cp1258.encode("ü ñ ₫").unwritableCount == 0)
  }

  @Test(arguments: CodePage.allCases)
  func anyMixtureOfMarksIsWrittenAlike(page: CodePage) {
    #expect(page.encode("Vie\u{323}\u{302}t").bytes == page.encode("Việt").bytes)
  }

  // MARK: names

  @Test func pagesGoByTheNamesPeopleWrite() {
    let names: [(String, CodePage)] = [
      ("abc", .tcvn3), ("TCVN3", .tcvn3), ("TCVN-ABC", .tcvn3), ("vni", .vni), ("VNI Windows", .vni),
      ("viscii", .viscii),
      ("vps", .vps), ("windows-1258", .cp1258), ("CP1258", .cp1258), ("Unicode", .utf8), ("UTF8", .utf8),
      ("utf-16", .utf16LittleEndian), ("TCVN 5712", .tcvn5712), ("viqr", .viqr),
    ]
    for (name, page) in names { #expect(CodePage(name: name) == page, "\(name)") }
    #expect(CodePage(name: "koi8") == nil && CodePage(name: "") == nil && TextEncoding(name: "utf8-utf8") == nil)
    #expect(TextEncoding(name: "abc-utf8") == TextEncoding(.tcvn3, isMisread: true))
    for encoding in TextEncoding.all { #expect(TextEncoding(name: encoding.name) == encoding) }
    let all = CodePage.allCases.flatMap { [$0.name] + $0.aliases }
    #expect(Set(all.map { $0.lowercased() }).count == all.count)
  }

  // MARK: anything at all

  @Test(arguments: TextEncoding.all)
  func noBytesAreTooStrange(encoding: TextEncoding) {
    var dice = SeededRandom(seed: 11)
    for round in 0..<60 {
      let bytes = (0..<Int.random(in: 0...80, using: &dice)).map { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...255, using: &dice)
          : [0x61, 0x65, 0x6F, 0x0A, 0xF9, 0xE2, 0x5C, 0x64].randomElement(using: &dice)!
      }
      let once = encoding.decode(bytes)
      #expect(once == encoding.decode(bytes))
      #expect(once.undecodedCount == once.text.unicodeScalars.count { $0 == "\u{FFFD}" } || encoding.page.table == nil)
      _ = TextEncoding.detect(bytes)
      _ = encoding.page.encode(once.text)
    }
  }

  /// In a page with a byte for every letter, whatever is written is read back.
  @Test(arguments: [CodePage.tcvn5712, .vni, .viscii, .cp1258])
  func randomLettersAreReadBack(page: CodePage) {
    var dice = SeededRandom(seed: 5)
    for _ in 0..<500 {
      let text = String((0..<12).map { _ in PageVectors.letters.randomElement(using: &dice)!.letter })
      #expect(page.decode(page.encode(text).bytes).text == text)
    }
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/iconv")),
    arguments: [
      ("TCVN5712-1", CodePage.tcvn5712), ("VISCII", .viscii), ("CP1258", .cp1258),
    ])
  func iconvReadsTheSame(name: String, page: CodePage) throws {
    // The complete page, each byte on a line of its own after a letter that can have marks.
    var bytes: [UInt8] = []
    for byte in UInt8.min...UInt8.max where page.decode([byte]).undecodedCount == 0 && byte != 0x0D {
      bytes += [0x78, byte, 0x0A]
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
    process.arguments = ["-f", name, "-t", "UTF-8"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(bytes))
    try input.fileHandleForWriting.close()
    let read = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(composed(String(decoding: read, as: UTF8.self)) == page.decode(bytes).text)
  }
}
