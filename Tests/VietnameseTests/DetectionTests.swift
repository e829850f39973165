import TestSupport
import Testing

@testable import Vietnamese

@Suite struct DetectionTests {
  private func detect(_ text: String, _ page: CodePage) -> Detection { TextEncoding.detect(page.encode(text).bytes) }

  @Test(
    arguments: PageVectors.oldPages + [.utf8, .utf16LittleEndian, .utf16BigEndian],
    [Paragraphs.report, Paragraphs.heading])
  func aParagraphIsKnown(page: CodePage, text: String) {
    let bytes = page.encode(text).bytes
    let detection = TextEncoding.detect(bytes)
    #expect(detection.isSure, "\(detection)")
    #expect(detection.encoding?.decode(bytes).text == text, "\(detection)")
  }

  @Test(arguments: PageVectors.oldPages.filter { $0 != .viqr && $0 != .tcvn5712 })
  func itsPageIsNamed(page: CodePage) {
    #expect(detect(Paragraphs.report, page).encoding == TextEncoding(page))
  }

  @Test func capitalsOfTheirOwnTellTCVN5712() {
    #expect(detect(Paragraphs.heading, .tcvn5712).encoding == TextEncoding(.tcvn5712))
    // Small letters are the same in both; the commoner page is returned.
    #expect(detect(Paragraphs.report.lowercased(), .tcvn5712).encoding == TextEncoding(.tcvn3))
  }

  /// Bullets, dashes and quotation marks of Windows are capitals in TCVN 5712.
  @Test func aListWithBulletsStaysTCVN3() {
    let text = Paragraphs.report.split(separator: " ").map { "• \($0) – “\($0)”" }.joined(separator: "\n")
    let detection = detect(text, .tcvn3)
    #expect(detection.encoding == TextEncoding(.tcvn3) && detection.isSure, "\(detection)")
  }

  @Test func oneWordInCapitalsIsNotEnoughForTCVN5712ButTwoAre() {
    #expect(!detect(Paragraphs.report + "VIỆT", .tcvn5712).isSure)
    #expect(detect(Paragraphs.report + "VIỆT ĐẢNG", .tcvn5712).encoding == TextEncoding(.tcvn5712))
  }

  @Test(arguments: [CodePage.tcvn3, .vni, .viscii, .vps, .cp1258], [Paragraphs.report, Paragraphs.heading])
  func oldTextTakenForWesternIsFoundAndMended(page: CodePage, text: String) {
    let bytes = misread(page.encode(text).bytes)
    let detection = TextEncoding.detect(bytes)
    #expect(detection.encoding == TextEncoding(page, isMisread: true) && detection.isSure, "\(detection)")
    #expect(detection.encoding?.decode(bytes) == DecodedText(text: text))
  }

  /// Excel's “Unicode text” of a sheet in .VnTime.
  @Test func aMarkOfUnicodeDoesNotHideOldTextInside() {
    let old = CodePage.tcvn3.encode(Paragraphs.report).bytes
    let wrong = String(decoding: misread(old), as: UTF8.self)
    let utf16: [UInt8] = [0xFF, 0xFE] + wrong.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [[0xEF, 0xBB, 0xBF] + misread(old), utf16] {
      let detection = TextEncoding.detect(bytes)
      #expect(detection.encoding == TextEncoding(.tcvn3, isMisread: true) && detection.isSure)
      #expect(detection.encoding?.decode(bytes).text == Paragraphs.report)
    }
  }

  @Test func theCountrysNamePastedFromAnOldFile() {
    for (pasted, text) in [
      ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
      ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ] {
      let detection = TextEncoding.detect(Array(pasted.utf8))
      #expect(detection.isSure, "\(detection)")
      #expect(detection.encoding?.decode(Array(pasted.utf8)).text == text)
    }
  }

  @Test func whatNoByteWasTakenForMeansItself() {
    #expect(TextEncoding(.tcvn3, isMisread: true).decode(Array("ViÖt → “Nam” ế 中".utf8)).text == "Việt → “Nam” ế 中")
  }

  // MARK: doubts

  @Test(arguments: ["Céng hoµ", "ViÖt", "x· héi"]) func aFewWordsAreNotEnough(text: String) {
    let old = text.unicodeScalars.map { UInt8($0.value) }
    #expect(!TextEncoding.detect(old).isSure)
    #expect(!TextEncoding.detect(Array(text.utf8)).isSure)
  }

  @Test(arguments: ["", "Sở", "Số 15", "hoà", "Ủy ban nhân dân"]) func shortUTF8IsBelieved(text: String) {
    let detection = TextEncoding.detect(Array(text.utf8))
    #expect(detection.encoding == TextEncoding(.utf8) && detection.isSure)
  }

  @Test(arguments: [
    "The committee met. Who are they? It's the end of the day, isn't it? See file.txt and area(s).",
    "Müller trifft Zoë im Café; déjà vu über den Straßen, naïve Señor Ångström", "– “…” — • 25 °C ± 2 §",
  ])
  func otherLanguagesInUTF8StayWhatTheyAre(text: String) {
    let detection = TextEncoding.detect(Array(text.utf8))
    #expect(detection.encoding == TextEncoding(.utf8) && detection.isSure, "\(detection)")
  }

  @Test func westernLatinIsNoVietnamese() {
    let text = "Müller trifft Zoë im Café; déjà vu über den Straßen für größere Äpfel, naïve Señor Ångström"
    #expect(!TextEncoding.detect(text.unicodeScalars.map { UInt8($0.value) }).isSure)
  }

  @Test func whatIsNoTextIsSaidToBeNone() {
    #expect(TextEncoding.detect(Array("\u{7F}ELF".utf8) + [2, 1, 1, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0]).doubt == .binary)
    var dice = SeededRandom(seed: 3)
    let noise = (0..<20_000).map { _ in UInt8.random(in: 1...255, using: &dice) }
    #expect(!TextEncoding.detect(noise).isSure)
  }

  @Test func utf16WithoutItsMarkIsKnownByItsZeros() {
    let bytes = Array(CodePage.utf16LittleEndian.encode(Paragraphs.report).bytes.dropFirst(2))
    #expect(TextEncoding.detect(bytes) == Detection(encoding: TextEncoding(.utf16LittleEndian)))
  }

  @Test func aFileOfTwoPagesIsSaidToBeSo() {
    let old = CodePage.tcvn3.encode(Paragraphs.report).bytes
    let new = Array(Paragraphs.report.utf8)
    #expect(TextEncoding.detect(old + old + new).doubt == .mixed(line: 7, TextEncoding(.utf8)))
    #expect(
      TextEncoding.detect(new + new + CodePage.vni.encode(Paragraphs.report).bytes).doubt
        == .mixed(line: 7, TextEncoding(.vni)))
    #expect(
      TextEncoding.detect(new + new + misread(old)).doubt == .mixed(line: 7, TextEncoding(.tcvn3, isMisread: true)))
  }

  @Test func oneBrokenByteDoesNotHideUTF8() {
    let bytes = Array(Paragraphs.report.utf8) + [0xC1, 0x20]
    let detection = TextEncoding.detect(bytes)
    #expect(detection.encoding == TextEncoding(.utf8) && detection.isSure)
    #expect(detection.encoding?.decode(bytes).undecodedCount == 1)
  }

  @Test func theScoresAreThereToBeShown() {
    let scores = detect(Paragraphs.report, .vni).scores
    #expect(scores[0].encoding == TextEncoding(.vni) && scores[0].legal * 10 > scores[0].words * 9)
    #expect(scores.dropFirst().allSatisfy { $0.legal * 3 < scores[0].legal })
  }
}
