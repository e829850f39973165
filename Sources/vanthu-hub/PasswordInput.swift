import CommandWords
import Glibc
import Wording

/// Reads a password, from a terminal (twice, without echo) or as one line of a script's input.
enum PasswordInput {
  enum Refused: Refusal, Equatable {
    case none
    case different

    var words: Bilingual {
      switch self {
      case .none:
        Bilingual(
          "Chưa có mật khẩu; gõ vào khi được hỏi, hoặc đưa một dòng UTF-8 vào đầu vào chuẩn.",
          "There is no password; type it when asked, or pass one line of UTF-8 on standard input.")
      case .different:
        Bilingual("Hai lần gõ không giống nhau; làm lại.", "The two are not the same; try again.")
      }
    }
  }

  /// The maximum length of a line, in bytes.
  private static let most = 4_096

  static func ask(_ language: Language) throws -> String {
    guard isatty(STDIN_FILENO) == 1 else { return try line() }
    let first = try hidden(Bilingual("Mật khẩu: ", "Password: ")[language])
    guard try hidden(Bilingual("Gõ lại: ", "Again: ")[language]) == first else { throw Refused.different }
    return first
  }

  private static func hidden(_ question: String) throws -> String {
    writeError(question)
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { throw Refused.none }
    var quiet = shown
    quiet.c_lflag &= ~tcflag_t(ECHO)
    // Ctrl-C must not leave the terminal without echo: signals are blocked until it is restored.
    var (all, before) = (sigset_t(), sigset_t())
    sigemptyset(&all)
    for signal in [SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGHUP] { sigaddset(&all, signal) }
    quiet.c_lflag &= ~tcflag_t(ISIG)
    sigprocmask(SIG_BLOCK, &all, &before)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      sigprocmask(SIG_SETMASK, &before, nil)
      writeError("\n")
    }
    let typed = try line()
    // With signals off, Ctrl-C is a character.
    guard !typed.utf8.contains(where: { $0 < 0x20 }) else { throw Refused.none }
    return typed
  }

  /// Reads one line, byte by byte: what comes after it is for other readers of the input.
  private static func line() throws -> String {
    var bytes: [UInt8] = []
    while bytes.count <= most {
      var byte: UInt8 = 0
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count <= 0 || byte == 0x0A { break }
      bytes.append(byte)
    }
    if bytes.last == 0x0D { bytes.removeLast() }
    guard !bytes.isEmpty, bytes.count <= most, let text = String(validating: bytes, as: UTF8.self) else {
      throw Refused.none
    }
    return text
  }
}
