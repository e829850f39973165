import CommandWords
import Commands
import DurableFile
import Office
import Records
import Terminal
import Wording

/// How the state of the office's file and the PC's clock affect the acts on the screen.
extension Workbench {
  /// Refuses an act when its key is pressed, before anything is typed: where there is no office, and where its file
  /// still cannot be written.
  func expectToAct() throws {
    if try session.lookAgain() { try watch() }
    if let viewOnly = try session.office.viewOnly { throw viewOnly.refusal(session.paths.office) }
  }

  /// Returns whether the refusal is a lasting state of the file, and shows it above the screen for as long as it lasts.
  ///
  /// A replaced file fails in many ways: the cause is shown, not its consequences.
  func stands(_ refusal: any Refusal) -> Bool {
    guard let refusal = refusal as? StorageRefusal else { return false }
    switch refusal {
    case .replaced, .foundDamaged, .keyMissing, .keyOfOther: fileTrouble = refusal
    case .damaged, .foreign, .failing, .unreachable: fileTrouble = session.lookAtFile()
    case .busy, .readOnly, .readOnlyDisk, .full, .altered: return false
    }
    return fileTrouble != nil
  }

  /// Asks whether the day of the PC's clock is right, where it is far ahead of all known days or behind the file; the
  /// act is done once the clerk has confirmed it.
  ///
  /// - Throws: a refusal that the clerk cannot settle by an answer.
  func askDay(_ refusal: ClockRefusal, _ act: @escaping () throws -> Void) throws {
    let (day, sentence): (Day, Bilingual)
    switch refusal {
    case .ahead(let clock, let known, let opening):
      day = clock
      sentence = Bilingual(
        "Ngày gần nhất biết chắc là \(known.display)\(opening.map { "; việc này mở sổ năm \($0)" } ?? "").",
        "The last day known for sure is \(known.display)\(opening.map { "; this opens the books of \($0)" } ?? "").")
    case .behind(let clock, let behind):
      day = clock
      let slow = behind.slow.map { Bilingual(", \($0.words.vietnamese)", ", \($0.words.english)") } ?? ""
      sentence = Bilingual(
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
        }, { self.say(Bilingual("Chưa làm gì.", "Nothing was done.")) },
      ])
  }
}
