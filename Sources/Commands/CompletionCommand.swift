import CommandWords
import Wording

package extension Command {
  /// Prints the script that `make install` puts where the shells look for it.
  static let completion = Command(
    name: "completion", aliases: ["goi-y"], group: .program,
    summary: Bilingual("in tệp gợi ý lệnh cho shell", "print the completion script for a shell"),
    detail: Bilingual(
      "Với tệp ấy, phím Tab điền tên lệnh, tùy chọn, cơ quan, đơn vị và văn bản.",
      "With it, Tab completes commands, options, agencies, units and documents."), surfaces: [.shell],
    parameters: [CompletionParameters.shell],
    examples: [
      Example(
        "vanthu completion bash > ~/.local/share/bash-completion/completions/vanthu", "cho bash, một người dùng",
        "for bash, for one user")
    ],
    run: { session, given in
      let lines = ShellCompletion(language: session.language).lines(
        for: .init(rawValue: try given.required(CompletionParameters.shell))!)
      return Outcome(lines: lines, json: .string(lines.joined(separator: "\n")))
    })
}

package enum CompletionParameters {
  package static let shell = Typed<String>.argument(
    "shell", .choice(ShellCompletion.Shell.allCases.map(\.rawValue)), Bilingual("shell đang dùng", "the shell"))
}

package extension ShellCompletion {
  init(language: Language) { self.init(.vanthu, language) }

  func source(of parameter: Parameter, in command: Command) -> Source { source(of: parameter, in: command.declaration) }
}
