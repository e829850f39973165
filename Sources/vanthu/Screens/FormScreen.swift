import CommandWords
import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// A form for a command, made from its declaration; asks for what the command line left out.
///
/// The input is written to the disk with every key, so that a power cut loses nothing (`UnsavedForm`).
@MainActor
final class FormScreen: Awaiting {
  let session: Session
  private unowned let host: any ScreenHost
  private let command: Command
  private let given: Arguments
  private let fields: [Parameter]
  /// The parameter of which the fields are parts; `nil` where each field is a parameter.
  private let whole: Parameter?
  /// The values of the fields when the form was opened.
  private let began: [String: [String]]
  private var form: Form
  private let advice: FormAdvice
  private let unsaved: UnsavedForm
  private var refusal = ""
  /// Whether the command runs beside the screen now: the fields wait for what comes of it.
  var isWaiting = false

  init(_ session: Session, _ host: any ScreenHost, _ request: FormRequest) throws {
    self.session = session
    self.host = host
    let (command, given) = (try Command.named(request.command), request.given)
    (self.command, self.given) = (command, given)
    title =
      request.title
      ?? Bilingual(command.summary.vietnamese.capitalisedFirst, command.summary.english.capitalisedFirst)
    fields = request.parts?.fields ?? request.only ?? command.asked
    whole = request.parts.flatMap { parts in command.parameters.first { $0.name == parts.of } }
    form = Form(fields.map { $0.field(session.language, session.today) })
    advice = FormAdvice(session: session, command: command, fields: fields, given: given)
    unsaved = UnsavedForm(
      session.paths, office: session.paths.office, command: command.name,
      documents: given.all(SharedParameters.documents.name) + given.all(IssueParameters.draft.name),
      secrets: Set(fields.filter(\.isSecret).map(\.name)))
    began = given.values.merging(request.prefilled) { $1 }
    if let kept = unsaved.read(),
      given.values.keys.allSatisfy({ [SharedParameters.documents.name, IssueParameters.draft.name].contains($0) })
    {
      form.values = kept
      let secret = fields.first(where: \.isSecret)
      refusal =
        session.say(
          "Đây là phần đang nhập dở lần trước; Ctrl-U xóa một ô, Esc bỏ tất cả.",
          "This was left unfinished; Ctrl-U clears a field, Esc discards it.")
        + (secret.map {
          session.say(
            " \($0.label.vietnamese) không được giữ lại: nhập lại.", " \($0.label.english) was not kept: type it again."
          )
        } ?? "")
      if let secret { _ = form.focus(on: secret.name) }
    } else {
      form.values = began
    }
    advice.begin(&form)
  }

  let name = "form"
  let place = ScreenPlace.form
  let title: Bilingual

  var typingHints: [(key: String, words: String)]? {
    if isWaiting { return [("Esc", session.say("dừng", "stop"))] }
    return [
      ("^S", session.say("ghi", "save")), ("Tab", session.say("ô sau", "next")),
      ("S-Tab", session.say("ô trước", "previous")), ("F8", session.say("kiểu gõ", "typing")),
      ("→", session.say("lấy gợi ý", "use suggestion")), ("Esc", session.say("bỏ", "leave")),
    ]
  }

  var typing: TypingOptions? {
    get throws {
      guard !isWaiting, let field = form.focused, field.kind == .line || field.kind == .multi else { return nil }
      let kind = fields.first { $0.name == field.name }?.kind ?? .text
      return try session.typing.options(for: kind.content)
    }
  }

  func handle(_ key: Key) throws -> Bool {
    if isWaiting {
      if key == .named(.escape) { host.stopWork() }
      if key == .control("l") { try host.obey(.redraw) }
      return true
    }
    if let typing = try typing { form.typing = typing }
    let (left, before) = (form.focused?.name ?? "", form.values)
    let answer = form.handle(key)
    if case .focused = answer, form.values != before { finished(left) }
    switch answer {
    case .edited(let name):
      refusal = ""
      advice.edited(name, &form)
      unsaved.write(form.values)
    case .focused(let name):
      advice.focused(name, &form)
      unsaved.write(form.values)
    case .submit:
      if form.values != before { finished(left) }
      try submit()
    case .cancel: leave()
    case .none:
      if key == .control("l") { try host.obey(.redraw) }
    case .done: break
    }
    return true
  }

  /// Handles the end of typing in a field that was left: its last word may have changed, because a foreign word was
  /// restored as it was typed.
  private func finished(_ name: String) {
    advice.edited(name, &form)
    form.suggest(name, [])
  }

  func paste(_ text: String) throws -> Bool {
    guard !isWaiting else { return true }
    if case .edited(let name) = form.paste(pasted(text)) {
      advice.edited(name, &form)
      unsaved.write(form.values)
    }
    return true
  }

  /// Returns the text to insert: text is composed; a path becomes the path that was meant.
  private func pasted(_ text: String) -> String {
    guard let field = form.focused, let parameter = fields.first(where: { $0.name == field.name }),
      parameter.kind.isPath
    else { return cleaned(text) }
    let paths = DroppedPath.list(text)
    guard parameter.repeats else { return paths?.first ?? text }
    // A path that is dropped after another is a further one.
    let isOneMore = !field.typed.isEmpty && (paths != nil || text.hasPrefix("/"))
    let list = paths.map { $0.map { $0.contains(Form.Field.separator) ? quoted($0) : $0 }.joined(separator: "\n") }
    return (isOneMore ? "; " : "") + (list ?? text)
  }

  private func quoted(_ path: String) -> String { "'" + path.replacing("'", with: "'\\''") + "'" }

  /// Flushes the written input to the disk while no key comes, so that a power cut loses nothing.
  func rest() { unsaved.sync() }

  private func submit() throws {
    if let name = form.firstUnready {
      _ = form.focus(on: name)
      let check = form[name]?.check
      if case .error(let sentence)? = check {
        refusal = sentence
      } else {
        refusal = session.say(
          "Còn thiếu: \(form[name]?.label ?? name).", "Still missing: \(form[name]?.label ?? name).")
      }
      return
    }
    var arguments = given
    for parameter in whole == nil ? fields : command.asked { arguments.values[parameter.name] = nil }
    for (name, values) in form.values {
      guard let parameter = fields.first(where: { $0.name == name }) else { continue }
      for value in values where !value.isEmpty {
        do { try parameter.check(value) } catch let refusal as any Refusal {
          return refuse(refusal.words[session.language])
        }
        if let whole {
          arguments.add(whole, "\(name)=\(value)")
        } else {
          arguments.add(parameter, parameter.meant(value))
        }
      }
    }
    let asked: Question?
    do {
      asked = try command.advice.question(
        Filling(session: session, given: Given(arguments, today: session.today)))
    } catch let refusal as any Refusal { return refuse(refusal.words[session.language]) }
    guard let question = asked else { return try save(arguments) }
    host.ask(question) {
      try self.save($0.arguments)
    } leave: {
    }
  }

  private func save(_ arguments: Arguments) throws {
    do {
      try host.confirm(command, arguments) {
        if self.command.advice.isUnfinished(self.session) {
          self.unsaved.write(self.form.values)
        } else {
          self.unsaved.forget()
        }
        self.host.remove(self)
      }
    } catch let refusal as any Refusal {
      if host.stands(refusal) { self.refusal = "" } else { refuse(refusal.words[session.language]) }
    }
  }

  func refuse(_ sentence: String) {
    let said = FormSentence(sentence, fields: fields, session.language)
    refusal = said.words
    if let field = said.field { _ = form.focus(on: field) }
  }

  private func leave() {
    guard !form.values.isEmpty, form.values != asBegun else { return drop() }
    host.put(
      Dialog(
        session.say("Bỏ những gì đã nhập?", "Discard what was typed?"),
        answers: [
          .init(.named(.enter), session.say("bỏ", "discard")),
          .init(.function(2), session.say("giữ lại cho lần sau", "keep it for later")),
          .init(.named(.escape), session.say("nhập tiếp", "continue")),
        ]),
      [{ self.drop() }, { try self.keep() }, {}])
  }

  /// Leaves the form only once the input is on the disk.
  private func keep() throws {
    do { try unsaved.keep(form.values) } catch let refusal as UnsavedRefusal {
      self.refusal = refusal.words[session.language]
      return
    }
    try host.close(self)
  }

  private var asBegun: [String: [String]] {
    var untouched = form
    untouched.values = began
    return untouched.values
  }

  private func drop() {
    unsaved.forget()
    do { try host.close(self) } catch { host.report(error) }
  }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    var top = rows.lowerBound
    if let line = advice.heading(form) {
      canvas.write(line, row: top, column: 1, .accent, width: canvas.width - 2)
      top += 1
    }
    if isWaiting {
      let far = host.progressOfWork ?? ""
      canvas.write(
        session.say("Đang làm, xin đợi… Esc dừng lại. ", "Working, please wait… Esc stops it. ") + far, row: top,
        column: 1, .accent, width: canvas.width - 2)
      top += 1
    } else if !refusal.isEmpty {
      for line in wrapped(refusal, to: canvas.width - 2) {
        canvas.write(line, row: top, column: 1, .danger, width: canvas.width - 2)
        top += 1
      }
    }
    form.draw(on: &canvas, row: top, width: canvas.width, height: rows.upperBound - top)
  }
}

extension Parameter {
  @MainActor
  func field(_ language: Language, _ today: Day) -> Form.Field {
    let kind: Form.Field.Kind =
      switch self.kind {
      case .urgency: .choice(Urgency.allCases.map { .init($0.rawValue, $0.words[language]) })
      case .secrecy: .choice(Secrecy.allCases.map { .init($0.rawValue, $0.words[language]) })
      case .choice(let allowed): .choice(allowed.map { .init($0, Field(rawValue: $0)?.words[language] ?? $0) })
      case .flag: .flag
      default: repeats ? .multi : .line
      }
    return Form.Field(
      name, label: label[language], kind: kind, required: isRequired || isWanted, hint: help[language],
      isExact: self.kind.isPath)
  }
}
