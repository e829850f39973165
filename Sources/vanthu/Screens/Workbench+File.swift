import CommandWords
import Commands
import DurableFile
import Office
import Records
import Terminal
import Wording

/// What the office's file and the PC's clock have to do with what is done on the screen.
extension Workbench {
  /// Refuses an act at its key, before anything is typed: where there is no office, and where its file can still not be written.
  func expectToAct() throws {
    if try session.lookAgain() { try watch() }
    if let viewOnly = try session.office.viewOnly { throw viewOnly.refusal(session.paths.office) }
  }

  /// Whether it is what stands above the screen for as long as it is so.
  ///
  /// A file that was replaced fails in many ways: then that is said, and not what comes of it.
  func stands(_ refusal: any Refusal) -> Bool {
    guard let refusal = refusal as? StorageRefusal else { return false }
    switch refusal {
    case .replaced, .foundDamaged, .keyMissing, .keyOfOther: fileTrouble = refusal
    case .damaged, .foreign, .failing, .unreachable: fileTrouble = session.lookAtFile()
    case .busy, .readOnly, .readOnlyDisk, .full, .altered: return false
    }
    return fileTrouble != nil
  }

  /// The clock is ahead of all that is known, or behind the file: what waits is done once somebody has said that it is right.
  ///
  /// - Throws: what is no question.
  func askDay(_ refusal: ClockRefusal, _ act: @escaping () throws -> Void) throws {
    let (day, sentence): (Day, Words)
    switch refusal {
    case .ahead(let clock, let known, let opening):
      day = clock
      sentence = Words(
        "Ngày gần nhất biết chắc là \(known.display)\(opening.map { "; việc này mở sổ năm \($0)" } ?? "").",
        "The last day known for sure is \(known.display)\(opening.map { "; this opens the books of \($0)" } ?? "").")
    case .behind(let clock, let behind):
      day = clock
      let slow = behind.slow.map { Words(", \($0.words.vietnamese)", ", \($0.words.english)") } ?? ""
      sentence = Words(
        "Sổ đã có việc ngày \(behind.newest.display)\(slow.vietnamese).",
        "The file has acts of \(behind.newest.display)\(slow.english).")
    case .otherDay, .partOfDay: throw refusal
    }
    let weekday = day.weekday.words
    put(
      Dialog(
        session.say("Hôm nay là \(weekday.vietnamese) \(day.display)?", "Is today \(weekday.english) \(day.display)?"),
        sentence: sentence[session.language],
        answers: [
          .init(.named(.enter), session.say("đúng", "yes")),
          .init(.named(.escape), session.say("không, để chỉnh đồng hồ máy", "no, the clock is wrong")),
        ]),
      [
        {
          try self.session.office.stateDay(day)
          try act()
        }, { self.say(Words("Chưa làm gì.", "Nothing was done.")) },
      ])
  }
}
