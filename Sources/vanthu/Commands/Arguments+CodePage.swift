import CommandWords
import Vietnamese

extension Arguments {
  /// A code page as people write it; nil where it is to be found out.
  func encoding(_ name: String) throws -> TextEncoding? {
    guard let typed = self[name], typed != "auto" else { return nil }
    guard let encoding = TextEncoding(name: typed) else { throw unknownPage(name, typed) }
    return encoding
  }

  func page(_ name: String) throws -> CodePage? {
    guard let typed = self[name] else { return nil }
    guard let page = CodePage(name: typed) else { throw unknownPage(name, typed) }
    return page
  }

  private func unknownPage(_ name: String, _ typed: String) -> UsageError {
    .choice(name: "--\(name)", typed: typed, allowed: ["abc"] + CodePage.allCases.map(\.name))
  }
}
