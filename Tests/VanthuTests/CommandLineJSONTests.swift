import Records
import Testing

/// The JSON that scripts rely on.
@Suite struct CommandLineJSON {
  @Test func membersKeepTheirOrderAndSlashesStay() {
    let value = JSON.object([
      ("codeNumber", .string("15")), ("code", .string("15/QĐ-UBND")), ("n", .number(57)), ("due", JSON(String?.none)),
      ("is", .bool(true)), ("none", JSON(Int?.none)), ("empty", .array([])),
    ])
    #expect(
      value.text
        == #"{"codeNumber": "15", "code": "15/QĐ-UBND", "n": 57, "due": null, "is": true, "none": null, "empty": []}"#)
  }

  @Test func controlCharactersAreEscaped() {
    #expect(JSON.string("\"\\\n\r\t\u{0}\u{1B}[2J\u{7F}à").text == #""\"\\\n\r\t\u0000\u001b[2J\u007fà""#)
  }

  @Test func whatIsNotANumberIsNull() {
    #expect(
      JSON.array([.decimal(.nan), .decimal(.infinity), .decimal(1.5), .number(.min)]).text
        == "[null, null, 1.5, -9223372036854775808]")
  }

  @Test(.enabled(if: isInstalled("/usr/bin/python3")))
  func anotherProgramReadsTheSameText() throws {
    let text = String(String.UnicodeScalarView((0...0x2FF).compactMap(Unicode.Scalar.init))) + "Uỷ ban 😀\u{2029}"
    let code = "import json,sys;v=json.load(sys.stdin);print([ord(c) for c in v['t']])"
    let run = try shell("/usr/bin/python3", ["-c", code], input: JSON.object([("t", .string(text))]).text)
    #expect(run.output == "[" + text.unicodeScalars.map { String($0.value) }.joined(separator: ", ") + "]\n")
  }
}
