import Foundation
import GRDB
import Records
import Testing

@testable import Office

/// A clock that is ahead is questioned, and the numbers given by it can be voided.
@Suite struct ClockWordTests {
  /// Noon of that day in Vietnam.
  private func context(_ day: Day, isStated: Bool = false) -> ActContext {
    let days = Int64(day.ordinal - Day(1970, 1, 1).ordinal)
    return ActContext(
      clerk: "Văn thư 1", day: day, milliseconds: (days * 24 + 5) * 3_600_000, isDayStated: isStated)
  }

  private func office(lastActOn day: Day) throws -> Office {
    try Office.foundInMemory(
      Commune.profile, station: StationName("0a1b2c3d")!, books: Book.usual(year: day.year),
      context: context(day, isStated: true))
  }

  private func register(_ office: Office, _ code: String, on day: Day, isStated: Bool = false) throws -> DocumentLine {
    let document = Document(
      code: code, organName: "Sở Y tế", issuedDate: Day(2026, 11, 18), typeName: "Công văn", subject: "V/v \(code)")
    return try office.act(context(day, isStated: isStated)) { try $0.register(document, arrivedOn: day) }
  }

  @Test(arguments: [
    // The last act, the day of the clock, whether the clerk is asked. 12/02/2027 is the 6th day of the first lunar
    // month: Tết is over.
    (Day(2026, 12, 1), Day(2026, 12, 1), false), (Day(2026, 12, 1), Day(2026, 12, 2), false),
    (Day(2026, 12, 1), Day(2026, 12, 3), true), (Day(2026, 12, 4), Day(2026, 12, 7), false),
    (Day(2026, 12, 4), Day(2026, 12, 8), true), (Day(2026, 12, 4), Day(2027, 3, 20), true),
  ]) func aDayIsBelievedUpToTheNextWorkingDay(last: Day, clock: Day, isAsked: Bool) throws {
    let office = try office(lastActOn: last)
    if isAsked {
      #expect(throws: ClockRefusal.ahead(clock, known: last, opening: nil)) {
        try office.act(context(clock)) { try $0.nameClerk("Văn thư 2") }
      }
      try office.stateDay(clock)
    }
    try office.act(context(clock)) { try $0.nameClerk("Văn thư 2") }
  }

  @Test func aNewYearsBookIsNotOpenedByItself() throws {
    let office = try office(lastActOn: Day(2026, 12, 30))
    // The next working day, but one day too many for a book.
    let clock = Day(2027, 1, 1)
    #expect(throws: ClockRefusal.self) { try register(office, "1/SYT", on: clock) }
    #expect(try office.bookStates(year: 2027).isEmpty)
    try office.stateDay(clock)
    #expect(try register(office, "1/SYT", on: clock).number == 1)
    #expect(try register(self.office(lastActOn: Day(2026, 12, 31)), "1/SYT", on: clock).number == 1)
  }

  @Test func theHubsWordAndTheBuildAreKnownToo() throws {
    let office = try office(lastActOn: Day(2026, 3, 5))
    #expect(try office.knownDay() == Build.day)
    try office.act(context(Day(2026, 3, 5))) { try $0.note(hubTime: context(Day(2027, 5, 3)).milliseconds) }
    #expect(try office.knownDay() == Day(2027, 5, 3))
    try office.act(context(Day(2027, 5, 4))) { try $0.nameClerk("Văn thư 2") }
    // An older time of the hub takes nothing back, and an impossible one is ignored.
    try office.act(context(Day(2027, 5, 4))) {
      try $0.note(hubTime: 1)
      try $0.note(hubTime: .max)
    }
    #expect(try office.knownDay() == Day(2027, 5, 4))
  }

  /// A hub whose clock was two days ahead, and was set since.
  @Test func theHubsWordAloneIsNotTakenForWork() throws {
    let office = try office(lastActOn: Day(2026, 12, 1))
    let (today, ahead) = (Day(2026, 12, 1), Day(2026, 12, 3))
    try office.act(context(today)) { try $0.note(hubTime: context(ahead).milliseconds, isNow: true) }
    let behind = try #require(try office.clockBehind(today: today))
    #expect(behind.isOfHub && behind.newest == ahead)
    let words = ClockRefusal.behind(today, behind).words.vietnamese
    #expect(words.contains("mà tỉnh đã trả lời ngày 03/12/2026"), "\(words)")
    #expect(words.contains("giờ của tỉnh khi ấy sai") && !words.contains("sổ đã có việc"), "\(words)")
    // What a stick brings, or a clock that does not agree with it, takes nothing back.
    try office.act(context(today)) { try $0.note(hubTime: context(today).milliseconds) }
    try office.act(context(Day(2026, 12, 5), isStated: true)) {
      try $0.note(hubTime: context(today).milliseconds, isNow: true)
    }
    #expect(try office.hubTime() == Int(context(ahead).milliseconds))
    try office.act(context(today, isStated: true)) {
      try $0.note(hubTime: context(today).milliseconds, isNow: true)
    }
    #expect(try office.hubTime() == Int(context(today).milliseconds))
  }

  @Test func aStatedDayIsAWord() throws {
    let office = try office(lastActOn: Day(2026, 11, 20))
    #expect(try register(office, "1/SYT", on: Day(2027, 3, 20), isStated: true).number == 1)
  }

  @Test func aBookOpenedByMistakeIsMended() throws {
    let office = try office(lastActOn: Day(2026, 12, 1))
    #expect(try register(office, "1/SYT", on: Day(2026, 12, 1), isStated: true).number == 1)
    for number in 2...3 { _ = try register(office, "\(number)/SYT", on: Day(2027, 3, 20), isStated: true) }
    // The clock is right again.
    let now = Day(2026, 12, 2)
    let wrong = try office.act(context(now)) { try $0.mendClock(in: "den-2027", reason: "Đồng hồ máy sai") }
    #expect(wrong.map(\.document.code) == ["2/SYT", "3/SYT"] && wrong.allSatisfy { $0.state == .voided })
    #expect(throws: ClockMendingRefusal.nothing("den-2027", now)) {
      try office.act(context(now)) { try $0.mendClock(in: "den-2027", reason: "x") }
    }
    #expect(try register(office, "2/SYT", on: now).number == 2)
    // The new year continues without a question about the twentieth of March.
    #expect(try register(office, "4/SYT", on: Day(2027, 1, 4), isStated: true).number == 3)
    #expect(throws: NumberingRefusal.self) { try register(office, "5/SYT", on: Day(2027, 1, 3), isStated: true) }
    let report = try office.verify()
    #expect(report.isSound, "\(report.findings)")
  }

  /// Returns an office where the clock was ahead, a clerk confirmed it, and numbers were given; then it is right again.
  private func officeOfAWrongClock() throws -> Office {
    let office = try office(lastActOn: Day(2026, 11, 30))
    #expect(try register(office, "1/SYT", on: Day(2026, 11, 30)).number == 1)
    try office.stateDay(Day(2027, 3, 20))
    for number in 2...3 { _ = try register(office, "\(number)/SYT", on: Day(2027, 3, 20)) }
    return office
  }

  @Test func aWrongClockIsMendedWhole() throws {
    let office = try officeOfAWrongClock()
    let now = Day(2026, 12, 1)
    let behind = try #require(try office.clockBehind(today: now))
    #expect(behind == ClockBehind(newest: Day(2027, 3, 20), numbers: 2, books: ["den-2027"]))
    #expect(behind.words(today: now, way: "vanthu mend-clock").vietnamese.contains("2 số ở den-2027"))
    #expect(try office.waitingBooks(today: now)["den-2027"] == nil)
    // No day is stated: mending itself says which one it is.
    let voided = try office.act(context(now)) { try $0.mendClock(reason: "Đồng hồ máy chạy nhanh") }
    #expect(voided.map(\.document.code) == ["2/SYT", "3/SYT"])
    #expect(try office.clockBehind(today: now) == nil)
    #expect(throws: ClockMendingRefusal.nothing(nil, now)) {
      try office.act(context(now)) { try $0.mendClock(reason: "x") }
    }
    // The books wait for their year, and their numbers are reported.
    let waiting = try office.waitingBooks(today: now)
    #expect(waiting["den-2027"] == WaitingBook(year: 2027, voided: [1, 2]))
    #expect(waiting["di-2027"] == WaitingBook(year: 2027, voided: []) && waiting["den-2026"] == nil)
    #expect(try office.waitingBooks(today: Day(2027, 1, 4)).isEmpty)
    // Entries with the wrong time are not evidence any more: the same wrong day is questioned again.
    #expect(try office.knownDay() == max(now, Build.day))
    #expect(throws: ClockRefusal.self) { try register(office, "9/SYT", on: Day(2027, 3, 20)) }
    // Working days follow each other without a question, while the times stand still.
    var day = now
    for number in 2...6 {
      #expect(try register(office, "\(number)/SYT", on: day).number == number)
      day = WorkingCalendar.shipped.nextWorkingDay(after: day)
    }
    #expect(try office.clockBehind(today: day) == nil)
    let report = try office.verify()
    #expect(report.isSound, "\(report.findings)")
  }

  @Test func aClockThatIsBehindIsSaid() throws {
    let office = try office(lastActOn: Day(2026, 12, 4))
    #expect(try office.clockBehind(today: Day(2026, 12, 4)) == nil)
    #expect(try office.clockBehind(today: Day(2026, 12, 3)) == nil)
    #expect(try office.clockBehind(today: Day(2026, 12, 2)) == ClockBehind(newest: Day(2026, 12, 4)))
    try office.act(context(Day(2026, 12, 4))) { try $0.note(hubTime: context(Day(2026, 12, 8)).milliseconds) }
    #expect(try office.clockBehind(today: Day(2026, 12, 6))?.newest == Day(2026, 12, 8))
    // Where nothing was numbered there is nothing to void.
    let ahead = try self.office(lastActOn: Day(2026, 12, 4))
    #expect(try ahead.act(context(Day(2026, 12, 1))) { try $0.mendClock(reason: "x") }.isEmpty)
  }

  /// A clerk who acts is asked; once the clock is confirmed, there is no question for the rest of the day.
  @Test func whoActsByAClockThatIsBehindIsAsked() throws {
    let office = try office(lastActOn: Day(2026, 12, 4))
    let late = Day(2026, 12, 1)
    try office.expectClockNotBehind(context(Day(2026, 12, 3)))
    try office.expectClockNotBehind(context(late, isStated: true))
    let behind = try #require(try office.clockBehind(today: late))
    #expect(throws: ClockRefusal.behind(late, behind)) { try office.expectClockNotBehind(context(late)) }
    try office.stateDay(late)
    try office.expectClockNotBehind(context(late))
    #expect(throws: ClockRefusal.self) { try office.expectClockNotBehind(context(Day(2026, 12, 2))) }
  }

  /// A dead battery sets the clock far back: every number is then one of a future day, and the file is right.
  @Test func aSlowClockVoidsNothing() throws {
    let office = try office(lastActOn: Day(2026, 12, 1))
    var day = Day(2026, 12, 1)
    for number in 1...5 {
      #expect(try register(office, "\(number)/SYT", on: day, isStated: true).number == number)
      day = WorkingCalendar.shipped.nextWorkingDay(after: day)
    }
    func expectRefused(_ clock: Day, _ slow: SlowClock) throws {
      #expect(try office.clockBehind(today: clock)?.slow == slow)
      #expect(throws: ClockMendingRefusal.slow(clock, slow)) { try office.clockMending(on: clock) }
      for book in [nil, "den-2026"] {
        #expect(throws: ClockMendingRefusal.slow(clock, slow)) {
          try office.act(context(clock)) { try $0.mendClock(in: book, reason: "x") }
        }
      }
    }
    try expectRefused(Day(2005, 6, 1), .beforeProgram(Build.day))
    // The second, third, fourth and seventh: four days with acts, in the one day since the first.
    try expectRefused(Day(2026, 12, 1), .tooManyDays(4))
    try office.act(context(day)) { try $0.note(hubTime: context(Day(2026, 12, 7)).milliseconds) }
    try expectRefused(Day(2026, 12, 4), .beforeHub(Day(2026, 12, 7)))
    #expect(
      try office.lines(.register(.incoming, year: 2026), limit: 9, today: day).allSatisfy { $0.state == .accepted })
  }

  /// The clock was ahead for three days, and an act by the right clock precedes the mending.
  @Test func daysAheadAreCountedFromTheLastActBefore() throws {
    let office = try office(lastActOn: Day(2026, 12, 1))
    for (number, day) in [Day(2027, 3, 20), Day(2027, 3, 21), Day(2027, 3, 22)].enumerated() {
      _ = try register(office, "\(number)/SYT", on: day, isStated: true)
    }
    try office.act(context(Day(2026, 12, 3), isStated: true)) { try $0.nameClerk("Văn thư 2") }
    #expect(throws: ClockMendingRefusal.slow(Day(2026, 12, 2), .tooManyDays(3))) {
      try office.clockMending(on: Day(2026, 12, 2))
    }
    #expect(try office.act(context(Day(2026, 12, 3))) { try $0.mendClock(reason: "x") }.count == 3)
  }

  @Test func anotherProgramsNumberIsAskedAboutHere() throws {
    let office = try office(lastActOn: Day(2026, 12, 31))
    try office.expectDay(context(Day(2027, 1, 1)), numbering: .incoming)
    #expect(throws: ClockRefusal.self) {
      try office.expectDay(context(Day(2027, 1, 2)), numbering: .incoming)
    }
    #expect(throws: ClockRefusal.self) { try office.expectDay(context(Day(2028, 1, 2)), numbering: .incoming) }
    try office.expectDay(context(Day(2028, 1, 2), isStated: true), numbering: .incoming)
  }

  @Test func noDayOfAnotherCenturyGetsIn() throws {
    let commune = try Commune()
    let line = try commune.register(commune.document())
    let far = Day(2150, 1, 1)
    #expect(throws: LimitRefusal.farDay(Field.dueDate.words, far)) {
      try commune.office.act(commune.context) { try $0.correct(line, .dueDate, to: "01/01/2150", reason: "x") }
    }
    #expect(throws: LimitRefusal.self) { try commune.office.stateDay(far) }
    #expect(throws: LimitRefusal.self) {
      try commune.office.act(commune.context) {
        try $0.openBook(
          Book(series: "den-x", direction: .incoming, year: 2150, name: "Sổ", typeNames: ["Kế hoạch"]))
      }
    }
  }

  @Test func daysOfOtherCenturiesAreRefused() throws {
    let commune = try Commune()
    let line = try commune.register(commune.document())
    let assignment = Assignment(unit: "Tư pháp", role: .lead, dueDate: Day(2150, 1, 1))
    #expect(throws: LimitRefusal.self) {
      try commune.office.act(commune.context) { try $0.route(line, to: [assignment]) }
    }
    var document = commune.document("9/UBND")
    document.dueDate = Day(2101, 1, 1)
    #expect(throws: LimitRefusal.self) { try commune.register(document) }
  }

  @Test func theDayOfTheProgramIsNeitherOldNorToCome() throws {
    let git = Process()
    git.executableURL = URL(fileURLWithPath: "/usr/bin/git")
    git.arguments = [
      "-C", #filePath.replacing("/Tests/OfficeTests/ClockWordTests.swift", with: ""), "log", "-1", "--format=%cs",
    ]
    let pipe = Pipe()
    git.standardOutput = pipe
    guard (try? git.run()) != nil else { return }
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    git.waitUntilExit()
    guard let newest = Day(text.trimmingCharacters(in: .whitespacesAndNewlines)) else { return }
    #expect(Build.day <= newest.adding(days: 1))
    #expect(newest <= Build.day.adding(days: 200), "Sources/Records/BuildDay.swift is to be set with the version")
  }
}
