import CommandWords
import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// The screen of the program: a stack of screens, a prompt, a question and a message. Events go in, a canvas comes out.
///
/// It does not depend on ncurses, so that a test drives it as the terminal does.
@MainActor
final class Workbench: ScreenHost {
  let session: Session
  let keymap: Keymap
  /// The keys in the hint bar of each screen: looking them up in every frame took a third of the time of drawing it.
  var knownHints: [String: [(key: String, hint: Hint)]] = [:]
  var screens: [any Screen] = []
  /// What was shown before each list that took its place, the last one last.
  var earlier: [[any Screen]] = []
  private(set) var message = (text: "", role: Role.hint)
  var prompt: (line: LinePrompt, purpose: Purpose)?
  var question: (dialog: Dialog, answers: [() throws -> Void])?
  private var histories: [String: [String]] = [:]
  private var version = 0
  /// The exchange running in the background.
  var exchange: ExchangeRun?
  /// The exchange that begins when the running one has ended.
  var nextExchange: Given?
  /// Whether what the screen exchanges by itself is only what is urgent, because the clerk wanted no more last.
  var keepsToUrgent = false
  /// The long command running in the background.
  var work: WorkRun?
  var worksBeside = false
  /// The lasting trouble with the office's file, shown above the screen.
  var fileTrouble: StorageRefusal?
  var flash = FlashNews()
  var isDone = false
  /// The rows of the screen in the last frame.
  var rows = 1..<2
  /// The key that has just led back to the screen that is shown (`Workbench+Back`).
  var keyOfBack: Key?
  /// Whether something waits for the exchange; `nil` where that has to be read again.
  var waitsForExchange: Bool?
  /// The key of the exchange on each screen (`Workbench+ExchangeHint`).
  var exchangeKeys: [String: Key?] = [:]
  /// The form that waits for the command in the background, and what is to be done once that has succeeded.
  var awaited: (form: any Awaiting, done: () throws -> Void)?
  /// What the terminal has to do before the next frame: leave the screen for another program, suspend, repaint.
  var outside: [Outside] = []

  enum Purpose { case command, filter, jump, answer }

  /// Receives the text typed as an answer.
  private var answered: (String) throws -> Void = { _ in }

  enum Outside {
    case bell
    case suspend
    case redraw
    /// Opens a file with the program of the desktop.
    case open(String)
  }

  init(_ session: Session, keymap: Keymap) {
    self.session = session
    self.keymap = keymap
    session.keyHint = { command, screen in keymap.keys(for: command, on: screen).first?.hint ?? ":" + command }
  }

  var screen: (any Screen)? { screens.last }

  func say(_ text: String, _ role: Role = .hint) { message = (text, role) }
  func say(_ words: Bilingual, _ role: Role = .hint) { say(words[session.language], role) }

  // MARK: screens

  /// Shows a screen on top. Lists are not stacked: one replaces another.
  func show(_ screen: any Screen) {
    if [.home, .list].contains(screen.place) { remember(before: screen) }
    screens.append(screen)
  }

  /// Replaces all screens by one.
  func begin(with screen: any Screen) {
    screens = [screen]
    waitsForExchange = nil
  }

  /// Goes one step back: ends a filter, clears the marks, closes a screen; on the first screen, does nothing more.
  func back() throws {
    if try screen?.stepBack() ?? false { return }
    if screens.count > 1 {
      screens.removeLast()
      try screen?.reload()
    } else if let place = screen?.place, ![.home, .form, .beginning].contains(place) {
      try goBackWhereOneWas()
    }
  }

  // MARK: events

  /// Handles one event. An error becomes a message; nothing stops the loop.
  func handle(_ event: Event) {
    do {
      switch event {
      case .key(let key): try press(key)
      case .paste(let text): try paste(text)
      case .mouse(let mouse): try touch(mouse)
      case .resized: break
      case .idle: try notice()
      case .hangup: isDone = true
      }
    } catch { report(error) }
  }

  func report(_ error: any Error) {
    switch error {
    case is StaleQuery: break
    case let refusal as any Refusal: if !stands(refusal) { say(refusal.words, .danger) }
    default:
      say(FaultLog(session.paths).add(error, milliseconds: session.clock()), .danger)
    }
  }

  private func press(_ key: Key) throws {
    let leadingBack = keyOfBack
    keyOfBack = nil
    if let (dialog, answers) = question {
      switch dialog.handle(key) {
      case .answer(let index):
        question = nil
        try answers[index]()
      case .cancel:
        question = nil
        say(Bilingual("Chưa làm gì.", "Nothing was done."))
      case .none: break
      }
      return
    }
    // The typing method can be switched while typing: in fields and prompts too.
    if let line = keymap.command(for: key, on: "everywhere"), line.hasPrefix(Command.typing.name + " "), !key.isText {
      return try execute(line)
    }
    if prompt != nil { return try pressInPrompt(key) }
    say("")
    if let line = flashLine(for: key) { return try execute(line) }
    if try screen?.handle(key) ?? false { return }
    guard let line = keymap.command(for: key, on: screen?.name ?? "") else {
      return say(
        Bilingual(
          "Phím \(key.hint) chưa dùng ở đây; ? để xem các phím.", "Key \(key.hint) does nothing here; ? for the keys."),
        .warning)
    }
    if line == "quit", key == leadingBack { return sayIsFirst(key) }
    let before = screen
    try execute(line)
    if line == "back", screen !== before { keyOfBack = key }
  }

  private func paste(_ text: String) throws {
    if prompt != nil {
      prompt!.line.paste(prompt!.purpose == .command ? text : cleaned(text))
    } else if try screen?.paste(text) != true {
      say(
        Bilingual("Ở đây không dán được; mở ô nhập trước.", "Nothing to paste into here; open a field first."), .warning
      )
    }
  }

  private func touch(_ mouse: Mouse) throws {
    guard prompt == nil, question == nil, let screen else { return }
    if try !screen.press(mouse, rows: rows), mouse.kind == .doublePress { try execute("open") }
  }

  /// Remembers the version of the file, so that later changes by another program are noticed.
  func watch() throws { version = try session.office.version() }

  /// Checks whether another program has changed the file, and reports what has ended in the background.
  private func notice() throws {
    if awaited != nil {
      _ = try reportWork()
      return
    }
    fileTrouble = session.lookAtFile()
    guard fileTrouble == nil else { return }
    try lookForFlash()
    guard let screen, screen.place != .form else { return }
    if try reportExchange() || reportWork() { return }
    let now = try session.office.version()
    defer { version = now }
    guard version != 0, now != version else { return }
    session.forgetCalendar()
    waitsForExchange = nil
    try screen.reload()
    guard exchange == nil, work == nil else { return }
    say(Bilingual("Sổ vừa được cập nhật từ nơi khác.", "The registers were changed elsewhere."))
  }

  // MARK: the prompt

  func ask(_ purpose: Purpose, _ text: String = "") {
    let sign =
      switch purpose {
      case .command: ":"
      case .filter: "/"
      case .jump: Bilingual("số: ", "number: ")[session.language]
      case .answer: Bilingual("hôm nay là ngày: ", "today is: ")[session.language]
      }
    var line = LinePrompt(sign, value: text, history: histories[sign] ?? [])
    // A command may contain a path, so the line is kept as typed; its texts are composed when the command is parsed.
    line.field.isExact = purpose == .command
    prompt = (line, purpose)
  }

  /// Asks the clerk to type the day of today: too much follows from it for a single key.
  ///
  /// - Parameter words: what follows from the answer.
  func askForToday(_ words: Bilingual, _ act: @escaping (_ typed: String) throws -> Void) {
    say(words, .danger)
    answered = act
    ask(.answer)
  }

  private func pressInPrompt(_ key: Key) throws {
    let purpose = prompt!.purpose
    let completer = PromptCompleter(session: session)
    prompt!.line.field.typing = try promptTyping
    let answer = prompt!.line.handle(key) { purpose == .command ? completer.candidates($0, $1) : [] }
    let list = screen as? any Filterable
    switch answer {
    case .edited where purpose == .filter: try list?.filter(prompt!.line.field.value)
    case .edited, .none: break
    case .cancel:
      prompt = nil
      if purpose == .filter { try list?.filter(nil) }
      if purpose == .answer { say(Bilingual("Chưa làm gì.", "Nothing was done.")) }
    case .submit(let text):
      histories[prompt!.line.sign] = prompt!.line.history
      prompt = nil
      switch purpose {
      case .command: if !text.allSatisfy(\.isWhitespace) { try execute(text) }
      case .filter: break
      case .answer:
        guard !text.allSatisfy(\.isWhitespace) else { return say(Bilingual("Chưa làm gì.", "Nothing was done.")) }
        say("")
        try answered(text)
      case .jump:
        guard !text.isEmpty else { return }
        if try (screen as? any Jumpable)?.jump(to: text) != true { try execute("show " + LineWords.quoted(text)) }
      }
    }
  }

  // MARK: commands

  /// Runs a command line, of a key or of the prompt. What it leaves out comes from the selection, and is then asked
  /// for.
  func execute(_ line: String) throws {
    var words = try LineWords.split(line)
    let wantsForm = words.last == "?"
    if wantsForm { words.removeLast() }
    // Sentences name commands as the shell has them.
    if words.count > 1, words[0] == "vanthu" { words.removeFirst() }
    guard let name = words.first else { return }
    let command = try Command.named(name)
    guard command.surfaces.contains(.screen) else {
      throw ScreenRefusal.shellOnly(command.name, line: words.map(LineWords.quoted).joined(separator: " "))
    }
    if let option = words.first(where: { GlobalOptions.isOfShell($0) }),
      !command.parameters.contains(where: { "--\($0.name)" == option })
    {
      throw ScreenRefusal.shellOption(option, line: words.map(LineWords.quoted).joined(separator: " "))
    }
    try command.expects(session)
    if command.isAct { try expectToAct() }
    var arguments = try command.parse(Array(words.dropFirst()), strict: false)
    arguments.understandPaths()
    try select(for: command, &arguments)
    for parameter in command.parameters where arguments[parameter.name] == nil {
      if let offered = screen?.offer(parameter.name) { arguments.values[parameter.name] = [offered] }
    }
    if let request = try command.asks(call(command, arguments)) { return try obey(request) }
    if wantsForm || command.mustAsk(arguments) {
      return try obey(.form(FormRequest(command: command.name, given: arguments)))
    }
    try confirm(command, arguments) {}
  }

  /// Adds the selected documents to a command that needs documents and was given none.
  private func select(for command: Command, _ arguments: inout Arguments) throws {
    guard let parameter = command.parameters.first(where: { $0.form == .argument && $0.kind == .document }),
      arguments.all(parameter.name).isEmpty
    else { return }
    let selection = screen?.selection ?? []
    guard !selection.isEmpty else {
      guard !parameter.isRequired else { throw ScreenRefusal.nothingSelected }
      return
    }
    guard parameter.isRequired else { return }
    if selection.count > 1, !parameter.repeats { throw ScreenRefusal.onlyOne(command.name) }
    arguments.values[parameter.name] = selection.map(\.entry)
  }

  func confirm(_ command: Command, _ arguments: Arguments, done: @escaping () throws -> Void) throws {
    guard let question = try command.asked(before: call(command, arguments)) else {
      return try run(command, arguments, done)
    }
    let form = screen as? any Awaiting
    ask(question) { given in
      do { try self.run(command, given.arguments, done) } catch let refusal as any Refusal {
        // Beside what was typed, where that is still on the screen.
        guard let form, !self.stands(refusal) else { throw refusal }
        form.refuse(refusal.words[self.session.language])
      }
    } leave: {
      self.say(Bilingual("Chưa làm gì.", "Nothing was done."))
    }
  }

  private func call(_ command: Command, _ arguments: Arguments) -> ScreenCall {
    ScreenCall(
      session: session, command: command.name, given: Given(arguments, today: session.today), screen: screen?.name ?? ""
    ) { self.screen?.selection ?? [] }
  }

  /// Shows the question of a command.
  func ask(
    _ asked: Question, go: @escaping (Given) throws -> Void, leave: @escaping () -> Void
  ) {
    put(
      asked.dialog(session.language),
      asked.answers.map { answer in
        switch answer.then {
        case .leave: leave
        case .go(let given): { try go(given) }
        case .look(let request): { try self.obey(request) }
        }
      })
  }

  func run(_ command: Command, _ arguments: Arguments, _ done: @escaping () throws -> Void = {}) throws {
    let given = Given(arguments, today: session.today)
    if worksBeside, command.isLong(given) { return try beginWork(command, given, done) }
    let outcome: Outcome
    do { outcome = try command.run(session, arguments) } catch let refusal as ClockRefusal {
      return try askDay(refusal) { try self.run(command, arguments, done) }
    }
    waitsForExchange = nil
    try done()
    let isFirst = isBeginning && session.isOpen
    if isFirst { begin(with: try TriageScreen(session)) }
    if command.isAwaited {
      say(outcome.lines.joined(separator: " "), .success)
    } else if outcome.lines.count > 1 {
      show(TextScreen(command.summary, outcome.lines.joined(separator: "\n")))
    } else {
      say(outcome.lines.first ?? "", .success)
    }
    (screen as? any Markable).map { try? $0.mark(.none) }
    // What this command wrote, in another process too, is no news.
    if session.isOpen { try watch() }
    // A screen that was just made has just been read.
    if !isFirst { try screen?.reload() }
  }

  func put(_ dialog: Dialog, _ answers: [() throws -> Void]) { question = (dialog, answers) }
}

extension Key {
  fileprivate var isText: Bool { if case .character = self { true } else { false } }
}
