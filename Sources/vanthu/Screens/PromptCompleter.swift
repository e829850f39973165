import CommandWords
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// What a word of a command line, or a field of a form, could become.
@MainActor
struct PromptCompleter {
  let session: Session

  /// Candidates for the word that ends at the cursor, written as they must stand in the line.
  func candidates(_ text: String, _ cursor: Int) -> [Completion] {
    let scan = LineWords.scan(String(text.prefix(cursor)))
    let current = scan.isInWord ? scan.words.last : nil
    let before = scan.words.dropLast(current == nil ? 0 : 1).map(\.text)
    let behind = text.dropFirst(cursor).unicodeScalars.first
    return proposals(before, current?.text ?? "").map { one in
      var written = one.text
      // The quote that closes the word is there already.
      if case .inQuote(let quote) = scan.end, quote == behind, written.unicodeScalars.last == quote {
        written.unicodeScalars.removeLast()
      }
      return Completion(written, note: one.note, start: current?.start ?? cursor)
    }
  }

  private func proposals(_ before: [String], _ typed: String) -> [Completion] {
    guard let name = before.first else { return commands(typed) }
    guard let command = try? Command.named(name), command.doors.contains(.screen) else { return [] }
    let place = LinePlace(command.declaration, before.dropFirst())
    func written(_ parameter: Parameter, _ typed: String, behind sign: String = "") -> [Completion] {
      if parameter.kind == .text, command.name == Command.help.name { return commands(typed) }
      return values(parameter.kind, typed, command: command.name).map {
        Completion(sign + LineWords.quoted($0.text), note: $0.note)
      }
    }
    if let parameter = place.awaiting { return written(parameter, typed) }
    if !place.isLiteral, typed.hasPrefix("-") {
      let (name, value) = Declaration.split(typed)
      if let value {
        guard let parameter = command.declaration.option(name), parameter.form == .option else { return [] }
        return written(parameter, value, behind: name + "=")
      }
      return place.freeOptions.filter { "--\($0.name)".hasPrefix(typed) }.map {
        Completion("--\($0.name)", note: $0.label[session.language])
      }
    }
    return place.nextArgument.map { written($0, typed) } ?? []
  }

  private func commands(_ typed: String) -> [Completion] {
    Command.all.filter { $0.doors.contains(.screen) && !$0.isHidden && $0.name.hasPrefix(typed) }
      .map { Completion($0.name, note: $0.summary[session.language]) }
  }

  /// Values of a kind that what was typed could mean, the likeliest first.
  func values(_ kind: ValueKind, _ typed: String, command: String, limit: Int = 8) -> [Completion] {
    guard let office = try? session.office else { return [] }
    do {
      switch kind {
      case .organ, .recipient:
        return try agencies(kind, typed, limit)
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
      case .order:
        return ListOrder.allCases.map { order in
          Completion(
            session.language == .vietnamese ? order.vietnameseName : order.rawValue,
            note: order.words()[session.language])
        }.filter { $0.text.hasPrefix(fold(typed)) }
      case .savedSearch:
        return try office.savedSearches().filter { fold($0.name).hasPrefix(fold(typed)) }.map {
          Completion($0.name, note: $0.query)
        }
      case .file: return FileNames.completions(typed, limit: 20)
      case .document: return try documents(typed, command, limit)
      case .text, .word, .number, .year, .issuedDay, .dueDay, .urgency, .secrecy, .code, .field, .book, .folder, .flag:
        return []
      }
    } catch { return [] }
  }

  /// Groups, agencies that have written before, then those of the directory; each agency in one spelling, and one that is no
  /// more with the day it ended.
  private func agencies(_ kind: ValueKind, _ typed: String, _ limit: Int) throws -> [Completion] {
    let office = try session.office
    guard !typed.isEmpty else { return try office.correspondents(limit: limit).map { Completion($0) } }
    var found: [Completion] = []
    if kind == .recipient {
      found = try office.groups(on: session.today).filter { fold($0.name).hasPrefix(fold(typed)) }.map {
        Completion($0.name, note: Words("nhóm", "group")[session.language])
      }
    }
    let directory = try office.directory
    found += try office.correspondents(matching: typed, limit: 4).map { name in
      // An old name that was written before is still told apart from those of today, and from its namesakes.
      let namesakes = directory.namesakes(name, on: session.today)
      if namesakes.count > 1 {
        return Completion(
          name, note: Words("\(namesakes.count) cơ quan cùng tên", "\(namesakes.count) of one name")[session.language])
      }
      return Completion(name, note: namesakes.first?.validTo.map(endedWords) ?? "")
    }
    // Agencies the clerks named themselves.
    found += OrganDirectory.names(try office.namedOrgans().map(\.name), matching: typed).map { Completion($0) }
    found += directory.matching(typed, on: session.today, limit: limit).map { organ in
      guard let ended = organ.validTo else { return Completion(organ.name) }
      return Completion(
        [organ.name, organ.parentName].compactMap(\.self).joined(separator: ", "), note: endedWords(ended))
    }
    var seen: Set<String> = []
    return found.filter { $0.text != typed && seen.insert(OrganDirectory.nameKey($0.text)).inserted }
      .prefix(limit).map(\.self)
  }

  private func endedWords(_ day: Day) -> String {
    Words("đến \(day.display)", "until \(day.display)")[session.language]
  }

  /// Documents one is likely to name: to settle with an answer, what was issued last; else what waits, and the latest of both
  /// books.
  private func documents(_ typed: String, _ command: String, _ limit: Int) throws -> [Completion] {
    let (office, today) = (try session.office, session.today)
    let issued = try office.lines(.register(.outgoing, year: nil), limit: 60, today: today)
    var lines = issued
    if command != "settle" {
      lines = try office.inbox(today: today, calendar: try session.calendar, limit: 60).map(\.line) + issued
      lines += try office.lines(.register(.incoming, year: today.year), limit: 30, today: today)
    }
    let wanted = fold(typed)
    var seen: Set<String> = []
    let registers = command == "export" ? PromptCompleter.registers(typed) : []
    return registers
      + lines.filter { line in
        line.reference != typed && seen.insert(line.reference).inserted
          && (fold(line.reference).hasPrefix(wanted)
            || !wanted.isEmpty && line.direction == .outgoing && fold(line.document.subject).contains(wanted))
      }.prefix(limit).map { Completion($0.reference, note: $0.document.subject) }
  }

  /// What a command may want instead of a document: the whole of a register.
  static func registers(_ typed: String) -> [Completion] {
    [Book.Direction.incoming, .outgoing].map(\.rawValue).filter { $0.hasPrefix(typed) && $0 != typed }
      .map { Completion($0) }
  }

  private func unique(_ texts: [String], but typed: String, _ limit: Int) -> [String] {
    var seen: Set<String> = [typed]
    return texts.filter { seen.insert($0).inserted }.prefix(limit).map(\.self)
  }
}
