import CommandWords
import Vietnamese

/// Parameters for a code page.
package enum CodePageParameter {
  /// Returns the parameter for a text that is read; its value is `nil` if the code page is to be detected.
  package static func encoding(_ parameter: Parameter) -> Typed<TextEncoding?> {
    Typed(parameter) { typed, _ in
      guard typed != "auto" else { return nil }
      guard let encoding = TextEncoding(name: typed) else { throw unknown(parameter, typed) }
      return encoding
    }
  }

  /// Returns the parameter for a text that is written.
  package static func page(_ parameter: Parameter) -> Typed<CodePage> {
    Typed(parameter) { typed, _ in
      guard let page = CodePage(name: typed) else { throw unknown(parameter, typed) }
      return page
    }
  }

  private static func unknown(_ parameter: Parameter, _ typed: String) -> UsageError {
    .choice(name: "--\(parameter.name)", typed: typed, allowed: ["abc"] + CodePage.allCases.map(\.name))
  }
}
