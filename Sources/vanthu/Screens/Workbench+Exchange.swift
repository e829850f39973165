import CommandWords
import Commands
import Office
import Terminal
import Wording

/// The exchange with the province in the background.
extension Workbench {
  /// Shows the state of the exchange with the province.
  func showExchange() throws {
    if let screen, screen.isAnswer(to: .exchange) { return try screen.reload() }
    show(
      try ExchangeScreen(session) { [weak self] in
        guard let self else { return ExchangeScreen.Now() }
        return ExchangeScreen.Now(
          words: exchange.map { $0.progress?.words ?? "" }, seconds: exchange?.progress?.seconds,
          isUrgentOnly: exchange?.isUrgentOnly == true, keepsToUrgent: keepsToUrgent)
      })
  }

  /// Ends the running exchange.
  func stopExchange() {
    nextExchange = nil
    guard let exchange else { return say(Bilingual("Không có lần đồng bộ nào đang chạy.", "No exchange is running.")) }
    exchange.stop()
    say(Bilingual("Đang dừng…", "Stopping…"))
  }

  /// Starts an exchange in the background and shows its screen.
  func beginExchange(_ given: Given) throws {
    if let exchange {
      if given(SyncParameters.urgent), !exchange.isUrgentOnly {
        // What was acknowledged until now stays.
        (nextExchange, keepsToUrgent) = (given, true)
        exchange.stop()
        try showExchange()
        return say(
          Bilingual(
            "Dừng lần này để chỉ gửi nhận văn bản gấp…", "Stopping this one, to exchange only what is urgent…"))
      }
      // What the screen has begun by itself is what the clerk asks for now.
      exchange.isQuiet = false
      try showExchange()
      return say(Bilingual("Đang đồng bộ; đợi lần này xong.", "An exchange is running; wait for it to end."), .warning)
    }
    let office = try session.office
    guard try office.enrolment() != nil else {
      try showExchange()
      let key = session.keyHint("enrol", "exchange")
      return say(
        Bilingual(
          "Cơ quan chưa đăng ký với máy chủ của tỉnh; nhấn \(key) để đăng ký.",
          "The office is not enrolled at a hub; press \(key) to enrol."), .warning)
    }
    // An exchange writes what it receives into the file.
    if try session.lookAgain() { try watch() }
    if let reason = session.viewOnly { throw reason.refusal(session.paths.office) }
    keepsToUrgent = given(SyncParameters.urgent)
    exchange = try ExchangeRun(
      try session.networkProgram(), session.request(.sync, given), saying: session.paths.state + "/sync.out",
      before: try office.exchanges(limit: 1).first?.started)
    try showExchange()
  }

  /// Reports the result of the exchange once it has ended.
  ///
  /// - Returns: whether it has ended.
  func reportExchange() throws -> Bool {
    session.tendFileTexts()
    guard let run = exchange, run.hasEnded else { return false }
    exchange = nil
    // Nothing was left: there is nothing to keep from.
    if run.isUrgentOnly, run.status == ExitStatus.done.rawValue { keepsToUrgent = false }
    try watch()
    session.forgetCalendar()
    waitsForExchange = nil
    try screen?.reload()
    let last = try session.office.exchanges(limit: 1).first
    if let next = nextExchange {
      nextExchange = nil
      try beginExchange(next)
    } else if run.isStopped {
      say(
        Bilingual(
          "Đã dừng; phần đã gửi nhận vẫn còn, lần sau chạy tiếp từ đó.",
          "Stopped; what was exchanged stays, and the next one continues from there."), .warning)
    } else if run.isQuiet {
      // Nobody waits for it: only what it has brought is said.
      if let last, last.started != run.before, last.documents.words != nil { say(last.words, last.status.role) }
    } else if let last, last.started != run.before {
      say(last.words, last.status.role)
    } else {
      say(
        run.lastSentence
          ?? Bilingual("Đồng bộ không chạy được; xem nhật ký.", "The exchange could not run; see the log.")[
            session.language],
        .danger)
    }
    return true
  }
}

extension ExchangeRecord.Status {
  var role: Role {
    switch self {
    case .done: .success
    case .partly, .noLine: .warning
    case .refused: .danger
    }
  }
}
