import CommandWords
import Wording

/// The command line that the timer runs.
package struct NightLine {
  package let program: String
  package let office: String
  package let at: ClockTime
  package let until: ClockTime

  /// The longest window, in minutes. A run whose window ends later than that from now was missed and is no nightly run
  /// any more (docs/huong-dan/14).
  package static let longest = 12 * 60

  package static let needsLogin = Bilingual(
    "Chỉ chạy khi có người đang đăng nhập máy này; để chạy cả khi không ai đăng nhập, gõ một lần: "
      + "sudo loginctl enable-linger $USER.",
    "It runs only while its user is logged in; to have it run always, type once: sudo loginctl enable-linger $USER.")

  /// The line for a systemd unit, where `%` and `$` have a meaning even in quotes.
  package var forSystemd: String {
    command { path in
      let quoted = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(quoted.replacing("%", with: "%%").replacing("$", with: "$$"))\""
    }
  }

  /// The line for a shell.
  package var forShell: String { command { "'\($0.replacing("'", with: "'\\''"))'" } }

  private func command(_ quoted: (String) -> String) -> String {
    "\(quoted(program)) --office \(quoted(office)) sync --nightly --until \(until.text)"
  }
}
