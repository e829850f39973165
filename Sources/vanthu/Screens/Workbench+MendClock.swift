import CommandWords
import Office
import Wording

extension Workbench {
  /// Says what will be voided, and has the day of today typed: unless it is the clock's, nothing is done.
  func askToMendClock(_ arguments: Arguments) throws {
    guard session.options.day == nil else { throw ClockMendingRefusal.dayNamed }
    let today = session.today
    let lines = try session.office.clockMending(on: today)
    guard let behind = try session.office.clockBehind(today: today) else {
      throw ClockMendingRefusal.nothing(nil, today)
    }
    if arguments["day"] != nil { return try mendClock(arguments) }
    let books = behind.books.joined(separator: ", ")
    askForToday(
      lines.isEmpty
        ? Words(
          "Sổ đã có việc ngày \(behind.newest.display), không có số nào phải hủy. Gõ đủ ngày hôm nay thì giờ sai ấy không còn được tin; Esc để chỉnh đồng hồ máy.",
          "The file has acts of \(behind.newest.display), and no number has to be voided. Type the day of today, and that time is not believed any more; Esc to set the clock."
        )
        : Words(
          "\(lines.count) số ở \(books) mang ngày tới \(behind.newest.display) sẽ bị hủy, văn bản phải nhập lại; sổ năm chưa tới được cất. Đồng hồ máy đã đúng thì gõ đủ ngày hôm nay; Esc để chỉnh đồng hồ máy.",
          "\(lines.count) numbers in \(books) bear days up to \(behind.newest.display) and are voided, the documents are to be entered again; books of years to come are set apart. If the clock is right now, type the day of today; Esc to set it."
        )
    ) { typed in
      var arguments = arguments
      arguments.values["day"] = [typed]
      try self.mendClock(arguments)
    }
  }

  private func mendClock(_ arguments: Arguments) throws {
    let outcome = try Command.mendClock.run(session, arguments)
    if outcome.lines.count > 1 {
      show(TextScreen(Command.mendClock.summary, outcome.lines.joined(separator: "\n")))
    } else {
      say(outcome.lines.last ?? "", .success)
    }
    try screen?.reload()
  }
}
