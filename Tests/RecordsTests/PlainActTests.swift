import Records
import Testing

/// An act is written in one form only: a search for its first characters finds the same everywhere.
struct PlainActTests {
  @Test func whatTheProgramWritesIsPlain() throws {
    var document = Document(
      code: "1/\"A\"", organName: "UBND xã Đàm Thủy", issuedDate: Day(2026, 11, 20), typeName: "Công văn",
      subject: "Dòng\n\tthứ \\ hai / \u{1}\u{7F}\u{2028}😀")
    document.signer = Signer(position: nil, fullName: "Nông Văn A")
    let acts: [Act] = [
      .clerkNamed(.init(name: "")), .calendarSet(.init(year: 2027, holidays: [])),
      .drafted(.init(document: document, to: [])),
      .registered(
        .init(
          document: document, book: "den-2026", arrivalNumber: 1, suffix: nil, arrivalDate: Day(2026, 11, 20),
          reason: nil,
          arrival: nil, seen: [])),
    ]
    for act in acts { #expect(try StoredAct.isPlain(StoredAct.text(of: act))) }
  }

  /// Within the one object that an act is.
  @Test(arguments: [
    "1", "0", "-1", "12.5", "-0.25", "9223372036854775808", "true", "null", "[]", "{}", "[1,\"a\",{}]",
    "{\"a\":1,\"b\":2}", "\"\\u001f\"", "\"\\/\"", "\"é\"",
  ])
  func everyValueOfOneSpellingIs(_ value: String) {
    #expect(StoredAct.isPlain("{\"a\":\(value)}"))
  }

  @Test(arguments: [
    "01", "-0", "1.0", "1.", ".5", "1e2", "1E2", "+1", "--1", "1-2", "-", "1,", "\"\\u+01f\"", "\"\\u-01f\"",
    "{\"\u{212A}\":1}", "{\"\":1,\"\":1}", "{\"a b\":1}",
    "{" + (0..<100).map { "\"a\($0)\":0" }.joined(separator: ",") + "}",
  ])
  func noValueOfAnotherIs(_ value: String) {
    #expect(!StoredAct.isPlain("{\"a\":\(value)}"))
  }

  /// By its first characters it would be no issue, and the decoder skips what it does not know.
  @Test(arguments: ["{\"a\":0,\"issued\":{}}", "{\"issued\":{},\"a\":0}", "{}", "[]", "1", "\"issued\""])
  func anActHasOneWord(_ text: String) {
    #expect(!StoredAct.isPlain(text))
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
