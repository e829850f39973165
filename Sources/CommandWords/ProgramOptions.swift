import Wording

/// Takes the options of the whole program out of a line, wherever they stand; the rest is the command.
///
/// What stands behind an option of the command is its value, and stays with it.
///
/// - Parameters:
///   - spellings: other ways to write an option: `-h` for `--help`.
///   - command: the command of a name, if there is one.
///   - take: gets each option as it comes, with its value unless it is a flag.
/// - Returns: the words of the command.
public func takeProgramOptions(
  _ options: [Parameter], spellings: [String: String], of words: [String], command named: (String) -> Declaration?,
  take: (Parameter, String?) throws -> Void
) throws -> [String] {
  var (rest, given, words) = ([String](), Set<String>(), words[...])
  var command: Declaration?
  while let word = words.popFirst() {
    if word == "--" {
      rest += (rest.isEmpty ? [] : [word]) + words
      break
    }
    guard Declaration.isOption(word) else {
      if rest.isEmpty { command = named(word) }
      rest.append(word)
      continue
    }
    let (written, attached) = Declaration.split(word)
    let name = spellings[written] ?? written
    if let option = options.first(where: { "--" + $0.name == name }) {
      if option.form == .flag {
        if let attached { throw UsageError.valueForFlag(written, typed: attached) }
        try take(option, nil)
      } else {
        guard given.insert(option.name).inserted else { throw UsageError.givenTwice(written) }
        try take(option, try Declaration.value(of: written, attached, &words))
      }
      continue
    }
    guard !rest.isEmpty else {
      throw UsageError.unknownOption(
        written, command: nil, nearest: nearest(written, in: options.map { "--" + $0.name }))
    }
    rest.append(word)
    if attached == nil, command?.option(written)?.form == .option {
      rest.append(try Declaration.value(of: written, nil, &words))
    }
  }
  return rest
}

extension Language {
  /// The language of a line, known before the line is understood: a usage error has words too.
  ///
  /// What `--lang` says, else `VANTHU_LANG`; else English for those whose whole PC is English (`LANG=en_US.UTF-8`), and
  /// Vietnamese for everybody else.
  public init(of words: [String], _ environment: [String: String]) {
    for (index, word) in words.enumerated() {
      if word == "--" { break }
      let (name, attached) = Declaration.split(word)
      guard name == "--lang", let typed = attached ?? words.dropFirst(index + 1).first else { continue }
      if let language = Language(rawValue: typed) {
        self = language
        return
      }
    }
    if let language = environment["VANTHU_LANG"].flatMap(Language.init) {
      self = language
      return
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    self = locale == "en" || ["en_", "en.", "en@"].contains { locale.hasPrefix($0) } ? .english : .vietnamese
  }
}
