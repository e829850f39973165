import Office
import Records
import Terminal
import Vietnamese
import Wording

/// What a word of a command line, or a field of a form, could become.
@MainActor
struct PromptCompleter {
  let session: Session

  /// Candidates for the word that ends at the cursor.
  func candidates(_ text: String, _ cursor: Int) -> [Completion] {
    let before = String(text.prefix(cursor))
    let word = before.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    let words = (try? LineWords.split(String(before.dropLast(word.count)))) ?? []
    guard let name = words.first else {
      return Command.all.filter { $0.doors.contains(.screen) && $0.name.hasPrefix(word) }
        .map { Completion($0.name, note: $0.summary[session.language]) }
    }
    guard let command = try? Command.named(name) else { return [] }
    let options = command.parameters.filter { $0.form != .argument }
    if word.hasPrefix("--") {
      return options.filter { ("--" + $0.name).hasPrefix(word) }.map {
        Completion("--" + $0.name, note: $0.label[session.language])
      }
    }
    let kind =
      words.count > 1 && words.last!.hasPrefix("--")
      ? options.first { "--" + $0.name == words.last }?.kind
      : command.parameters.first { $0.form == .argument }?.kind
    guard let kind else { return [] }
    return values(kind, word.filter { $0 != "\"" }, command: command.name).map {
      Completion(LineWords.quoted($0.text), note: $0.note)
    }
  }

  /// Values of a kind that what was typed could mean, the likeliest first.
  func values(_ kind: ValueKind, _ typed: String, command: String, limit: Int = 8) -> [Completion] {
    guard let office = try? session.office else { return [] }
    do {
      switch kind {
      case .organ, .recipient:
        guard !typed.isEmpty else { return try office.correspondents(limit: limit).map { Completion($0) } }
        var found = kind == .recipient ? try office.groups().map(\.name).filter { fold($0).hasPrefix(fold(typed)) } : []
        found += try office.correspondents(matching: typed, limit: 4)
        found += try office.namedOrgans().map(\.name).filter { name in
          let words = searchTokens(name)
          return searchTokens(typed).allSatisfy { typed in words.contains { $0.hasPrefix(typed) } }
        }
        found += OrganDirectory.shipped.matching(typed, on: session.today, limit: limit).map(\.name)
        return unique(found, but: typed, limit).map { Completion($0) }
      case .unit: return unique(try office.units(matching: typed), but: typed, limit).map { Completion($0) }
      case .person:
        let direction: Book.Direction = command == "issue" || command == "draft" ? .outgoing : .incoming
        let signers = try office.signers(matching: typed, direction: direction).map { signer in
          [signer.position, signer.fullName].compactMap(\.self).joined(separator: ", ")
        }
        return unique(signers, but: typed, limit).map { Completion($0) }
      case .clerk: return try office.clerks().filter { fold($0).hasPrefix(fold(typed)) }.map { Completion($0) }
      case .documentType:
        let types =
          typed.isEmpty ? Array(DocumentType.administrative.prefix(limit)) : DocumentType.matching(typed, limit: limit)
        return types.filter { $0.name != typed }.map { Completion($0.name, note: $0.abbreviation ?? "") }
      case .longText:
        guard typed.count >= 3 else { return [] }
        let direction: Book.Direction = command == "register" ? .incoming : .outgoing
        return unique(try office.subjects(matching: typed, direction: direction), but: typed, 5).map { Completion($0) }
      case .choice(let allowed): return allowed.filter { $0.hasPrefix(typed) }.map { Completion($0) }
      case .savedSearch:
        return try office.savedSearches().filter { fold($0.name).hasPrefix(fold(typed)) }.map {
          Completion($0.name, note: $0.query)
        }
      case .file: return FileNames.completions(typed, limit: 20)
      case .text, .number, .year, .issuedDay, .dueDay, .urgency, .secrecy, .code, .document, .field, .book, .folder,
        .flag:
        return []
      }
    } catch { return [] }
  }

  private func unique(_ texts: [String], but typed: String, _ limit: Int) -> [String] {
    var seen: Set<String> = [typed]
    return texts.filter { seen.insert($0).inserted }.prefix(limit).map(\.self)
  }
}
