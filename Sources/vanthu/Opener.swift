import Glibc
import Wording

/// Opens a file with the desktop's own program, or the one `VANTHU_OPENER` names.
enum Opener {
  static func open(_ path: String) throws {
    let own = getenv("VANTHU_OPENER").map { String(cString: $0) }
    let candidates = own.map { [$0] } ?? ["xdg-open", "gio-open", "less"]
    for program in candidates {
      var pid: pid_t = 0
      let arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(path), nil]
      defer { arguments.forEach { free($0) } }
      guard posix_spawnp(&pid, program, nil, nil, arguments, environ) == 0 else { continue }
      var status: Int32 = 0
      while waitpid(pid, &status, 0) < 0, errno == EINTR {}
      if status >> 8 != 127 { return }
    }
    throw OpenerRefusal.none(path)
  }
}

enum OpenerRefusal: Refusal, Equatable {
  case none(String)

  var words: Words {
    switch self {
    case .none(let path):
      Words(
        "Không có chương trình nào mở được tệp; bản sao nằm ở \(path).",
        "No program opens the file; a copy lies at \(path).")
    }
  }
}
