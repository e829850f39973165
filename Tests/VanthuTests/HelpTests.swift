import CommandWords
import Testing
import Vietnamese
import Wording

@testable import Commands
@testable import vanthu

@Suite struct HelpOfCommands {
  @Test func theHelpOfACommandInVietnamese() throws {
    #expect(
      try Help.page("settle", .vietnamese) == """
        settle — giải quyết xong, kèm văn bản trả lời nếu có

        Cách dùng:
          vanthu settle VĂN-BẢN… [--answer VĂN-BẢN] [--note GHI-CHÚ]

          VĂN-BẢN…          văn bản (số đến 57, năm khác 57@2025; văn bản đi 15/QĐ-UBND;
                            dự thảo nhap-3)
          --answer VĂN-BẢN  Trả lời bằng (số ký hiệu văn bản đi)
          --note GHI-CHÚ    Ghi chú

        Ví dụ:
          vanthu settle 57 --answer 15/UBND-VX
              xong, đã trả lời

        Tên khác: xong
        """)
  }

  @Test func theHelpOfACommandInEnglish() throws {
    #expect(
      try Help.page("void", .english) == """
        void — void a number, with the reason; it is never reused

        Usage:
          vanthu void DOCUMENT… --reason REASON

          DOCUMENT…        document (arrival 57, of another year 57@2025; outgoing
                           15/QĐ-UBND; draft nhap-3)
          --reason REASON  Reason; required

        Examples:
          vanthu void 57 --reason "Đăng ký nhầm"
              void arrival 57

        Also: huy-so
        """)
  }

  @Test(arguments: Command.all.map(\.name), Language.allCases)
  func everyCommandIsToldInBothLanguages(name: String, language: Language) throws {
    let command = try Command.named(name)
    #expect(!command.summary[language].isEmpty)
    #expect(!command.summary[language].hasSuffix("."))
    #expect(command.detail.vietnamese.isEmpty == command.detail.english.isEmpty)
    for parameter in command.parameters { #expect(!parameter.explanation[language].isEmpty, "\(parameter.name)") }
    for example in command.examples { #expect(!example.words[language].isEmpty) }
    let examples = Set(command.examples.map { "  " + $0.line })
    for line in try Help.page(name, language).split(separator: "\n") where !examples.contains(String(line)) {
      #expect(displayWidth(String(line)) <= 80, "\(line)")
      #expect(!line.hasSuffix(" "))
    }
  }

  @Test func whatStandsForAValueIsOneWord() throws {
    for parameter in Command.all.flatMap(\.parameters) {
      for language in Language.allCases {
        let written = parameter.placeholder(language)
        #expect(written.allSatisfy { $0.isLetter || $0.isNumber || "-|".contains($0) }, "\(written)")
      }
    }
    #expect(try Help.page("custody", .vietnamese).contains("--reason LÝ-DO-AI-CHO-PHÉP"))
  }

  @Test(arguments: Command.shell.map(\.name))
  func everyExampleCanBeTyped(name: String) throws {
    for example in try Command.named(name).examples {
      let line = example.line.split(separator: " > ")[0]
      let words = try LineWords.split(String(line))
      let (_, rest) = try GlobalOptions.read(Array(words.dropFirst()), environment: [:]) { preconditionFailure() }
      #expect(words[0] == "vanthu" && rest[0] == name)
      #expect(throws: Never.self) { try Command.named(rest[0]).parse(Array(rest.dropFirst())) }
    }
  }

  @Test func theOverviewNamesEveryCommandOfTheShellAndNoOther() {
    for language in Language.allCases {
      let overview = Help.overview(language)
      for command in Command.all {
        let isNamed = overview.contains("\n  \(command.name) ")
        #expect(isNamed == (command.surfaces.contains(.shell) && !command.isHidden), "\(command.name)")
      }
      for status in ExitStatus.allCases { #expect(overview.contains("\n  \(status.rawValue)  ")) }
      for line in overview.split(separator: "\n") { #expect(displayWidth(String(line)) <= 80, "\(line)") }
    }
  }

  @Test func noTwoCommandsHaveOneName() {
    let names = Command.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }
}
