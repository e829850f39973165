import Foundation
import Glibc
import TerminalKit
import Testing

/// Bad input of every kind gets one clear sentence and changes nothing.
@Suite struct BadInputTests {
  private struct Case {
    var words: [String]
    /// A part of the English sentence.
    var says: String
    var status: Int32 = 1
  }

  /// Returns the words that register a document, with some options changed.
  private static func letter(_ changed: [String: String]) -> [String] {
    var words = ShellOffice.letter("9/UBND")
    for (name, value) in changed.sorted(by: { $0.key < $1.key }) {
      if let index = words.firstIndex(of: name) { words[index + 1] = value } else { words += [name, value] }
    }
    return words
  }

  private static let long = String(repeating: "rất dài ", count: 9_000)
  private static let issue = ["issue", "--type", "qd", "--subject", "S", "--signer", "A", "--to", "B"]

  private static let cases: [String: [Case]] = [
    "days": [
      Case(words: letter(["--date": "30/2"]), says: "30/2"),
      Case(words: letter(["--date": "2026-13-01"]), says: "2026-13-01"),
      Case(words: letter(["--date": "2026-02-29"]), says: "2026-02-29"),
      Case(words: letter(["--date": "hôm nao"]), says: "hôm nao"),
      Case(words: letter(["--date": "2026-11-24"]), says: "after the arrival"),
      Case(words: letter(["--date": "+1"]), says: "after the arrival"),
      Case(words: letter(["--arrived": "2026-11-24"]), says: "after today"),
      Case(words: letter(["--date": "9999-12-31"]), says: "9999"),
      Case(words: letter(["--date": "0000-00-00"]), says: "0000-00-00"),
      Case(words: letter(["--date": "+99999999999999999999"]), says: "+9999999"),
      Case(words: letter(["--date": "-9223372036854775808"]), says: "-922337"),
      Case(words: letter(["--date": "-9223372036854775807"]), says: "-922337"),
      Case(words: letter(["--date": "+9223372036854775807"]), says: "+922337"),
      Case(words: letter(["--due": "32/1"]), says: "32/1"),
      Case(words: letter(["--date": "32"]), says: "32"),
      Case(words: ["list", "incoming", "--on", "30/2"], says: "30/2"),
      Case(words: ["route", "1", "--lead", "A", "--due", "2026-01-01"], says: "before the arrival"),
      Case(words: ["route", "1", "--lead", "A@hôm nao"], says: "hôm nao"),
      Case(words: issue + ["--date", "2026-11-24"], says: "after today"),
    ],
    "numbers": [
      Case(words: ["show", "99"], says: "no arrival number 99"),
      Case(words: ["show", "0"], says: "no arrival number 0"),
      Case(words: ["show", "-1"], says: "-1"),
      Case(words: ["show", "99999999999999999999"], says: "99999999999999999999"),
      Case(words: ["show", "1@99999999999999999999"], says: "not understood"),
      Case(words: ["show", "1@-5"], says: "No document"),
      Case(words: ["show", "1@"], says: "not understood"),
      Case(words: ["show", "@"], says: "@"),
      Case(words: ["show", "nhap-1"], says: "no document"),
      Case(words: ["show", "nhap-99999999999999999999"], says: "no document"),
      Case(words: ["show", "abcdef01.1.99"], says: "no document"),
      Case(words: ["settle", "1", "--answer", "99/QĐ-UBND"], says: "99/QĐ-UBND"),
      Case(words: ["settle", "1", "--answer", "1"], says: "1"),
      Case(words: letter(["--pages": "0"]), says: "from 1 to 999"),
      Case(words: letter(["--pages": "-3"]), says: "from 1 to 999"),
      Case(words: letter(["--pages": "1000000"]), says: "from 1 to 999"),
      Case(words: letter(["--pages": "99999999999999999999"]), says: "too large", status: 2),
      Case(words: letter(["--pages": "ba"]), says: "not a valid whole number", status: 2),
      Case(words: letter(["--number": "7"]), says: "--number"),
      Case(words: letter(["--number": "-9223372036854775808"]), says: "--number", status: 2),
      Case(words: ["list", "incoming", "--limit", "-5"], says: "--limit", status: 2),
      Case(words: ["inbox", "--limit", "-1"], says: "--limit", status: 2),
      Case(words: ["list", "incoming", "--year", "0"], says: "--year", status: 2),
      Case(words: ["list", "incoming", "--year", "99999"], says: "--year", status: 2),
      Case(words: ["book", "open", "--series", "x", "--name", "X", "--type", "cv", "--first", "0"], says: "0"),
      Case(
        words: ["book", "open", "--series", "x", "--name", "X", "--type", "cv", "--first", "9223372036854775807"],
        says: "too large", status: 2),
      Case(words: ["search", "nam:99999999999999999999"], says: "nam"),
      Case(words: ["numbers", "--last", "den-2026=x"], says: "den-2026=x", status: 2),
      Case(words: ["numbers", "--last", "den-2026=9223372036854775807"], says: "den-2026", status: 2),
      Case(words: ["numbers", "--last", "nosuch=5"], says: "nosuch"),
    ],
    "codes": [
      Case(words: ShellOffice.letter("QĐ-UBND"), says: "no number"),
      Case(words: ShellOffice.letter("/QĐ-UBND"), says: "number"),
      Case(words: ShellOffice.letter("/"), says: "Number and symbol"),
      Case(words: ShellOffice.letter("123456789012/QĐ"), says: "too long"),
      Case(words: ShellOffice.letter("9/" + String(repeating: "Q", count: 40)), says: "too long"),
      Case(words: ShellOffice.letter(long), says: "too long"),
      Case(words: issue + ["--notation", String(repeating: "Q", count: 60)], says: "at most"),
    ],
    "text": [
      Case(words: letter(["--subject": long]), says: "at most 500"),
      Case(words: letter(["--from": long]), says: "at most 200"),
      Case(words: letter(["--signer": long]), says: "at most 50"),
      Case(words: letter(["--note": long]), says: "at most 500"),
      Case(words: letter(["--type": long]), says: "at most 100"),
      Case(words: letter(["--document-id": long]), says: "at most 100"),
      Case(words: letter(["--urgency": "chậm"]), says: "chậm"),
      Case(words: letter(["--secrecy": "kín"]), says: "kín"),
      Case(words: letter(["--urgency": long]), says: "…"),
      Case(words: letter(["--secrecy": long]), says: "…"),
      Case(words: letter(["--date": long]), says: "…"),
      Case(words: ["show", long], says: "…"),
      Case(words: ["trail", "1", long], says: "…", status: 2),
      Case(words: [long], says: "…", status: 2),
      Case(words: ["list", "incoming", "--" + long], says: "…", status: 2),
      Case(words: letter(["--as": long]), says: "…"),
      Case(words: ["route", "1", "--lead", long], says: "at most 200"),
      Case(words: ["route", "1", "--lead", "A", "--instruction", long], says: "at most 2000"),
      Case(words: ["route", "1"], says: "--lead"),
      Case(words: ["route", "1", "--cooperating", "A"], says: "--lead"),
      Case(words: ["send-back", "1", "--reason", long], says: "at most 500"),
      Case(words: ["clerk", "add", long], says: "at most 50"),
      Case(words: ["clerk", "add", "VĂN THƯ 1"], says: "Văn thư 1"),
      Case(words: ["group", "set", "X"], says: "X"),
      Case(
        words: ["correct", "1", "--field", "subject", "--value", "", "--reason", "x"], says: "--value is missing",
        status: 2),
    ],
    "nothing": ["", " ", "\t\n", "\u{200b}\u{feff}", "\u{1b}[0m", "\u{202e}"].flatMap { nothing in
      [
        Case(words: letter(["--subject": nothing]), says: "--subject is missing", status: 2),
        Case(words: letter(["--from": nothing]), says: "--from is missing", status: 2),
        Case(words: letter(["--date": nothing]), says: "--date is missing", status: 2),
        Case(words: ["show", nothing], says: "is missing", status: 2),
        Case(words: ["void", "1", "--reason", nothing], says: "--reason is missing", status: 2),
      ]
    },
    "files": [
      Case(words: letter(["--attach": "/nosuch/scan.pdf"]), says: "/nosuch/scan.pdf"),
      Case(words: letter(["--attach": "/tmp"]), says: "/tmp"),
      Case(words: letter(["--attach": "/dev/zero"]), says: "/dev/zero"),
      Case(words: ["attach", "1", "--scan"], says: "Scans"),
      Case(words: ["detach", "1", "--file", "nosuch.pdf"], says: "nosuch.pdf"),
      Case(words: ["save-file", "1", "--to", "/tmp/x"], says: "no file"),
      Case(words: ["calendar", "set", "2027", "--file", "/nosuch"], says: "/nosuch"),
      Case(words: ["calendar", "set", "2027", "--file", "/dev/null"], says: "/dev/null"),
      Case(words: ["init", "--organ-id", "x", "--name", "y", "--place", "z", "--clerk", "k"], says: "exists"),
      Case(words: ["sample", "--documents", "10"], says: "exists"),
      Case(words: ["sample", "--documents", "0"], says: "--documents", status: 2),
      Case(
        words: ["sample", "--documents", "10", "--years", "-1"], says: "--years",
        status: 2),
      Case(words: ["sample", "--years", "999999999999"], says: "--years", status: 2),
    ],
  ]

  @Test(arguments: cases.keys.sorted()) func oneSentenceAndNothingChanged(kind: String) throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    for bad in BadInputTests.cases[kind]! {
      let before = office.bytes
      let shown = bad.words.map { String($0.prefix(60)) }
      let ended = try office.run(bad.words + ["--lang", "en"])
      #expect(ended.isRefusal, "\(shown): \(ended)")
      #expect(ended.status == bad.status && ended.error.contains(bad.says), "\(shown): \(ended)")
      let vietnamese = try office.run(bad.words)
      #expect(vietnamese.isRefusal && vietnamese.error != ended.error, "\(shown): \(vietnamese)")
      #expect(office.bytes == before, "\(shown) changed the file")
    }
  }

  @Test func aHugeFirstNumberIsRefusedBeforeItCanRunOver() throws {
    for number in ["0", "-1", "9223372036854775807", "9223372036854775806", "100000000"] {
      let office = try ShellOffice()
      let ended = try office(
        "init", "--organ-id", "x", "--name", "y", "--place", "z", "--clerk", "k", "--first-incoming", number)
      #expect((1...2).contains(ended.status) && ended.isRefusal, "\(number): \(ended)")
      #expect(access(office.file, F_OK) != 0)
    }
  }

  @Test func wordsThatAreNotUTF8AreRefused() throws {
    let office = try ShellOffice.founded()
    let before = office.bytes
    // "V/v hộ nghèo" in the old code page TCVN3, a lone continuation byte, an overlong slash.
    for bytes in [[0x56, 0xe9, 0xee], [0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0x41, 0xff]] as [[UInt8]] {
      let line =
        [officeProgram, "--office", office.file, "--on", "2026-11-23"] + ShellOffice.letter("1/UBND").dropLast()
      let ended = try office.startBytes(line.map { Array($0.utf8) } + [bytes]).wait()
      #expect(ended.status == 2 && ended.isRefusal && ended.error.contains("UTF-8"), "\(bytes): \(ended)")
    }
    #expect(office.bytes == before)
  }

  @Test func controlCharactersAreStoredCleanedAndNeverShown() throws {
    let office = try ShellOffice.founded()
    let evil =
      "\u{1b}[31mĐỏ\u{1b}[0m \u{1b}]0;tên cửa sổ\u{7}và\u{9b}2J\u{8}\u{7f} "
      + "\u{202e}ngược\u{202c} k\u{200b}ín\u{feff}\u{1}\r\n\thết"
    let line = try office.json(
      "register", "1/\u{1b}[1mUBND", "--from", evil, "--date", "20/11", "--type", evil, "--subject", evil, "--note",
      evil,
      "--signer", evil)
    #expect(line["code"] as? String == "1/UBND")
    #expect(line["organName"] as? String == "Đỏ và ngược kín hết")
    #expect(line["subject"] as? String == "Đỏ và ngược kín\nhết")
    try office("route", "1", "--lead", evil, "--instruction", evil)
    try office("progress", "1", "--note", evil)
    try office("group", "set", evil, "--member", evil)
    try office("clerk", "add", evil)
    for words in [
      ["list", "incoming"], ["show", "1"], ["trail", "1"], ["inbox"], ["search", "ngược"], ["group", "list"],
      ["clerk", "list"], ["settle", "1"], ["show", evil], ["search", evil], ["list", evil], [evil],
      ["list", "incoming", "--as", evil], ["list", "incoming", "--office", office.folder + "/" + evil],
      ["list", "incoming", "--limit", evil], ["list", "incoming", "--" + evil], ["settle", "1", "--answer", evil],
    ] {
      let ended = try office.run(words)
      let said = ended.output + ended.error
      #expect(!said.unicodeScalars.contains(where: isHostile), "\(words): \(ended.description.debugDescription)")
      #expect(!said.isEmpty)
    }
    // A line of the register is one line for `wc` and `cut`.
    #expect(try office("list", "incoming").output.filter { $0 == "\n" }.count == 1)
    #expect(try office("list", "incoming").output.split(separator: "\t", omittingEmptySubsequences: false).count == 10)
  }

  private func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0a: false
    case 0..<0x20, 0x7f..<0xa0, 0x200b...0x200f, 0x202a...0x202e, 0x2066...0x2069, 0xfeff: true
    default: false
    }
  }

  @Test func anAnswerThatCannotBeWrittenIsNotSuccess() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    for words in [["list", "incoming"], ["help"], ["show", "1", "--json"]] {
      let line = ["sh", "-c", "exec \"$0\" \"$@\" > /dev/full", officeProgram, "--office", office.file] + words
      let ended = try office.startBytes(line.map { Array($0.utf8) }).wait()
      #expect(ended.status == 3 && ended.error.hasPrefix("vanthu: "), "\(words): \(ended)")
    }
    // A reader that closes the pipe early is no error.
    for words in ["help", "export incoming", "list incoming --all"] {
      let pipe = "(sleep 0.3; \"$0\" --office \"$1\" \(words)) | true"
      let ended = try office.startBytes(["sh", "-c", pipe, officeProgram, office.file].map { Array($0.utf8) }).wait()
      #expect(ended.error.isEmpty, "\(words): \(ended)")
    }
  }
}
