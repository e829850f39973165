import CommandWords
import Wording

/// What the timer runs.
package struct NightLine {
  package let program: String
  package let office: String
  package let at: ClockTime
  package let until: ClockTime

  /// A run whose end is farther off than this was missed (docs/huong-dan/14): it is no night any more.
  package static let longest = 12 * 60

  package static let needsLogin = Words(
    "Chỉ chạy khi có người đang đăng nhập máy này; để chạy cả khi không ai đăng nhập, gõ một lần: "
      + "sudo loginctl enable-linger $USER.",
    "It runs only while somebody is logged in; to have it run always, type once: sudo loginctl enable-linger $USER.")

  /// As a unit of systemd takes it: `%` and `$` mean something there, also in quotes.
  package var forSystemd: String {
    command { path in
      let quoted = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(quoted.replacing("%", with: "%%").replacing("$", with: "$$"))\""
    }
  }

  /// As a shell takes it.
  package var forShell: String { command { "'\($0.replacing("'", with: "'\\''"))'" } }

  private func command(_ quoted: (String) -> String) -> String {
    "\(quoted(program)) --office \(quoted(office)) sync --nightly --until \(until.text)"
  }
}
