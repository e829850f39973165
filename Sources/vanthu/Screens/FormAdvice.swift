import CommandWords
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// What a form knows while it is being filled in: it completes, checks, fills what follows from something else, and never asks
/// twice what it can know.
@MainActor
struct FormAdvice {
  let session: Session
  let command: Command
  let fields: [Parameter]

  func begin(_ form: inout Form) {
    if command.name == "register", form.value("date").isEmpty { form.set("date", []) }
    for field in form.fields { check(field.name, &form) }
    if let focused = form.focused { suggest(focused.name, &form) }
  }

  func focused(_ name: String, _ form: inout Form) { suggest(name, &form) }

  func edited(_ name: String, _ form: inout Form) {
    fill(from: name, &form)
    check(name, &form)
    // Which of several namesakes there was hangs on the day.
    if name == "date", command.name == "register" { check("from", &form) }
    suggest(name, &form)
  }

  private func parameter(_ name: String) -> Parameter? { fields.first { $0.name == name } }

  // MARK: what follows

  private func fill(from name: String, _ form: inout Form) {
    guard command.name == "register" else { return }
    if name == "code", let code = try? DocumentCode(parsing: form.value("code")), !code.notation.isEmpty {
      if let type = DocumentType.guess(from: code) { form.set("type", [type.name]) }
    }
    if name == "from", form.value("signer").isEmpty,
      let last = try? session.office.lastDocument(from: form.value("from"))
    {
      form.note("from", session.say("văn bản trước: \(last.document.code)", "last: \(last.document.code)"))
    }
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
          let day = (try? Day.reading(form.value("date"), today: session.today)) ?? session.today
          let namesakes = OrganDirectory.shipped.namesakes(text, on: day)
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
    if command.name == "register", ["code", "from", "date"].contains(name) { checkDuplicate(&form) }
  }

  private func duplicate(_ form: Form) -> DocumentLine? {
    let (code, organ) = (form.value("code"), form.value("from"))
    guard !code.isEmpty, !organ.isEmpty else { return nil }
    let day = (try? Day.reading(form.value("date"), today: session.today)) ?? session.today
    let organID = OrganDirectory.shipped.find(exactly: organ, on: day)?.id
    return try? session.office.duplicates(code: code, organName: organ, organID: organID, year: day.year).first
  }

  private func checkDuplicate(_ form: inout Form) {
    guard let earlier = duplicate(form) else { return }
    form.check(
      "code",
      .warning(
        session.say(
          "đã đăng ký: số đến \(earlier.numberText) ngày \(earlier.day.display)",
          "registered before: arrival \(earlier.numberText) on \(earlier.day.display)")))
  }

  /// At saving, a duplicate is asked about once more; the answer goes into the register as the reason.
  func confirmDuplicates(
    _ form: Form, _ host: any ScreenHost, _ arguments: inout Arguments, then go: @escaping (Arguments) throws -> Void
  ) throws {
    guard command.name == "register", arguments["anyway"] == nil, let earlier = duplicate(form) else {
      return try go(arguments)
    }
    var anyway = arguments
    anyway.values["anyway"] = [session.say("đăng ký lại sau khi được nhắc trùng", "registered again after a warning")]
    let line = anyway
    host.put(
      Dialog(
        session.say(
          "Văn bản này đã đăng ký, số đến \(earlier.numberText) ngày \(earlier.day.display).",
          "This document is registered already: arrival \(earlier.numberText) on \(earlier.day.display)."),
        sentence: "\(earlier.document.code) \(earlier.author): \(earlier.document.subject)",
        answers: [
          .init(.named(.escape), session.say("thôi, sửa lại", "go back")),
          .init(.function(2), session.say("vẫn đăng ký", "register anyway")),
          .init(.function(3), session.say("xem văn bản ấy", "look at it")),
        ], dangerous: true),
      [{}, { try go(line) }, { try host.obey(.card(earlier)) }])
  }

  /// The line above the form: which documents, which number.
  func heading(_ form: Form, _ given: Arguments) -> String? {
    switch command.name {
    case "register":
      let day = (try? Day.reading(form.value("arrived"), today: session.today)) ?? session.today
      let type = form.value("type")
      if let holder = try? session.office.holderElsewhere(.incoming, typeName: type, on: day) {
        return session.say(
          "Sổ ở máy \(holder): văn bản được ghi tạm, máy ấy cấp số — ngày đến \(day.display)",
          "The book lies with \(holder), which gives the number — \(day.display)")
      }
      guard let next = try? session.office.nextNumber(.incoming, typeName: type, on: day) else { return nil }
      return session.say("Số đến: \(next) — ngày đến \(day.display)", "Arrival number \(next) — \(day.display)")
    case "issue":
      let day = (try? Day.reading(form.value("date"), today: session.today)) ?? session.today
      let type = DocumentType(named: form.value("type")).name
      guard !form.value("type").isEmpty,
        let next = try? session.office.nextNumber(.outgoing, typeName: type, on: day),
        let profile = try? session.office.profile
      else { return nil }
      let notation = DocumentType(named: type).notation(for: profile.symbol, field: form.value("field"))
      let code = DocumentCode.numbered(next, notation: notation).display
      return session.say("Số sẽ cấp: \(code)", "Number to be given: \(code)")
    default:
      return self.documents(given)
    }
  }

  private func documents(_ given: Arguments) -> String? {
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
    let completer = PromptCompleter(session: session)
    form.suggest(name, completer.values(parameter.kind, field.typed, command: command.name))
  }
}
