import Wording

/// Says on stderr what went wrong: one sentence on one line, whatever was typed into it; much of a long one is left out.
public func complain(_ program: String, _ sentence: String) {
  let line = printable(sentence)
  let most = 700
  writeError("\(program): \(line.count <= most ? line : "\(line.prefix(most / 2))…\(line.suffix(most / 2))")\n")
}

/// The same of a refusal, in the words of the program that refuses.
public func complain(_ program: String, _ refusal: any Refusal, _ language: Language) {
  complain(program, ((refusal as? UsageError)?.words(of: program) ?? refusal.words)[language])
}
