import CommandWords
import DurableFile
import Office
import Records
import Vietnamese
import Wording

/// A clerk's session: the office, who acts, on which day, in which language.
@MainActor
package final class Session {
  package let options: GlobalOptions
  package let paths: Paths
  /// Whether a key was pressed, for which a running query is interrupted. Set by the screen.
  package var inputIsWaiting: () -> Bool = { false }
  /// Returns the key of a command on a screen, for sentences that mention it. Set by the screen.
  package var keyHint: (_ command: String, _ screen: String) -> String = { command, _ in ":" + command }
  /// Returns the path of the only program that uses the network.
  package var networkProgram: () throws -> String = { try SiblingProgram.path("vanthu-sync") }
  /// Returns the path of this program, to run it in another process.
  package var ownProgram: () throws -> String = { try SiblingProgram.path("vanthu") }
  package let fileTexts = FileTextsRun()
  /// Opens the screen with a first command. Set by the program.
  package var openScreen: (_ first: String) throws -> Void = { _ in }
  /// Returns the page for man, which lists the keys of the screen. Set by the program.
  package var manual: (Language) -> [String] = { _ in [] }
  /// Stores how each clerk types. Set by the program.
  package var typings: any TypingMemory = NoTypingMemory()
  /// Whether a screen is open and must stay.
  package var isOnScreen = false
  package let clock: @Sendable () -> Int64
  package var language: Language
  private var opened: Office?
  /// Whether another process replaces the office's file now: until it has ended, the file is not opened.
  package var isLentOut = false
  /// Whether something was done that stays done, even if the result cannot be written.
  package var hasActed = false
  private var knownCalendar: WorkingCalendar?

  /// - Parameter clock: returns milliseconds since 1970 UTC. Nothing below asks the system for the time.
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
      if isLentOut { throw SessionRefusal.lentOut }
      if paths.isHomeless { throw PathRefusal.homeless }
      let progress = progress(Bilingual("Lập lại chỉ mục tìm kiếm", "Rebuilding the search index"))
      var isTold = false
      let office = try Office.open(paths.office) {
        progress.at(Int($0 * 1000))
        isTold = true
      }
      if isTold { progress.finish() }
      opened = office
      try keepMark(office)
      return office
    }
  }

  private func keepMark(_ office: Office) throws {
    guard office.viewOnly == nil, let clerk = try? office.firstClerk() else { return }
    try office.keepMark(
      ActContext(clerk: clerk, day: today, milliseconds: clock(), isDayStated: options.day != nil))
  }

  /// Why nothing can be written to the file; `nil` if it can be written, and before it is opened.
  package var viewOnly: ViewOnly? { opened?.viewOnly }

  /// Opens a file that could not be written again: there may be free space or permission now.
  ///
  /// - Returns: whether acts are possible now that were not before.
  package func lookAgain() throws -> Bool {
    guard viewOnly != nil else { return false }
    let office = try Office.open(paths.office)
    guard office.viewOnly == nil else { return false }
    opened = office
    knownCalendar = nil
    try keepMark(office)
    return true
  }

  /// Reports on stderr, beside the result, that the file is opened for viewing only, and why.
  package func noteViewOnly(_ reason: ViewOnly?) {
    if let reason, !isOnScreen { printError("vanthu", "\(ViewOnly.mark[language]): \(reason.words[language])") }
  }

  /// Returns why the open file is not the one at its path any more, or is damaged; `nil` if all is well, or if no file
  /// is open.
  package func lookAtFile() -> StorageRefusal? { opened?.lookAtFile() }

  /// Whether the office's file is open.
  package var isOpen: Bool { opened != nil }

  /// Closes the file; it is opened again when it is next needed.
  package func letGo() { opened = nil }

  /// Uses another office, or none: the file has been created, restored or replaced.
  package func use(_ office: Office?) {
    opened = office
    hasActed = true
    knownCalendar = nil
    knownClerk = nil
    knownTyping = nil
  }

  /// The day of the act: `--on`, or today in Vietnam.
  package var today: Day { options.day ?? Day(unixSeconds: Int(clock() / 1000)) }

  /// The calendar of working days, for deadlines.
  package var calendar: WorkingCalendar {
    get throws {
      if let knownCalendar { return knownCalendar }
      let calendar = try office.calendar()
      knownCalendar = calendar
      return calendar
    }
  }

  package func forgetCalendar() { knownCalendar = nil }

  /// Who acts: the clerk chosen on the screen, that of `--as`, or the first one. Looked up once: the title of the
  /// screen shows it in every frame, and clerks are never removed.
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

  /// How the clerk types; the default before there is an office.
  ///
  /// - Throws: why the file of these settings cannot be read, only once; after that the default applies, so that typing
  ///   remains possible.
  package var typing: Typing {
    get throws {
      if let knownTyping { return knownTyping }
      knownTyping = Typing()
      let typing = try typings.read(typist)
      knownTyping = typing
      return typing
    }
  }

  /// Changes how the clerk types, now and in later sessions.
  package func remember(_ typing: Typing) throws {
    guard try typing != self.typing else { return }
    knownTyping = typing
    try typings.write(typing, of: typist)
  }

  private var knownTyping: Typing?

  /// The clerk whose settings apply; empty if there is no office yet.
  private var typist: String {
    get throws { !paths.isHomeless && Folder.leadsSomewhere(paths.office) ? try clerk : "" }
  }

  /// The actor, after the PC's clock was checked.
  ///
  /// - Throws: `ClockRefusal.behind`, before any other fault of a day is found.
  package var context: ActContext {
    get throws {
      let context = try contextByClock
      try office.expectClockNotBehind(context)
      return context
    }
  }

  /// The actor without a check of the clock, for the act that mends what a wrong clock has caused.
  package var contextByClock: ActContext {
    get throws { ActContext(clerk: try clerk, day: today, milliseconds: clock(), isDayStated: options.day != nil) }
  }

  /// Returns the day of the clock, if a person has typed it in full: a day that is completed from the clock would not
  /// confirm it.
  ///
  /// - Throws: `DayRefusal`; `ClockRefusal.otherDay` if the clock shows another day, `.partOfDay` if the year was left
  ///   out.
  package func confirmedDay(_ typed: String) throws -> Day {
    let today = Day(unixSeconds: Int(clock() / 1000))
    let day = try Day.reading(typed, today: today)
    guard try Day.reading(typed, today: today.adding(days: 400)) == day else { throw ClockRefusal.partOfDay(typed) }
    guard day == today else { throw ClockRefusal.otherDay(day, clock: today) }
    return day
  }

  /// Writes acts, after the PC's clock was checked.
  @discardableResult
  package func act<T>(together: Bool = false, _ body: (OfficeTransaction) throws -> T) throws -> T {
    try act(try context, together: together, body)
  }

  @discardableResult
  package func act<T>(
    _ context: ActContext, together: Bool = false, _ body: (OfficeTransaction) throws -> T
  ) throws -> T {
    let result = try office.act(context, together: together, body)
    hasActed = true
    return result
  }

  /// Reports on stderr that the clock is behind the file. The screen shows it above the inbox as long as it lasts; with
  /// `--on` the clock does not matter.
  package func noteClockBehind() throws {
    guard !isOnScreen, options.day == nil, let behind = try opened?.clockBehind(today: today) else { return }
    printError("vanthu", behind.words(today: today, way: "vanthu mend-clock")[language])
  }

  /// Returns the documents that a command names, in the order given, each once.
  ///
  /// - Parameter direction: of the documents that the command is for: where a code is also that of one in the other
  ///   register, that one is not meant.
  package func lines(
    _ given: Given, _ parameter: Typed<String> = SharedParameters.documents, for direction: Book.Direction? = nil
  ) throws -> [DocumentLine] {
    func found(_ typed: String) throws -> DocumentLine {
      guard let direction else { return try office.find(typed, today: today) }
      do { return try office.find(typed, today: today, direction: direction) } catch LookupRefusal.noCode {
        return try office.find(typed, today: today)
      }
    }
    var lines: [DocumentLine] = []
    for typed in given.all(parameter) {
      let line = try found(typed)
      if !lines.contains(where: { $0.id == line.id }) { lines.append(line) }
    }
    return lines
  }

  /// Returns the progress of long work; without words it counts documents.
  package func progress(_ words: Bilingual = "", total: Int = 1000) -> Progress {
    Progress(total: total, words, language, isForScript: options.json, clock: clock)
  }

  /// Returns the text in the clerk's language.
  package func say(_ vietnamese: String, _ english: String) -> String { language == .vietnamese ? vietnamese : english }
}

package enum SessionRefusal: Refusal, Equatable {
  case unknownClerk(String, [String])
  case lentOut

  package var words: Bilingual {
    switch self {
    case .lentOut:
      Bilingual("Đang lấy sổ về từ tỉnh; đợi lần này xong.", "The registers are being fetched; wait for the end.")
    case .unknownClerk(let typed, let known):
      Bilingual(
        "Không có người dùng “\(typed)” (đang có: \(known.joined(separator: ", "))); thêm bằng vanthu clerk add.",
        "There is no clerk “\(typed)” (known: \(known.joined(separator: ", "))); add one with vanthu clerk add.")
    }
  }
}
