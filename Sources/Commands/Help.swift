import CommandWords
import Wording

package extension Command {
  static let help = Command(
    name: "help", aliases: ["giup"], group: .program,
    summary: Bilingual("trợ giúp, của một lệnh hoặc tất cả", "help on one command or all"),
    parameters: [HelpParameters.command],
    examples: [Example("vanthu help route", "về một lệnh", "on one command")],
    run: { session, given in
      let text =
        try given(HelpParameters.command).map { try Help.page($0, session.language) } ?? Help.overview(session.language)
      return Outcome(text: text)
    },
    asks: { call in
      let language = call.session.language
      let text =
        try call.given(HelpParameters.command).map { try Help.page($0, language) } ?? Help.overview(language)
      return .text(Bilingual("Trợ giúp", "Help"), text)
    })
}

package enum HelpParameters {
  package static let command = Typed<String>.argument(
    "command", .text, Bilingual("tên lệnh", "name of a command"), required: false)
}

package extension Help {
  static func overview(_ language: Language) -> String { overview(.vanthu, language) }

  static func page(_ name: String, _ language: Language) throws -> String {
    let command = try Command.named(name)
    return page(command.declaration, prompt: command.surfaces.contains(.shell) ? nil : name, language)
  }
}
