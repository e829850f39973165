import Wording

/// Removes the options of the program from a line, wherever they are; the rest is the command.
///
/// A word after an option of the command is that option's value and stays with it.
///
/// - Parameters:
///   - spellings: other ways to write an option: `-h` for `--help`.
///   - command: returns the command of a name, if there is one.
///   - take: receives each option in order, with its value unless it is a flag.
/// - Returns: the words of the command.
public func readProgramOptions(
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
  /// The language for a line, determined before the line is parsed, because usage errors need it too.
  ///
  /// It is that of `--lang`, or else of `VANTHU_LANG`; otherwise English if the locale is English (`LANG=en_US.UTF-8`),
  /// and Vietnamese in all other cases.
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
