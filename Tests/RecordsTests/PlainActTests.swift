import Records
import Testing

/// An act is written in one way: what is looked for in it by its letters is found by everybody alike.
struct PlainActTests {
  @Test func whatTheProgramWritesIsPlain() throws {
    var document = Document(
      code: "1/\"A\"", organName: "UBND xã Đàm Thủy", issuedDate: Day(2026, 11, 20), typeName: "Công văn",
      subject: "Dòng\n\tthứ \\ hai / \u{1}\u{7F}\u{2028}😀")
    document.signer = Signer(position: nil, fullName: "Nông Văn A")
    let acts: [Act] = [
      .clerkNamed(name: ""), .calendarSet(year: 2027, holidays: []), .drafted(document: document, to: []),
      .registered(
        document: document, book: "den-2026", arrivalNumber: 1, suffix: nil, arrivalDate: Day(2026, 11, 20),
        reason: nil,
        arrival: nil, seen: []),
    ]
    for act in acts { #expect(try StoredAct.isPlain(StoredAct.text(of: act))) }
  }

  @Test(arguments: [
    "", "{", "{}x", "{ \"a\":1}", "{\"a\": 1}", "{\"a\":1 }", "[1, 2]", "\n{}", "{\"\\u0069ssued\":1}",
    "{\"a\":\"\\u0041\"}",
    "{\"a\":\"\\u0000\"}", "{\"a\":1,\"a\":2}", "{\"b\":{\"a\":1,\"a\":1}}", "{\"a\":\"\u{1}\"}", "{\"a\":tru}",
    "{\"a\"}",
    "{\"a\":\"\\x\"}", "{\"a\":\"\\u00", "[1,]", "{\"a\":1,}",
    String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
  ])
  func nothingElseIs(_ text: String) {
    #expect(!StoredAct.isPlain(text))
  }
}
