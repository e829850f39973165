import CommandWords
import Records
import Vietnamese
import Wording

/// Proposals for the values of a command, for the shell, the prompt and forms.
@MainActor
package struct ValueCompleter {
  package let session: Session

  package init(session: Session) { self.session = session }

  /// Returns the values of a kind that could be meant by what was typed, the likeliest first.
  ///
  /// - Parameter parameter: the name of the parameter, where it makes a difference.
  package func values(
    _ kind: ValueKind, _ typed: String, of command: Command?, parameter: String? = nil, limit: Int = 8
  ) -> [Proposal] {
    guard let office = try? session.office else { return [] }
    let direction: Book.Direction = command?.group == .outgoing ? .outgoing : .incoming
    do {
      switch kind {
      case .organ, .recipient:
        return try agencies(kind, typed, limit)
      case .unit: return unique(try office.units(matching: typed), but: typed, limit).map { Proposal($0) }
      case .person:
        let signers = try office.signers(matching: typed, direction: direction).map { signer in
          [signer.position, signer.fullName].compactMap(\.self).joined(separator: ", ")
        }
        return unique(signers, but: typed, limit).map { Proposal($0) }
      case .clerk: return try office.clerks().filter { fold($0).hasPrefix(fold(typed)) }.map { Proposal($0) }
      case .documentType:
        let types =
          typed.isEmpty ? Array(DocumentType.administrative.prefix(limit)) : DocumentType.matching(typed, limit: limit)
        return types.filter { $0.name != typed }.map { Proposal($0.name, note: $0.abbreviation ?? "") }
      case .longText:
        guard typed.count >= 3 else { return [] }
        return unique(try office.subjects(matching: typed, direction: direction), but: typed, 5).map { Proposal($0) }
      case .choice(let allowed): return allowed.filter { $0.hasPrefix(typed) }.map { Proposal($0) }
      case .order:
        return ListOrder.allCases.map { order in
          Proposal(
            session.language == .vietnamese ? order.vietnameseName : order.rawValue,
            note: order.words()[session.language])
        }.filter { $0.text.hasPrefix(fold(typed)) }
      case .savedSearch:
        return try office.savedSearches().filter { fold($0.name).hasPrefix(fold(typed)) }.map {
          Proposal($0.name, note: $0.query)
        }
      case .file: return FileNames.proposals(typed, limit: 20)
      case .document:
        if command?.name == Command.merge.name, parameter == MergeParameters.into.name {
          return try registered(typed, limit)
        }
        return try documents(typed, command, limit)
      case .text, .word, .number, .year, .issuedDay, .dueDay, .urgency, .secrecy, .code, .field, .book, .folder, .flag:
        return []
      }
    } catch { return [] }
  }

  /// Returns groups, agencies that have written before, then those of the directory; each agency in one spelling, and
  /// one that no longer exists with the day it ended.
  private func agencies(_ kind: ValueKind, _ typed: String, _ limit: Int) throws -> [Proposal] {
    let office = try session.office
    guard !typed.isEmpty else { return try office.correspondents(limit: limit).map { Proposal($0) } }
    var found: [Proposal] = []
    if kind == .recipient {
      found = try office.groups(on: session.today).filter { fold($0.name).hasPrefix(fold(typed)) }.map {
        Proposal($0.name, note: Bilingual("nhóm", "group")[session.language])
      }
    }
    let directory = try office.directory
    found += try office.correspondents(matching: typed, limit: 4).map { name in
      // An old name that was used before is still distinguished from today's agencies, and from its namesakes.
      let namesakes = directory.namesakes(name, on: session.today)
      if namesakes.count > 1 {
        return Proposal(
          name,
          note: Bilingual("\(namesakes.count) cơ quan cùng tên", "\(namesakes.count) of the same name")[
            session.language])
      }
      return Proposal(name, note: namesakes.first?.validTo.map(endedWords) ?? "")
    }
    // Agencies that the clerks have added themselves.
    found += OrganDirectory.names(try office.namedOrgans().map(\.name), matching: typed).map { Proposal($0) }
    found += directory.matching(typed, on: session.today, limit: limit).map { organ in
      guard let ended = organ.validTo else { return Proposal(organ.name) }
      return Proposal(
        [organ.name, organ.parentName].compactMap(\.self).joined(separator: ", "), note: endedWords(ended))
    }
    var seen: Set<String> = []
    return found.filter { $0.text != typed && seen.insert(OrganDirectory.nameKey($0.text)).inserted }
      .prefix(limit).map(\.self)
  }

  private func endedWords(_ day: Day) -> String {
    Bilingual("đến \(day.display)", "until \(day.display)")[session.language]
  }

  /// Returns documents that are likely to be named: the issued ones if the command wants an answer; otherwise those
  /// that wait in the inbox, and the latest of both registers.
  private func documents(_ typed: String, _ command: Command?, _ limit: Int) throws -> [Proposal] {
    let (office, today) = (try session.office, session.today)
    let issued = try office.lines(.register(.outgoing, year: nil), limit: 60, today: today)
    var lines = issued
    if command?.names != .issued {
      lines = try office.inbox(today: today, calendar: try session.calendar, limit: 60).map(\.line) + issued
      lines += try office.lines(.register(.incoming, year: today.year), limit: 30, today: today)
    }
    let wanted = fold(typed)
    var seen: Set<String> = []
    let registers = command?.names == .registers ? ValueCompleter.registers(typed) : []
    return registers
      + lines.filter { line in
        line.reference != typed && seen.insert(line.reference).inserted
          && (fold(line.reference).hasPrefix(wanted)
            || !wanted.isEmpty && line.direction == .outgoing && fold(line.document.subject).contains(wanted))
      }.prefix(limit).map { Proposal($0.reference, note: $0.document.subject) }
  }

  /// Returns incoming documents that have a number, the latest first: by their number, code or subject.
  package func registered(_ typed: String, _ limit: Int) throws -> [Proposal] {
    let (wanted, today) = (fold(typed), session.today)
    return try session.office.lines(.register(.incoming, year: today.year), limit: 200, today: today).filter { line in
      line.number != nil && line.state != .voided && line.reference != typed
        && (fold(line.reference).hasPrefix(wanted) || fold(line.document.code).hasPrefix(wanted)
          || fold(line.document.subject).contains(wanted))
    }.prefix(limit).map { Proposal($0.reference, note: "\($0.document.code) \($0.document.subject)") }
  }

  /// Returns the registers, which some commands accept instead of a document.
  package static func registers(_ typed: String) -> [Proposal] {
    [Book.Direction.incoming, .outgoing].map(\.rawValue).filter { $0.hasPrefix(typed) && $0 != typed }
      .map { Proposal($0) }
  }

  private func unique(_ texts: [String], but typed: String, _ limit: Int) -> [String] {
    var seen: Set<String> = [typed]
    return texts.filter { seen.insert($0).inserted }.prefix(limit).map(\.self)
  }
}
