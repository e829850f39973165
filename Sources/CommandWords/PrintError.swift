import Wording

/// Writes an error to stderr: one sentence on one line, whatever was typed into it. The middle of a long one is left
/// out.
public func printError(_ program: String, _ sentence: String) {
  let line = printable(sentence)
  let most = 700
  writeError("\(program): \(line.count <= most ? line : "\(line.prefix(most / 2))…\(line.suffix(most / 2))")\n")
}

/// Writes a refusal to stderr, worded for the program that refuses.
public func printError(_ program: String, _ refusal: any Refusal, _ language: Language) {
  printError(program, ((refusal as? UsageError)?.words(of: program) ?? refusal.words)[language])
}
