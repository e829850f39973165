import CommandWords
import DurableFile
import Office
import Records
import Vietnamese
import Wording

/// One clerk at work: the office, who acts, on which day, in which language.
@MainActor
package final class Session {
  package let options: GlobalOptions
  package let paths: Paths
  /// Whether a key waits: a query is given up for it. Set by the screen.
  package var inputIsWaiting: () -> Bool = { false }
  /// The key of a command on a screen, for sentences that name it. Set by the screen.
  package var keyHint: (_ command: String, _ screen: String) -> String = { command, _ in ":" + command }
  /// Where the program lies that alone uses the network.
  package var networkProgram: () throws -> String = { try SiblingProgram.path("vanthu-sync") }
  /// This program, to be run once more beside the screen.
  package var ownProgram: () throws -> String = { try SiblingProgram.path("vanthu") }
  package let fileTexts = FileTextsRun()
  /// Opens the screen with a first command. Set by the program.
  package var openScreen: (_ first: String) throws -> Void = { _ in }
  /// The page for man, which tells the keys of the screen. Set by the program.
  package var manual: (Language) -> [String] = { _ in [] }
  /// Where it is kept how each clerk types. Set by the program.
  package var typings: any TypingMemory = NoTypingMemory()
  /// Whether there is a screen that must stay.
  package var isOnScreen = false
  package let clock: @Sendable () -> Int64
  package var language: Language
  private var opened: Office?
  /// Something is done that stays done, also when nobody can be told.
  package var hasActed = false
  private var knownCalendar: WorkingCalendar?

  /// - Parameter clock: milliseconds since 1970, UTC. Nothing below asks the machine for the time.
  package init(_ options: GlobalOptions, _ paths: Paths, clock: @escaping @Sendable () -> Int64) {
    self.options = options
    self.paths = paths
    self.clock = clock
    language = options.language
  }

  /// The office's file, opened when it is first needed.
  package var office: Office {
    get throws {
      if let opened { return opened }
      if paths.isHomeless { throw PathRefusal.homeless }
      let progress = progress(Words("Lập lại chỉ mục tìm kiếm", "Making the search index again"))
      var isTold = false
      let office = try Office.open(paths.office) {
        progress.at(Int($0 * 1000))
        isTold = true
      }
      if isTold { progress.finish() }
      opened = office
      return office
    }
  }

  /// Why nothing can be written to the file; nil when acts can be done, and before it is opened.
  package var viewOnly: ViewOnly? { opened?.viewOnly }

  /// Opens a file that could not be written once more: room may have been made, rights given.
  ///
  /// - Returns: whether acts can be done now that could not before.
  package func lookAgain() throws -> Bool {
    guard viewOnly != nil else { return false }
    let office = try Office.open(paths.office)
    guard office.viewOnly == nil else { return false }
    opened = office
    knownCalendar = nil
    return true
  }

  /// Says on stderr, beside what was asked for, that the file is only looked at, and why.
  package func noteViewOnly(_ reason: ViewOnly?) {
    if let reason, !isOnScreen { complain("vanthu", "\(ViewOnly.mark[language]): \(reason.words[language])") }
  }

  /// Whether the open file still lies at its path; nil when it does, or none is open.
  package func lookAtFile() -> StorageRefusal? { opened?.lookAtFile() }

  /// Whether the office's file is open.
  package var isOpen: Bool { opened != nil }

  /// Closes the file; it is opened again when it is next needed.
  package func letGo() { opened = nil }

  /// Takes another office, or none: the file has been made, restored or replaced.
  package func use(_ office: Office?) {
    opened = office
    hasActed = true
    knownCalendar = nil
    knownClerk = nil
    knownTyping = nil
  }

  /// The day of the act: `--on`, or today in Vietnam.
  package var today: Day { options.day ?? Day(unixSeconds: Int(clock() / 1000)) }

  /// Deadlines are counted with it.
  package var calendar: WorkingCalendar {
    get throws {
      if let knownCalendar { return knownCalendar }
      let calendar = try office.calendar()
      knownCalendar = calendar
      return calendar
    }
  }

  package func forgetCalendar() { knownCalendar = nil }

  /// Who acts: `--as`, the clerk chosen on this PC, or the only one. Looked up once: the screen's title says it in every frame,
  /// and a clerk is never taken back.
  package var clerk: String {
    get throws {
      if let knownClerk { return knownClerk }
      let clerk = try lookUpClerk()
      knownClerk = clerk
      return clerk
    }
  }

  private func lookUpClerk() throws -> String {
    let office = try office
    guard let typed = chosenClerk ?? options.clerk else { return try office.firstClerk() }
    guard let known = try office.clerk(named: typed) else {
      throw SessionRefusal.unknownClerk(typed, try office.clerks())
    }
    return known
  }

  private var knownClerk: String?

  /// The clerk chosen on the screen, for as long as the program runs.
  package var chosenClerk: String? {
    didSet {
      knownClerk = nil
      knownTyping = nil
    }
  }

  /// How the clerk types. Before there is an office, as everybody does.
  ///
  /// - Throws: what is wrong with the file of it, once; then it is as if there were none, for letters must go on coming.
  package var typing: Typing {
    get throws {
      if let knownTyping { return knownTyping }
      knownTyping = Typing()
      let typing = try typings.read(typist)
      knownTyping = typing
      return typing
    }
  }

  /// Types so from now on, here and the next time.
  package func remember(_ typing: Typing) throws {
    guard try typing != self.typing else { return }
    knownTyping = typing
    try typings.write(typing, of: typist)
  }

  private var knownTyping: Typing?

  /// Whose way of typing: the clerk, or nobody yet where there is no office.
  private var typist: String {
    get throws { !paths.isHomeless && Folder.leadsSomewhere(paths.office) ? try clerk : "" }
  }

  /// Who acts, once the clock of the PC has been looked at.
  ///
  /// - Throws: `ClockRefusal.behind`, before anything else is found wrong with a day.
  package var acting: Acting {
    get throws {
      let acting = try actingByClock
      try office.expectClockNotBehind(acting)
      return acting
    }
  }

  /// The same for the act that mends what a clock has left behind.
  package var actingByClock: Acting {
    get throws { Acting(clerk: try clerk, day: today, milliseconds: clock(), isDayStated: options.day != nil) }
  }

  /// The clock's day, as a person has typed it whole: what is reckoned from the clock says nothing about it.
  ///
  /// - Throws: `DayRefusal`; `ClockRefusal.otherDay` when the clock shows another, `.partOfDay` when the year was left out.
  package func confirmedDay(_ typed: String) throws -> Day {
    let today = Day(unixSeconds: Int(clock() / 1000))
    let day = try Day.reading(typed, today: today)
    guard try Day.reading(typed, today: today.adding(days: 400)) == day else { throw ClockRefusal.partOfDay(typed) }
    guard day == today else { throw ClockRefusal.otherDay(day, clock: today) }
    return day
  }

  /// Acts at the desk, once the clock of the PC has been looked at.
  @discardableResult
  package func act<T>(together: Bool = false, _ body: (Desk) throws -> T) throws -> T {
    try act(try acting, together: together, body)
  }

  @discardableResult
  package func act<T>(_ acting: Acting, together: Bool = false, _ body: (Desk) throws -> T) throws -> T {
    let result = try office.act(acting, together: together, body)
    hasActed = true
    return result
  }

  /// Says on stderr that the clock is behind what the file holds. The screen has it above the box for as long as it is so; whoever names
  /// the day does not go by the clock.
  package func noteClockBehind() throws {
    guard !isOnScreen, options.day == nil, let behind = try opened?.clockBehind(today: today) else { return }
    complain("vanthu", behind.words(today: today, way: "vanthu mend-clock")[language])
  }

  /// The documents a command names, in the order given, each once.
  package func lines(
    _ given: Given, _ parameter: Typed<String> = SharedParameters.documents, direction: Book.Direction? = nil
  ) throws -> [DocumentLine] {
    var lines: [DocumentLine] = []
    for typed in given.all(parameter) {
      let line = try office.find(typed, today: today, direction: direction)
      if !lines.contains(where: { $0.id == line.id }) { lines.append(line) }
    }
    return lines
  }

  /// How far a long work is; without words it counts documents.
  package func progress(_ words: Words = "", total: Int = 1000) -> Progress {
    Progress(total: total, words, language, isForScript: options.json, clock: clock)
  }

  /// A text in the clerk's language.
  package func say(_ vietnamese: String, _ english: String) -> String { language == .vietnamese ? vietnamese : english }
}

package enum SessionRefusal: Refusal, Equatable {
  case unknownClerk(String, [String])

  package var words: Words {
    switch self {
    case .unknownClerk(let typed, let known):
      Words(
        "Không có người dùng “\(typed)” (đang có: \(known.joined(separator: ", "))); thêm bằng vanthu clerk add.",
        "There is no clerk “\(typed)” (known: \(known.joined(separator: ", "))); add one with vanthu clerk add.")
    }
  }
}
