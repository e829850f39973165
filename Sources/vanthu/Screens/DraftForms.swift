import CommandWords
import Office
import Records

/// On a draft, to issue means to issue this draft, and to correct means to change it: no number is in any book yet, so there is
/// nothing to give a reason for.
@MainActor
enum DraftForms {
  /// Opens the form with what the draft says; false when the cursor is on no draft.
  static func open(_ workbench: Workbench, _ command: Command, _ arguments: Arguments) throws -> Bool {
    let selection = workbench.screen?.selection ?? []
    guard selection.count == 1, let draft = selection.first, draft.direction == .outgoing, draft.number == nil else {
      return false
    }
    var given = Arguments()
    switch command.name {
    case "issue" where arguments.values.isEmpty: given.values["draft"] = [draft.entry]
    case "correct" where arguments.values == ["document": [draft.entry]]: given = arguments
    default: return false
    }
    let form = command.name == "correct" ? try Command.named("draft") : command
    let session = workbench.session
    workbench.show(
      try FormScreen(session, workbench, form, given, prefilled: values(of: try session.office.card(draft))))
    return true
  }

  private static func values(of card: Card) -> [String: [String]] {
    let document = card.line.document
    var recipients: [String] = []
    for recipient in card.recipients {
      let name = recipient.group ?? recipient.name
      if !recipients.contains(name) { recipients.append(name) }
    }
    let values: [String: String?] = [
      "type": document.typeName, "subject": document.subject,
      "signer": document.signer.map { [$0.position, $0.fullName].compactMap(\.self).joined(separator: ", ") },
      "urgency": document.urgency.rawValue, "pages": document.pageAmount.map(String.init),
      "copies": document.issuedAmount.map(String.init), "due": document.dueDate?.description, "note": document.note,
    ]
    return values.compactMapValues { $0.map { [$0] } }.merging(["to": recipients]) { $1 }
  }
}
