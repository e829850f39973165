import Foundation
import Records
import TestSupport
import Testing

/// Number, suffix, year and notation, as one line.
private func parts(_ text: String) throws -> String {
  let code = try DocumentCode(parsing: text)
  return [
    code.codeNumber, code.number.map(String.init) ?? "-", code.suffix, code.year.map(String.init) ?? "-", code.notation,
  ]
  .joined(separator: "|")
}

@Test(
  "Number and symbol are read as they stand on papers",
  arguments: [
    ("15/QĐ-UBND", "15|15||-|QĐ-UBND"), ("118/UBND-VX", "118|118||-|UBND-VX"), ("112/UBND", "112|112||-|UBND"),
    ("5/QĐ-UBND", "05|5||-|QĐ-UBND"), ("05/QĐ-UBND", "05|5||-|QĐ-UBND"), ("007/GM-UBND", "007|7||-|GM-UBND"),
    ("28/2018/QĐ-TTg", "28|28||2018|QĐ-TTg"), ("30/2020/NĐ-CP", "30|30||2020|NĐ-CP"),
    ("45/2019/QH14", "45|45||2019|QH14"),
    ("15a/BC-UBND", "15a|15|a|-|BC-UBND"), ("15bis/BC-UBND", "15bis|15|bis|-|BC-UBND"),
    ("3232sss/ABC", "3232sss|3232|sss|-|ABC"),
    ("12-CV/ĐU", "12|12||-|CV/ĐU"), ("05-NQ/ĐU", "05|5||-|NQ/ĐU"), ("66-KL/TW", "66|66||-|KL/TW"),
    ("118", "118|118||-|"),
    ("118/2026", "118|118||2026|"), ("A12/QĐ-X", "A12|-||-|QĐ-X"), ("12/HĐ&ĐT-BCĐ.138", "12|12||-|HĐ&ĐT-BCĐ.138"),
    ("Số: 15/QĐ-UBND", "15|15||-|QĐ-UBND"), (" 15 / QĐ - UBND ", "15|15||-|QĐ-UBND"),
    ("15/QĐ–UBND", "15|15||-|QĐ-UBND"),
    ("15/", "15|15||-|"), ("15/qđ-ubnd", "15|15||-|qđ-ubnd"), ("7816/VPCP-TTĐT", "7816|7816||-|VPCP-TTĐT"),
  ])
func readsCodes(_ text: String, _ expected: String) throws { #expect(try parts(text) == expected) }

@Test("A code is shown as it stands on the paper, without the spaces")
func showsCodes() throws {
  #expect(try DocumentCode(parsing: "5 / qđ - ubnd").display == "5/qđ-ubnd")
  #expect(try DocumentCode(parsing: "28/2018/QĐ-TTg").display == "28/2018/QĐ-TTg")
  #expect(try DocumentCode(parsing: "28/2018/QĐ-TTg").codeNotation == "2018/QĐ-TTg")
  #expect(try Array(DocumentCode(parsing: "15/QÐ-UBND").display.utf8) == Array("15/QĐ-UBND".utf8))
}

@Test("Our own numbers have a zero below ten and no more")
func ownCodes() throws {
  #expect(DocumentCode.numbered(5, notation: "QĐ-UBND").display == "05/QĐ-UBND")
  #expect(DocumentCode.numbered(10, notation: "QĐ-UBND").display == "10/QĐ-UBND")
  #expect(DocumentCode.numbered(123, suffix: "a", notation: "UBND").display == "123a/UBND")
  #expect(DocumentCode.numbered(1, year: 2025, notation: "QĐ-UBND").display == "01/2025/QĐ-UBND")
  #expect(DocumentCode.numbered(7, notation: "").display == "07")
  for number in [1, 9, 10, 99_999] {
    let code = DocumentCode.numbered(number, notation: "TTr-UBND")
    #expect(try DocumentCode(parsing: code.display) == code)
  }
}

@Test(
  "Two spellings of one code have one key",
  arguments: [
    ("05/qd-ubnd", "5/QĐ-UBND"), ("5/QÐ-UBND", "05/QĐ-UBND"), ("15 / QĐ-UBND", "15/qđ-ubnd"), ("12-CV/ĐU", "12-cv/du"),
    ("28/2018/qd-ttg", "28/2018/QĐ-TTg"), ("118", "0118"),
  ])
func sameKeys(_ one: String, _ other: String) throws {
  #expect(try DocumentCode(parsing: one).key == DocumentCode(parsing: other).key)
}

@Test("Different numbers, years and symbols have different keys")
func differentKeys() throws {
  let codes = [
    "5/QĐ-UBND", "50/QĐ-UBND", "5/QyĐ-UBND", "5a/QĐ-UBND", "5/2026/QĐ-UBND", "5/UBND", "5", "5/QĐ-HĐND",
    "5/2025/QĐ-UBND",
  ]
  #expect(Set(try codes.map { try DocumentCode(parsing: $0).key }).count == codes.count)
}

@Test("Only the exact key tells a contract from a guideline")
func exactKeys() throws {
  let contract = try DocumentCode(parsing: "05/HĐ-UBND")
  let guideline = try DocumentCode(parsing: "5/HD-UBND")
  #expect(contract.key == guideline.key)
  #expect(contract.exactKey != guideline.exactKey)
  #expect(try contract.exactKey == DocumentCode(parsing: "5/hđ-ubnd").exactKey)
}

@Test("Nothing, a symbol without number, and what is too long are refused")
func refusesCodes() {
  for text in ["", "   ", "/", "-", "\u{1B}[1m"] {
    #expect(throws: DocumentCodeRefusal.empty) { try DocumentCode(parsing: text) }
  }
  for text in ["/QĐ-UBND", "QĐ-UBND", "-CV/ĐU", "Số: /UBND"] {
    let refusal = #expect(throws: DocumentCodeRefusal.self) { try DocumentCode(parsing: text) }
    #expect(refusal?.words.vietnamese.contains("không có số") == true, "\(text)")
  }
  for text in ["123456789012/QĐ", "1/" + String(repeating: "Đ", count: 31), String(repeating: "9", count: 10_000_000)] {
    let refusal = #expect(throws: DocumentCodeRefusal.self) { try DocumentCode(parsing: text) }
    #expect(refusal?.words.vietnamese.contains("quá dài") == true)
    #expect((refusal?.words.vietnamese.count ?? 0) < 250)
  }
  #expect(throws: Never.self) { try DocumentCode(parsing: "12345678901/" + String(repeating: "Đ", count: 30)) }
}

@Test("Codes, days, kinds and grades are stored as one string each")
func storedForms() throws {
  struct Line: Codable, Equatable {
    var code: DocumentCode
    var day: Day
    var type: DocumentType
    var urgency: Urgency
    var secrecy: Secrecy
  }
  let line = Line(
    code: try DocumentCode(parsing: "15/QĐ-UBND"), day: Day(2026, 3, 5), type: DocumentType(named: "qd"),
    urgency: .veryUrgent,
    secrecy: .open)
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  let stored = String(decoding: try encoder.encode(line), as: UTF8.self)
  #expect(
    stored == #"{"code":"15/QĐ-UBND","day":"2026-03-05","secrecy":"thuong","type":"Quyết định","urgency":"thuongkhan"}"#
  )
  #expect(try JSONDecoder().decode(Line.self, from: Data(stored.utf8)) == line)
  #expect(throws: DecodingError.self) { try JSONDecoder().decode(Day.self, from: Data(#""2026-02-30""#.utf8)) }
  #expect(throws: DecodingError.self) { try JSONDecoder().decode(DocumentCode.self, from: Data(#""/QĐ""#.utf8)) }
}

@Test("Whatever stands on a paper, what was taken is taken again just so")
func readingIsIdempotent() throws {
  var dice = SeededRandom(seed: 99)
  let pool = Array("0123456789aQĐÐđUBNDTTrqd//--–&. sốSO:\u{301}\u{1B}[m\u{200B}".unicodeScalars)
  var taken = 0
  for _ in 0..<20_000 {
    var text = ""
    for _ in 0..<Int.random(in: 0...14, using: &dice) { text.unicodeScalars.append(pool.randomElement(using: &dice)!) }
    guard let code = try? DocumentCode(parsing: text) else { continue }
    taken += 1
    #expect(try DocumentCode(parsing: code.display) == code, "\(text.debugDescription)")
    #expect(code.codeNumber.count <= 11 && code.notation.count <= 30 && !code.codeNumber.isEmpty)
  }
  #expect(taken > 5_000)
}
