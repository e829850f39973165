import CommandWords
import DurableFile
import Glibc
import Office
import Terminal
import Themes
import Wording

extension Command {
  /// Opens the screen: what `vanthu` alone does.
  static let screenCommand = Command(
    name: "screen", aliases: ["man-hinh"], group: .program, summary: Words("mở màn hình", "open the screen"),
    doors: [.shell],
    parameters: [.argument("line", .text, Words("lệnh đầu tiên", "first command"), required: false, repeats: true)],
    run: { session, arguments in
      try ScreenProgram.run(session, first: arguments.all("line").joined(separator: " "))
      return Outcome()
    })
}

/// The whole life of the program on the screen: draw, wait for an event, handle it. One thread.
@MainActor
enum ScreenProgram {
  static func run(_ session: Session, first: String) throws {
    var notices: [String] = []
    let configuration = UserFiles(session.paths)
    let theme = configuration.theme(session.options, session.language, &notices)
    let keymap = configuration.keymap(session.options, session.language, &notices)
    let workbench = Workbench(session, keymap: keymap)
    try begin(workbench, first)
    let terminal = try CursesTerminal(theme: theme)
    defer { terminal.close() }
    if !notices.isEmpty { workbench.say(notices.joined(separator: " "), .warning) }
    let backup = DailyBackupRun()
    session.inputIsWaiting = { terminal.inputIsWaiting }
    while !workbench.isDone {
      if !terminal.inputIsWaiting {
        let (width, height) = terminal.size
        terminal.show(workbench.draw(width: width, height: height))
      }
      let event = terminal.next(timeoutMilliseconds: 2000)
      if event == .idle { (workbench.screen as? FormScreen)?.rest() }
      workbench.handle(event)
      if event == .idle { workbench.rest(backup) }
      for work in workbench.outside { perform(work, terminal, workbench) }
      workbench.outside = []
    }
    (workbench.screen as? FormScreen)?.rest()
  }

  /// The first screen: the box; on the very first run, the six things an office must say of itself.
  static func begin(_ workbench: Workbench, _ first: String) throws {
    let session = workbench.session
    session.isOnScreen = true
    do {
      try workbench.watch()
      workbench.show(try TriageScreen(session))
      workbench.fileTrouble = session.lookAtFile()
    } catch let refusal as any Refusal {
      return workbench.show(try beginning(session, refusal))
    }
    if first.isEmpty {
      if let morning = try SeenExchanges.morning(session) { return workbench.say(morning) }
      if let place = FilePlace.look(at: session.paths.office).first, SeenPlace(session).isNew() {
        workbench.say(Words(place.words.vietnamese + ".", place.words.english + "."), .warning)
      }
      return
    }
    do { try workbench.execute(first) } catch { workbench.report(error) }
  }

  /// What is shown where there is no box: the backups, when there are any of an office; else the way to begin one.
  ///
  /// - Throws: the refusal, when neither is the answer to it.
  private static func beginning(_ session: Session, _ refusal: any Refusal) throws -> any Screen {
    session.letGo()
    if let words = RecoveryWords.overBackups(refusal),
      FoundBackup.near(session.paths.office).contains(where: { $0.owner != .sample && !$0.isDamaged })
    {
      return BackupsScreen(session, because: words, letsBegin: (refusal as? OpenRefusal)?.letsBegin == true)
    }
    guard let refusal = refusal as? OpenRefusal, refusal.letsBegin else { throw refusal }
    return WelcomeScreen(session, because: RecoveryWords.overBeginning(refusal))
  }

  private static func perform(_ work: Workbench.Outside, _ terminal: CursesTerminal, _ workbench: Workbench) {
    switch work {
    case .suspend: terminal.suspend()
    case .redraw: terminal.redrawAll()
    case .open(let path):
      do { try terminal.runOutside { try Opener.open(path) } } catch { workbench.report(error) }
    }
  }
}

/// The user's own keys and colours, over those of the program. An error in one is a sentence, and the shipped one is used.
@MainActor
struct UserFiles {
  let paths: Paths

  init(_ paths: Paths) { self.paths = paths }

  func theme(_ options: GlobalOptions, _ language: Language, _ notices: inout [String]) -> Theme {
    let name = options.colours ?? (options.noColour ? "mono" : "default")
    let own = "\(paths.configuration)/colours/\(name).colours"
    for (text, file) in [(UserFiles.read(own), own), (shipped(Themes.colours(name)), name + ".colours")] {
      guard let text else { continue }
      do { return try Theme(text, name: file) } catch { note(error, language, &notices) }
    }
    return (try? Theme(shipped(Themes.colours("default")) ?? "", name: "default.colours")) ?? .plain
  }

  func keymap(_ options: GlobalOptions, _ language: Language, _ notices: inout [String]) -> Keymap {
    var keymap = Keymap()
    let name = options.keys ?? "default"
    do { keymap = try Keymap(shipped(Themes.keys(name) ?? Themes.keys("default")) ?? "", name: name + ".keys") } catch {
      note(error, language, &notices)
    }
    let own = "\(paths.configuration)/keys/\(name).keys"
    if let text = UserFiles.read(own) {
      do { keymap = keymap.layered(under: try Keymap(text, name: own)) } catch { note(error, language, &notices) }
    }
    return keymap
  }

  private func note(_ error: any Error, _ language: Language, _ notices: inout [String]) {
    notices.append((error as? any Refusal)?.words[language] ?? "\(error)")
  }

  private func shipped(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  nonisolated static func read(_ path: String) -> String? {
    guard let bytes = try? OpenFile.all(path, atMost: 1 << 20) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
