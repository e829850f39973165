import CommandWords
import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// Applies what the program knows while a form is filled in: completes, checks each field by the kind of its value, and
/// fills in what follows from another field, so that nothing is asked that can be known.
@MainActor
struct FormAdvice {
  let session: Session
  let command: Command
  let fields: [Parameter]
  /// The arguments given before the form was opened.
  let given: Arguments

  func begin(_ form: inout Form) {
    for field in form.fields { check(field.name, &form) }
    if let focused = form.focused { suggest(focused.name, &form) }
  }

  func focused(_ name: String, _ form: inout Form) { suggest(name, &form) }

  func edited(_ name: String, _ form: inout Form) {
    for (other, values) in command.advice.follows(name, filling(form)) { form.set(other, values) }
    check(name, &form)
    // Which of several agencies of the same name existed depends on the day.
    if name == dayOfDocument {
      for field in fields where field.kind == .organ { check(field.name, &form) }
    }
    suggest(name, &form)
  }

  private func parameter(_ name: String) -> Parameter? { fields.first { $0.name == name } }

  private var dayOfDocument: String? { fields.first { $0.kind == .issuedDay }?.name }

  private func filling(_ form: Form) -> Filling {
    var arguments = given
    for field in fields { arguments.values[field.name] = nil }
    arguments.values.merge(form.values) { $1 }
    return Filling(session: session, given: Given(arguments, today: session.today))
  }

  // MARK: checks

  private func check(_ name: String, _ form: inout Form) {
    guard let parameter = parameter(name) else { return }
    let text = form.value(name)
    var result = Form.Field.Check.unchecked
    var note = ""
    if !text.isEmpty {
      do {
        switch parameter.kind {
        case .issuedDay, .dueDay:
          let day = try Day.reading(text, today: session.today, toward: parameter.kind == .dueDay ? .future : .past)
          note = "\(day.weekday.words[session.language]) \(day.display)"
          result = .ok
          if parameter.kind == .dueDay, let calendar = try? session.calendar, !calendar.hasTable(for: day.year) {
            result = .warning(session.say("chưa có lịch nghỉ năm \(day.year)", "no holiday table of \(day.year)"))
          }
        case .code:
          note = try DocumentCode(parsing: text).printed
          result = .ok
        case .documentType:
          note = DocumentType.find(text).map(\.name) ?? ""
        case .organ:
          let day = dayOfDocument.flatMap { try? Day.reading(form.value($0), today: session.today) } ?? session.today
          let namesakes = try session.office.directory.namesakes(text, on: day)
          if namesakes.count > 1 {
            let districts = namesakes.compactMap(\.parentName).joined(separator: ", ")
            result = .warning(session.say("cùng tên: \(districts); ghi thêm huyện", "same name: \(districts)"))
          }
        case .number:
          try parameter.check(text)
        case .secrecy:
          let secrecy = try Secrecy.reading(text)
          if secrecy.isStateSecret { result = .error(RegisterRefusal.secret(secrecy).words[session.language]) }
        default: break
        }
      } catch let refusal as any Refusal {
        result = .error(refusal.words[session.language])
      } catch {}
    }
    form.check(name, result)
    form.note(name, note)
    if let warning = command.advice.warning(name, filling(form)) {
      form.check(warning.field, .warning(warning.words[session.language]))
    }
  }

  /// Returns the line above the form: which number, or which documents.
  func heading(_ form: Form) -> String? {
    guard let heading = command.advice.heading else { return documents }
    return heading(filling(form))?[session.language]
  }

  private var documents: String? {
    let documents = given.all("document").compactMap { try? session.office.find($0, today: session.today) }
    guard !documents.isEmpty else { return nil }
    return documents.count == 1
      ? "\(documents[0].reference): \(documents[0].document.code) \(documents[0].document.subject)"
      : session.say("\(documents.count) văn bản: ", "\(documents.count) documents: ")
        + documents.prefix(12).map(\.reference).joined(separator: ", ")
  }

  // MARK: suggestions

  private func suggest(_ name: String, _ form: inout Form) {
    guard let parameter = parameter(name), let field = form[name], field.kind == .line || field.kind == .multi else {
      return
    }
    let completer = ValueCompleter(session: session)
    form.suggest(
      name,
      completer.values(parameter.kind, field.typed, of: command, parameter: parameter.name)
        .map { Completion($0.text, note: $0.note) })
  }
}
