import Wording

/// The reasons why the screen cannot be opened.
public enum TerminalError: Refusal, Equatable {
  case notATerminal
  case unknownTerminal(String)
  case noCursorAddressing(String)
  case notUTF8

  public var words: Bilingual {
    switch self {
    case .notATerminal:
      Bilingual(
        "Màn hình chỉ mở được trong cửa sổ dòng lệnh; đừng nối vào tệp hay ống dẫn, hoặc gõ lệnh kèm tên việc cần làm.",
        "The screen opens only in a terminal; do not redirect it, or give a command as an argument.")
    case .unknownTerminal(let name):
      Bilingual(
        "Không biết loại cửa sổ dòng lệnh TERM=\(name); hãy thử: TERM=xterm-256color",
        "The terminal type TERM=\(name) is not known; try: TERM=xterm-256color")
    case .noCursorAddressing(let name):
      Bilingual(
        "Cửa sổ dòng lệnh TERM=\(name) không đặt được con trỏ; hãy dùng cửa sổ khác hoặc thử: TERM=xterm-256color",
        "The terminal TERM=\(name) cannot place the cursor; use another one or try: TERM=xterm-256color")
    case .notUTF8:
      Bilingual(
        "Máy không có bảng mã UTF-8 nên không hiện được tiếng Việt; hãy đặt LANG=C.UTF-8 rồi mở lại.",
        "The machine has no UTF-8 character set, which Vietnamese needs; set LANG=C.UTF-8 and start again.")
    }
  }
}
