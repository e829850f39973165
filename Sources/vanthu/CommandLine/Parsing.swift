import Vietnamese
import Wording

extension Command {
  /// Reads the words behind the command's name.
  ///
  /// - Parameter strict: whether what is required must be there; a screen asks for it instead.
  func parse(_ words: [String], strict: Bool = true) throws -> Arguments {
    var arguments = Arguments()
    var rest = words[...]
    var onlyArguments = false
    while let word = rest.popFirst() {
      guard !onlyArguments, word.hasPrefix("-"), word.count > 1, Int(word) == nil else {
        try take(word, &arguments)
        continue
      }
      if word == "--" {
        onlyArguments = true
        continue
      }
      let (name, attached) = Command.split(word)
      guard let parameter = parameters.first(where: { $0.form != .argument && "--" + $0.name == name }) else {
        throw UsageError.unknownOption(
          name, command: self.name,
          nearest: nearest(name, in: parameters.filter { $0.form != .argument }.map { "--" + $0.name }))
      }
      if parameter.form == .flag {
        arguments.values[parameter.name] = ["1"]
        continue
      }
      guard let value = attached ?? rest.popFirst() else { throw UsageError.noValue(name) }
      try parameter.check(value)
      arguments.add(parameter, value)
    }
    if strict {
      let missing = parameters.filter { $0.isRequired && arguments.all($0.name).isEmpty }
      guard missing.isEmpty else {
        throw UsageError.missing(missing.map { $0.form == .option ? "--" + $0.name : $0.placeholder }, usage: usage)
      }
    }
    return arguments
  }

  private func take(_ word: String, _ arguments: inout Arguments) throws {
    let free = parameters.first {
      $0.form == .argument && ($0.repeats || arguments.values[$0.name] == nil)
    }
    guard let free else { throw UsageError.tooMany(word, usage: usage) }
    try free.check(word)
    arguments.add(free, word)
  }

  static func split(_ word: String) -> (String, String?) {
    guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }

  /// `vanthu route DOCUMENT… --lead UNIT [--due DAY]`
  var usage: String { usageParts.joined(separator: " ") }

  var usageParts: [String] {
    ["vanthu", name]
      + parameters.map { parameter in
        let repeated = parameter.repeats ? parameter.written + "…" : parameter.written
        return parameter.isRequired ? repeated : "[\(repeated)]"
      }
  }
}

extension Arguments {
  mutating func add(_ parameter: Parameter, _ value: String) {
    let value = cleaned(value, lines: parameter.kind == .longText)
    if parameter.repeats { values[parameter.name, default: []].append(value) } else { values[parameter.name] = [value] }
  }
}

extension Parameter {
  /// As it is typed: `DOCUMENT`, `--due DATE`, `--json`.
  var written: String {
    switch form {
    case .argument: placeholder
    case .option: "--\(name) \(placeholder)"
    case .flag: "--\(name)"
    }
  }

  /// What stands for the value in a usage line.
  var placeholder: String {
    switch kind {
    case .number: "N"
    case .year: "YYYY"
    case .issuedDay, .dueDay: "DATE"
    case .file: "FILE"
    case .folder: "FOLDER"
    case .document: "DOCUMENT"
    case .choice(let allowed) where allowed.count <= 5: allowed.joined(separator: "|")
    case .organ, .recipient, .unit, .person, .clerk, .savedSearch: "NAME"
    case .code: "CODE"
    case .urgency: "thuong|khan|thuongkhan|hoatoc"
    case .secrecy: "thuong"
    case .text where name == "anyway": "REASON"
    default: name.uppercased()
    }
  }

  /// Refuses what can be seen to be wrong without the office.
  func check(_ value: String) throws {
    let shown = form == .option ? "--" + name : name
    switch kind {
    case .number:
      guard Int(value) != nil else { throw UsageError.number(name: shown, typed: value) }
    case .year:
      guard let year = Int(value), (1900...2199).contains(year) else {
        throw UsageError.number(name: shown, typed: value)
      }
    case .choice(let allowed):
      guard allowed.contains(value) else { throw UsageError.choice(name: shown, typed: value, allowed: allowed) }
    default: break
    }
  }
}
