import CommandWords
import Commands
import Office

/// The exchange that the open screen begins by itself.
extension Workbench {
  /// Begins one where it is due, and notices its end, even behind a form. Called when the clerk does not type.
  func rest(_ poll: inout ExchangePoll) {
    do {
      let minutes = PollSetting(session.paths).read()
      if let run = exchange {
        guard run.hasEnded else { return }
        poll.ended(well: ![ExitStatus.noLine, .refused].map(\.rawValue).contains(run.status), every: minutes, now: now)
        // What came is shown when the form is closed.
        if run.isQuiet, screen?.place == .form { exchange = nil }
        return
      }
      // A day given on the command line is not the day of an exchange.
      guard session.options.day == nil, work == nil, !isBeginning, fileTrouble == nil, session.viewOnly == nil else {
        return
      }
      guard poll.isDue(every: minutes, now: now) else { return }
      let isThrough = try session.office.relay()?.role == .through
      guard let enrolment = try session.office.enrolment(), enrolment.refusal == nil,
        !enrolment.url.isEmpty || isThrough
      else {
        return poll.ended(well: true, every: minutes, now: now)
      }
      // Until it is known how it ends.
      poll.ended(well: false, every: minutes, now: now)
      try beginQuietExchange()
    } catch { poll.ended(well: false, every: 60, now: now) }
  }

  private var now: Int64 { session.clock() }

  func beginQuietExchange() throws {
    let words = keepsToUrgent ? ["--\(SyncParameters.urgent.name)"] : []
    var request = try session.request(.sync, Given(try Command.sync.parse(words, strict: false), today: session.today))
    request.isQuiet = true
    exchange = try ExchangeRun(
      try session.networkProgram(), request, saying: session.paths.state + "/sync.out",
      before: try session.office.exchanges(limit: 1).first?.started)
  }
}
