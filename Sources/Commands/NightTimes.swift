import CommandWords
import Wording

/// When the timer of this PC exchanges at night.
package struct NightTimes: Equatable, Sendable {
  package let at: ClockTime
  package let until: ClockTime

  /// Reads them from the command line that a timer runs.
  ///
  /// - Parameter written: how a line stands in that timer.
  /// - Returns: `nil` where it is not our line for this file.
  init?(of office: String, at: ClockTime, in command: String, written: (NightLine) -> String) {
    let words = command.split(separator: " ")
    guard let last = words.last, let until = try? ClockTime(String(last)) else { return nil }
    // Whichever program it runs, the rest of the line is ours.
    let line = written(NightLine(program: "", office: office, at: at, until: until))
    guard let place = line.firstIndex(of: " "), case let rest = line[place...].utf8,
      command.utf8.suffix(rest.count).elementsEqual(rest)
    else { return nil }
    (self.at, self.until) = (at, until)
  }

  /// Returns the times of the first timer that is set for this file.
  package static func read(_ paths: Paths) -> NightTimes? {
    SystemdTimer(paths).times(of: paths.office) ?? CrontabTimer().times(of: paths.office)
  }

  package var words: Bilingual {
    Bilingual("mỗi đêm lúc \(at.text), không quá \(until.text)", "every night at \(at.text), until \(until.text)")
  }
}
