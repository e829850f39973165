import CommandWords
import Glibc
import Records
import Testing
import Wording

@testable import Commands
@testable import vanthu

/// What depends on the environment: the language and the paths of files; and what the fault log keeps.
@Suite struct SurroundingsOfTheProgram {
  @Test(arguments: [
    ("", [:], Language.vietnamese), ("", ["LANG": "en_US.UTF-8"], .english), ("", ["LANG": "en"], .english),
    ("", ["LANG": "C.UTF-8"], .vietnamese), ("", ["LC_ALL": "POSIX", "LANG": "en_GB"], .vietnamese),
    ("", ["LC_ALL": "", "LC_MESSAGES": "en_GB.UTF-8", "LANG": "vi_VN.UTF-8"], .english),
    ("", ["LANG": "fr_FR.UTF-8"], .vietnamese), ("", ["LANG": "enm_XX"], .vietnamese),
    ("", ["VANTHU_LANG": "vi", "LANG": "en_US.UTF-8"], .vietnamese),
    ("", ["VANTHU_LANG": "en", "LANG": "vi_VN.UTF-8"], .english),
    ("", ["VANTHU_LANG": "klingon", "LANG": "en_US.UTF-8"], .english),
    ("--lang vi list", ["VANTHU_LANG": "en"], .vietnamese), ("list --lang=en", [:], .english),
    ("list --nothing --lang en", [:], .english), ("search -- --lang en", [:], .vietnamese),
    ("list --lang fr", [:], .vietnamese), ("list --lang", ["LANG": "en_US"], .english),
  ])
  func theLanguageIsThatOfTheLineThenOfTheVariableThenOfThePC(
    line: String, environment: [String: String], language: Language
  ) throws {
    #expect(Language(of: try LineWords.split(line), environment) == language)
  }

  @Test func withoutAHomeTheOfficeMustBeNamed() {
    #expect(Paths(office: nil, environment: [:]).isHomeless)
    #expect(Paths(office: nil, environment: ["HOME": "", "XDG_DATA_HOME": "relative"]).isHomeless)
    #expect(PathRefusal.homeless.words.vietnamese.contains("--office"))
    for (office, environment) in [
      ("a.db", [:]), (nil, ["VANTHU_OFFICE": "a.db"]), (nil, ["HOME": "/home/lan"]), (nil, ["XDG_DATA_HOME": "/d"]),
    ] as [(String?, [String: String])] {
      #expect(!Paths(office: office, environment: environment).isHomeless)
    }
  }

  @Test func whatIsKeptWithoutAHomeLiesBesideTheOfficeAndNeverInTheRoot() {
    let paths = Paths(office: "/so/a.db", environment: [:])
    #expect(paths.state == "/so/.vanthu" && paths.configuration == "/so/.vanthu")
    #expect(Paths(office: "a.db", environment: [:]).state == ".vanthu")
    let home = Paths(office: nil, environment: ["HOME": "/home/lan"])
    #expect(home.office == "/home/lan/.local/share/vanthu/office.db" && home.state == "/home/lan/.local/state/vanthu")
    #expect(Paths(office: nil, environment: ["HOME": "/"]).office == "/.local/share/vanthu/office.db")
  }

  // MARK: faults

  private enum Fault: Error {
    case broken(subject: String, line: Int)
    case told(String)
    case counted(Int)
    case plain
  }

  private struct Damage: Error {
    struct Code: RawRepresentable { let rawValue: Int32 }
    let code = Code(rawValue: 11)
    let message = "Về việc riêng"
    let pages = 3
  }

  @Test(arguments: [
    (Fault.broken(subject: "Về việc riêng", line: 7) as any Error & Sendable, "Fault.broken line=7"),
    (Fault.told("Về việc riêng"), "Fault.told"), (Fault.counted(5), "Fault.counted 5"), (Fault.plain, "Fault.plain"),
    (Damage(), "Damage code=11 pages=3"),
  ])
  func aFaultIsNotedByItsTypeCaseAndNumbersOnly(error: any Error & Sendable, end: String) {
    let summary = FaultLog.summary(of: error)
    #expect(summary.hasSuffix(end), "\(summary)")
    #expect(!summary.contains("riêng"))
  }

  @Test func theLogNeverQuotesADocument() throws {
    let marker = try TemporaryFile("")
    let paths = Paths(office: marker.path + ".d/a.db", environment: [:])
    defer { _ = try? shell("/bin/rm", ["-r", marker.path + ".d"]) }
    let words = FaultLog(paths).add(Fault.told("Về việc riêng"), milliseconds: 1_795_107_900_000)
    #expect(words.vietnamese == "Lỗi chương trình: Fault. Chi tiết ở \(paths.state)/vanthu.log.")
    let log = try shell("/bin/cat", [paths.state + "/vanthu.log"]).output
    #expect(log.hasPrefix("1795107900 vanthu \(Release.version) ") && log.hasSuffix("Fault.told\n"))
  }

  @Test func withoutAPlaceForTheLogTheFaultIsToldOnTheLine() {
    let paths = Paths(office: "/dev/null/a.db", environment: [:])
    let words = FaultLog(paths).add(Fault.told("Về việc riêng"), milliseconds: 0)
    #expect(words.english.hasSuffix("Fault.told.") && !words.vietnamese.contains("riêng"))
  }

  // MARK: letters

  @Test func onlyWhatATerminalWouldObeyIsTakenOut() {
    #expect(printable("a\u{1b}[2Jb\u{9b}c\td\u{7f}\u{202e}\n", lines: true) == "a·[2Jb·c\td··\n")
    #expect(printable("a\u{1b}[2Jb\u{9b}c\td\u{7f}\u{202e}\n") == "a·[2Jb·c d·· ")
    let plain = "Về việc họp — “nhà văn hóa”\t😀\n"
    #expect(Array(printable(plain, lines: true).unicodeScalars) == Array(plain.unicodeScalars))
    // A decomposed name, as on the disk of a Mac, is shown composed.
    #expect(Array(printable("e\u{302}\u{301}.pdf").unicodeScalars) == Array("ế.pdf".unicodeScalars))
    #expect(printableJSON("\"a\u{9b}b\u{202e}\"") == #""a\u009bb\u202e""#)
    #expect(printableJSON("\"a\u{E0041}b\u{200F}\"") == #""a\udb40\udc41b\u200f""#)
  }
}
