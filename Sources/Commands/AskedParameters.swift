import CommandWords
import Wording

package extension Command {
  /// The parameters that a form on the screen shows.
  var asked: [Parameter] {
    declaration.parameters.filter { $0.isAsked && !($0.form == .argument && $0.kind == .document) }
  }

  /// Whether a form must be opened before the command can run.
  func mustAsk(_ arguments: Arguments) -> Bool {
    let missing = declaration.parameters.contains { $0.isRequired && arguments.all($0.name).isEmpty }
    switch asking {
    case .whenMissing: return missing
    case .whenBare: return missing || asked.allSatisfy { arguments.values[$0.name] == nil }
    }
  }

  /// Returns the arguments in words, for a question: ` — chủ trì Tư pháp - Hộ tịch; hạn 25/11`.
  func described(_ arguments: Arguments, _ language: Language) -> String {
    let parts = asked.compactMap { parameter -> String? in
      let values = arguments.all(parameter.name)
      return values.isEmpty ? nil : "\(parameter.label[language].lowercased()) \(values.joined(separator: ", "))"
    }
    return parts.isEmpty ? "" : " — " + parts.joined(separator: "; ")
  }
}
