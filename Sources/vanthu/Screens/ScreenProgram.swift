import Commands
import Office
import Terminal
import Wording

/// The main loop of the program on the screen: draw, wait for an event, handle it. One thread.
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
    var poll = ExchangePoll()
    workbench.worksBeside = true
    session.inputIsWaiting = { terminal.inputIsWaiting }
    while !workbench.isDone {
      if !terminal.inputIsWaiting {
        let (width, height) = terminal.size
        terminal.show(workbench.draw(width: width, height: height))
      }
      // The end of a background command is reported soon after it.
      let event = terminal.next(timeoutMilliseconds: workbench.work == nil ? 2000 : 200)
      if event == .idle {
        workbench.screen?.rest()
        workbench.rest(&poll)
      }
      workbench.handle(event)
      if event == .idle { workbench.rest(backup) }
      for work in workbench.outside { perform(work, terminal, workbench) }
      workbench.outside = []
    }
    workbench.screen?.rest()
  }

  /// Shows the first screen: the inbox; on the very first run, the welcome screen.
  static func begin(_ workbench: Workbench, _ first: String) throws {
    let session = workbench.session
    session.isOnScreen = true
    do {
      try workbench.watch()
      workbench.show(try TriageScreen(session))
      workbench.fileTrouble = session.lookAtFile()
      try workbench.lookForFlash()
    } catch let refusal as any Refusal {
      return workbench.show(try beginning(session, refusal))
    }
    if first.isEmpty {
      if let morning = try SeenExchanges.morning(session) { return workbench.say(morning) }
      if let place = FilePlace.look(at: session.paths.office).first, SeenPlace(session).isNew() {
        workbench.say(Bilingual(place.words.vietnamese + ".", place.words.english + "."), .warning)
      }
      return
    }
    do { try workbench.execute(first) } catch { workbench.report(error) }
  }

  /// Returns the screen to show instead of the inbox: the backups, where there are any of an office; otherwise the
  /// welcome screen, where a new office can be begun.
  ///
  /// - Throws: the refusal, when neither of them helps.
  private static func beginning(_ session: Session, _ refusal: any Refusal) throws -> any Screen {
    session.letGo()
    if let words = RecoveryWords.overBackups(refusal),
      FoundBackup.near(session.paths.office).contains(where: { $0.owner != .sample && !$0.isDamaged })
    {
      return BackupsScreen(session, because: words, letsBegin: (refusal as? OpenRefusal)?.letsBegin == true)
    }
    // Registers that came back in part come back on the same ways.
    if case .comingBack? = refusal as? OpenRefusal {
      return WelcomeScreen(session, because: refusal.words, letsBegin: false)
    }
    guard let refusal = refusal as? OpenRefusal, refusal.letsBegin else { throw refusal }
    return WelcomeScreen(session, because: RecoveryWords.overBeginning(refusal))
  }

  private static func perform(_ work: Workbench.Outside, _ terminal: CursesTerminal, _ workbench: Workbench) {
    switch work {
    case .bell: terminal.bell()
    case .suspend: terminal.suspend()
    case .redraw: terminal.redrawAll()
    case .open(let path):
      do { try terminal.runOutside { try Opener.open(path) } } catch { workbench.report(error) }
    }
  }
}
