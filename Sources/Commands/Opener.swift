import ChildProcess
import DurableFile
import Glibc
import Wording

/// Opens a file with the desktop's program, or with the one that `VANTHU_OPENER` names.
package enum Opener {
  package static func open(_ path: String) throws {
    let own = getenv("VANTHU_OPENER").map { SystemPath.text($0) }
    let candidates = own.map { [$0] } ?? ["xdg-open", "gio-open", "less"]
    for program in candidates {
      let child = ChildProcess(
        [program, path], input: STDIN_FILENO, output: STDOUT_FILENO, error: STDERR_FILENO)
      if let child, child.wait() != 127 { return }
    }
    throw OpenerRefusal.none(path)
  }
}

package enum OpenerRefusal: Refusal, Equatable {
  case none(String)

  package var words: Bilingual {
    switch self {
    case .none(let path):
      Bilingual(
        "Không có chương trình nào mở được tệp; bản sao nằm ở \(path).",
        "No program can open the file; a copy is at \(path).")
    }
  }
}
