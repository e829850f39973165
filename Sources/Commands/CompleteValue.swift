import CommandWords
import Records
import Vietnamese
import Wording

package extension Command {
  /// The command that the completion scripts call, for values that only the office knows: one on each line, then a tab
  /// and a note.
  ///
  /// It never disturbs the typing: if nothing can be completed, it prints nothing.
  static let completeValue = Command(
    name: "complete-value", group: .program,
    summary: Bilingual("gợi ý giá trị cho shell", "propose values to a shell"), surfaces: [.shell], isHidden: true,
    parameters: [
      CompleteValueParameters.command, CompleteValueParameters.parameter, CompleteValueParameters.beginning,
      CompleteValueParameters.given,
    ],
    run: { session, given in
      let (name, wanted) = (
        try given.required(CompleteValueParameters.command), try given.required(CompleteValueParameters.parameter)
      )
      let command = name == "vanthu" ? nil : try? Command.named(name)
      let parameters = name == "vanthu" ? GlobalOptions.parameters : command?.parameters ?? []
      guard let parameter = parameters.first(where: { $0.name == wanted }) else {
        return Outcome(lines: [], json: .array([]))
      }
      let typed = given(CompleteValueParameters.beginning) ?? ""
      let values =
        if let propose = ProposedValues.all["\(command?.name ?? "") \(wanted)"] {
          // Where there is no office yet, or it cannot be read, a Tab proposes nothing.
          (try? propose(session, typed, given.all(CompleteValueParameters.given))) ?? []
        } else {
          proposals(session, parameter, typed, of: command)
        }
      return Outcome(
        rows: values.map { .columns($0.text, $0.note.isEmpty ? nil : $0.note) },
        json: .array(values.map { .object([("value", .string($0.text)), ("note", .string($0.note))]) }))
    })

  @MainActor
  private static func proposals(
    _ session: Session, _ parameter: Parameter, _ typed: String, of command: Command?
  ) -> [Proposal] {
    switch parameter.kind {
    case .year: (0..<5).map { Proposal(String(session.today.year - $0)) }.filter { $0.text.hasPrefix(typed) }
    case .document where command?.name == Command.merge.name && parameter.name == MergeParameters.into.name:
      (try? ValueCompleter(session: session).registered(typed, 20)) ?? []
    case .document: (try? documents(session, typed, command)) ?? []
    default: ValueCompleter(session: session).values(parameter.kind, typed, of: command, limit: 20)
    }
  }

  /// Returns documents that are likely to be named: those that wait in the inbox, and the latest of both registers.
  @MainActor
  private static func documents(_ session: Session, _ typed: String, _ command: Command?) throws -> [Proposal] {
    let (office, today) = (try session.office, session.today)
    let waiting = try office.inbox(today: today, calendar: try session.calendar, limit: 100).map(\.line)
    let books = try [Book.Direction.incoming, .outgoing].flatMap {
      try office.lines(.register($0, year: today.year), limit: 20, today: today)
    }
    var seen: Set<String> = []
    // A register, in the place of a document.
    let registers = command?.names == .registers ? ValueCompleter.registers(typed) : []
    return registers
      + (waiting + books).filter { fold($0.reference).hasPrefix(fold(typed)) && seen.insert($0.reference).inserted }
      .prefix(40).map { Proposal($0.reference, note: "\($0.document.code) \($0.document.subject)") }
  }
}

package enum CompleteValueParameters {
  package static let command = Typed<String>.argument(
    "command", .text, Bilingual("lệnh, hoặc vanthu", "command, or vanthu"))
  package static let parameter = Typed<String>.argument(
    "parameter", .text, Bilingual("tên tham số", "name of a parameter"))
  package static let beginning = Typed<String>.argument(
    "beginning", .text, Bilingual("phần đã gõ", "what is typed"), required: false)
  package static let given = Typed<String>.argument(
    "given", .text, Bilingual("những chữ đã có", "the words before it"), required: false, repeats: true)
}
