import CommandWords
import Office

/// The forms for a draft under the cursor: `issue` issues this draft and `correct` changes it. A draft has no number in
/// any book yet, so there is nothing to give a reason for.
@MainActor
package enum DraftForm {
  /// Returns the form that issues the draft under the cursor, filled with its values; `nil` if there is no draft.
  package static func issuing(_ call: ScreenCall) throws -> ScreenRequest? {
    guard call.given.arguments.values.isEmpty, let draft = draft(call) else { return nil }
    return try request(call.command, [IssueParameters.draft.name: [draft.entry]], draft, call.session)
  }

  /// Returns the form that changes the draft; `nil` if there is no draft, or if more than the document was given.
  package static func changing(_ call: ScreenCall) throws -> ScreenRequest? {
    guard let draft = draft(call), call.given.arguments.values == [DraftParameters.document.name: [draft.entry]] else {
      return nil
    }
    return try request(Command.draft.name, call.given.arguments.values, draft, call.session)
  }

  private static func draft(_ call: ScreenCall) -> DocumentLine? {
    let selection = call.selection()
    guard selection.count == 1, let line = selection.first, line.direction == .outgoing, line.number == nil else {
      return nil
    }
    return line
  }

  private static func request(
    _ command: String, _ given: [String: [String]], _ draft: DocumentLine, _ session: Session
  ) throws -> ScreenRequest {
    .form(
      FormRequest(
        command: command, given: Arguments(values: given),
        prefilled: values(of: try session.office.card(draft), field: try session.office.fieldOfDraft(draft))))
  }

  private static func values(of card: Card, field: String) -> [String: [String]] {
    var recipients: [String] = []
    for recipient in card.recipients {
      let name = recipient.group ?? recipient.name
      if !recipients.contains(name) { recipients.append(name) }
    }
    return DocumentParameters.typed(card.line.document, .outgoing)
      .merging([OutgoingParameters.to.name: recipients]) { $1 }
      .merging(field.isEmpty ? [:] : [OutgoingParameters.field.name: [field]]) { $1 }
  }
}
