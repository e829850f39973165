import Testing
import Vietnamese

@Suite struct VIQRTests {
  private func read(_ text: String) -> String { CodePage.viqr.decode(Array(text.utf8)).text }

  @Test(arguments: [
    ("Co^.ng hoa` xa~ ho^.i chu? nghi~a Vie^.t Nam.", "Cộng hoà xã hội chủ nghĩa Việt Nam."),
    ("Vie^.t, Vie.^t, VIE^.T", "Việt, Việt, VIỆT"), ("DDu+o+`ng dda^'t ddo?", "Đường đất đỏ"),
    ("DDa('k La('k", "Đắk Lắk"), ("Kro^ng, Pa'c Bo', Po` Ma.", "Krông, Pác Bó, Pò Mạ"),
    ("a( a^ e^ o^ o+ u+ dd", "ă â ê ô ơ ư đ"),
    ("dd, DD, Dd", "đ, Đ, Đ"), ("15/QDD-UBND, HDDND", "15/QĐ-UBND, HĐND"),
  ])
  func vietnameseIsRead(typed: String, text: String) { #expect(read(typed) == text) }

  @Test(arguments: [
    "The end. Who are they? file.txt, area(s), address, add; what's more; you're, we've",
    "https://www.example.com/index.html?page=2",
    "if (value(x) == 3) { return; }", "Nam. Anh. Em\\.".replacing("\\", with: ""), "x + y = z; C++",
    "C:\\Windows\\System",
  ])
  func punctuationBehindWhatIsNoSyllableStays(text: String) { #expect(read(text) == text) }

  @Test func theStandardReadsALegalSyllableAsOne() {
    #expect(read("ta. ta\\. nha? nha\\?") == "tạ ta. nhả nha?")
    #expect(read("nha`. nha`? co^?") == "nhà. nhà? cổ")
  }

  @Test func aBackslashKeepsWhatFollows() {
    #expect(read("a\\'b \\\\ ad\\d \\x") == "a'b \\ add \\x")
    for text in [
      "ta. ta? a' e` i~ (a(b) o+ \\ \\\\ \\. add daddy DD Dđ đd BGDĐT-VX", "C:\\a\\d.txt",
      "Đi đâu? Về. Ạ? \"à\"…".replacing("…", with: "..."),
    ] {
      let encoded = CodePage.viqr.encode(text)
      #expect(encoded.unwritableCount == 0)
      #expect(read(String(decoding: encoded.bytes, as: UTF8.self)) == text)
    }
  }

  @Test func aWordThatWouldNotBeReadBackIsNamed() {
    let encoded = CodePage.viqr.encode("quán Café ü")
    #expect(encoded.unwritable.map(\.letter) == ["é", "ü"] && encoded.unwritable[0].place.column == 9)
  }
}
