import CommandWords
import Commands
import Office
import Terminal
import Wording

/// Long commands in the background: keys work meanwhile, and the end is reported.
extension Workbench {
  /// Starts a long command in the background.
  ///
  /// - Parameter done: called when the command has been started.
  func beginWork(_ command: Command, _ given: Given, _ done: @escaping () throws -> Void) throws {
    if let work {
      let name = work.command.name
      return say(
        Bilingual("Lệnh \(name) chưa xong; đợi lần này xong.", "\(name) is still running; wait for it."), .warning)
    }
    // The background run can only refuse; here the clerk can be asked.
    if command.isAct, !command.isAwaited {
      do { try session.office.expectDay(try session.context, numbering: .incoming) } catch let refusal as ClockRefusal {
        return try askDay(refusal) { try self.beginWork(command, given, done) }
      }
    }
    let line = try session.lineBeside(command, given)
    if command.replacesFile { try lendOut() }
    do {
      work = try WorkRun(
        command, line, input: session.secret(of: command, given), saying: session.paths.state + "/work")
    } catch {
      session.isLentOut = false
      throw error
    }
    if command.isAwaited, let form = screen as? any Awaiting {
      form.isWaiting = true
      awaited = (form, done)
      return
    }
    try done()
    say(
      Bilingual(
        "Đang chạy lệnh \(command.name); cứ làm việc tiếp, xong sẽ báo ở đây.",
        "\(command.name) is running; carry on, you will be told here when it is done."))
  }

  /// Reports the result of the background command once it has ended.
  ///
  /// - Returns: whether it has ended.
  func reportWork() throws -> Bool {
    guard let run = work, run.hasEnded else { return false }
    let (refused, waiting) = (refusal(of: run), awaited)
    (work, awaited) = (nil, nil)
    waiting?.form.isWaiting = false
    if run.command.replacesFile { try takeBack(isReplaced: refused == nil) }
    if let waiting {
      if let refused {
        waiting.form.refuse(refused)
        return true
      }
      try waiting.done()
    }
    if session.isOpen { try watch() }
    session.forgetCalendar()
    waitsForExchange = nil
    // The screen below the form that waited shows what has changed: nothing is laid over it.
    let lines = waiting == nil ? run.lines : [run.lines.joined(separator: " ")]
    // That it is running is true no longer.
    say("")
    if lines.count > 1 { show(TextScreen(run.command.summary, lines.joined(separator: "\n"))) }
    switch run.end {
    case .done: if lines.count <= 1 { say(lines.first ?? "", .success) }
    case .refused(let message): say(message, .danger)
    // What it printed is its verdict, as that of `verify` on a damaged file.
    case .failed(status: ..<128) where !lines.isEmpty: if lines.count == 1 { say(lines[0], .danger) }
    case .failed(let status): say(stopped(run, status), .danger)
    }
    try screen?.reload()
    return true
  }

  private func stopped(_ run: WorkRun, _ status: Int32) -> Bilingual {
    let name = run.command.name
    return run.isStopped
      ? Bilingual("Đã dừng lệnh \(name), chưa xong.", "\(name) was stopped and is not done.")
      : Bilingual(
        "Lệnh \(name) dừng giữa chừng (mã \(status)), chưa xong; làm lại.",
        "\(name) stopped halfway (status \(status)) and is not done; run it again.")
  }

  /// Returns why the command has not done what its form asked for; `nil` if it has.
  private func refusal(of run: WorkRun) -> String? {
    switch run.end {
    case .done: nil
    case .refused(let sentence): sentence
    case .failed(let status): stopped(run, status)[session.language]
    }
  }

  func stopWork() { work?.stop() }

  var progressOfWork: String? { work?.progress }
}
