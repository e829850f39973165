import DurableFile
import Records
import Vietnamese
import Wording

extension Declaration {
  /// Parses the words after the command's name.
  ///
  /// Options may be anywhere, as `--name VALUE` or `--name=VALUE`; after `--` every word is an argument. A word for
  /// which no argument is left becomes another value of the option before it, if that repeats: `--to A B`; otherwise
  /// another word of the name at the end.
  ///
  /// - Parameters:
  ///   - strict: whether to refuse if required parameters are missing; a screen asks for them instead.
  ///   - others: options of the program, which are considered when suggesting a name.
  public func parse(_ words: [String], strict: Bool = true, others: [Parameter] = []) throws -> Arguments {
    var arguments = Arguments(command: self)
    var rest = words[...]
    var onlyArguments = false
    var open: Parameter?
    while let word = rest.popFirst() {
      guard !onlyArguments, isOption(word) else {
        try add(word, after: open, &arguments)
        continue
      }
      if word == "--" {
        onlyArguments = true
        continue
      }
      let (name, attached) = Declaration.split(word)
      guard let parameter = option(name) else {
        let known = parameters.filter { $0.form != .argument } + others
        throw UsageError.unknownOption(
          name, command: self.name, nearest: nearest(name, in: known.map { "--" + $0.name }))
      }
      open = parameter.repeats && parameter.form == .option ? parameter : nil
      if parameter.form == .flag {
        if let attached { throw UsageError.valueForFlag(name, typed: attached) }
        arguments.values[parameter.name] = ["1"]
        continue
      }
      guard parameter.repeats || arguments.values[parameter.name] == nil else { throw UsageError.givenTwice(name) }
      let value = try Declaration.value(of: name, attached, &rest)
      try parameter.check(value)
      arguments.add(parameter, value)
    }
    if strict {
      let missing = parameters.filter { $0.isRequired && arguments.all($0.name).isEmpty }
      guard missing.isEmpty else { throw UsageError.missing(missing.map(\.missingName), usage: usageWords) }
    }
    return arguments
  }

  private func add(_ word: String, after open: Parameter?, _ arguments: inout Arguments) throws {
    let free = parameters.first {
      $0.form == .argument && ($0.repeats || arguments.values[$0.name] == nil)
    }
    if free == nil, open == nil, let name = nameOfSeveralWords, let begun = arguments[name.name] {
      try name.check(word)
      arguments.values[name.name] = nil
      return arguments.add(name, begun + " " + word)
    }
    guard let free = free ?? open else { throw UsageError.tooMany(word, usage: usageWords) }
    try free.check(word)
    arguments.add(free, word)
  }

  /// The last argument, if it is a name, which may have several words without quotes: `unmute UBND xã Hưng Đạo`.
  private var nameOfSeveralWords: Parameter? {
    guard let last = parameters.last(where: { $0.form == .argument }), !last.repeats else { return nil }
    switch last.kind {
    case .text, .organ, .unit, .person, .clerk, .savedSearch: return last
    default: return nil
    }
  }

  /// Returns the option or flag that is written like this, dashes included.
  public func option(_ written: String) -> Parameter? {
    parameters.first { $0.form != .argument && "--" + $0.name == written }
  }

  /// Whether a word is an option of this command. If it accepts free text, a single dash excludes a word instead:
  /// `search họp -thôn`.
  public func isOption(_ word: String) -> Bool {
    let takesFreeWords = parameters.contains { $0.form == .argument && $0.kind == .text && $0.repeats }
    return takesFreeWords ? word.hasPrefix("--") : Declaration.isOption(word)
  }

  /// Whether a word looks like an option: two dashes, or a dash and a letter. `-2` and `- họp` are values.
  public static func isOption(_ word: String) -> Bool {
    let scalars = word.unicodeScalars.prefix(2)
    guard scalars.count == 2, scalars.first == "-", let second = scalars.last else { return false }
    return second == "-" || second.properties.isAlphabetic
  }

  public static func split(_ word: String) -> (String, String?) {
    guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }

  /// Returns the value of an option: the attached one, or the next word unless that is an option itself.
  public static func value(of name: String, _ attached: String?, _ rest: inout ArraySlice<String>) throws -> String {
    if let attached { return attached }
    guard let next = rest.popFirst() else { throw UsageError.noValue(name) }
    guard !isOption(next) else { throw UsageError.noValue(name, next: next) }
    return next
  }

  /// `vanthu route VĂN-BẢN… --lead ĐƠN-VỊ [--due NGÀY]`
  public var usageWords: Bilingual {
    Bilingual(
      usageParts(.vietnamese).joined(separator: " "), usageParts(.english).joined(separator: " "))
  }

  public func usageParts(_ language: Language) -> [String] {
    [program, name]
      + parameters.map { parameter in
        let repeated = parameter.written(language) + (parameter.repeats ? "…" : "")
        return parameter.isRequired ? repeated : "[\(repeated)]"
      }
  }
}

extension Arguments {
  public mutating func add(_ parameter: Parameter, _ value: String) {
    let value = parameter.kind.isPath ? value : cleaned(value, lines: parameter.kind == .longText)
    if parameter.repeats { values[parameter.name, default: []].append(value) } else { values[parameter.name] = [value] }
  }
}

extension Parameter {
  /// Its name in a sentence: `--due`, or the label of an argument.
  public var shownName: Bilingual {
    form == .argument ? Bilingual("“\(label.vietnamese)”", "“\(label.english)”") : "--\(name)"
  }

  /// Its name when it is missing: `--due`, or the placeholder of the usage line.
  fileprivate var missingName: Bilingual {
    form == .argument ? Bilingual(placeholder(.vietnamese), placeholder(.english)) : "--\(name)"
  }

  /// Refuses values that can be seen to be wrong without the office's data.
  public func check(_ value: String) throws {
    // A register must not hold text repaired by guessing; a file is opened by its bytes, whatever they are.
    guard kind.isPath || !SystemPath.hasStandIns(value) else { throw UsageError.notUTF8 }
    switch kind {
    case .number:
      guard WholeNumber.reading(value) != nil else { throw UsageError.number(name: shownName, typed: value) }
    case .year:
      guard let year = Int(value), (1900...2199).contains(year) else {
        throw UsageError.number(name: shownName, typed: value)
      }
    case .choice(let allowed):
      guard allowed.contains(value) else { throw UsageError.choice(name: shownName, typed: value, allowed: allowed) }
    case .order:
      guard ListOrder.reading(value) != nil else {
        throw UsageError.choice(name: shownName, typed: value, allowed: ListOrder.allCases.map(\.rawValue))
      }
    default: break
    }
  }
}
