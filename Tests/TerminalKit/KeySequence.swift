/// Returns what a terminal such as xterm sends for a key of that name; a name of one character is the character itself.
func keySequence(_ name: String) -> String {
  if let sequence = sequences[name] { return sequence }
  if name.hasPrefix("ctrl-"), let letter = name.last?.asciiValue { return String(Unicode.Scalar(letter & 0x1f)) }
  if name.hasPrefix("alt-") { return "\u{1b}" + keySequence(String(name.dropFirst(4))) }
  precondition(name.count == 1, "no key is called \(name)")
  return name
}

private let sequences = [
  "up": "\u{1b}[A", "down": "\u{1b}[B", "right": "\u{1b}[C", "left": "\u{1b}[D", "home": "\u{1b}[H", "end": "\u{1b}[F",
  "shift-up": "\u{1b}[1;2A", "shift-down": "\u{1b}[1;2B", "ctrl-right": "\u{1b}[1;5C", "ctrl-left": "\u{1b}[1;5D",
  "ctrl-home": "\u{1b}[1;5H", "ctrl-end": "\u{1b}[1;5F",
  "pageup": "\u{1b}[5~", "pagedown": "\u{1b}[6~", "insert": "\u{1b}[2~", "delete": "\u{1b}[3~",
  "enter": "\r", "tab": "\t", "shift-tab": "\u{1b}[Z", "escape": "\u{1b}", "space": " ", "backspace": "\u{7f}",
  "ctrl-space": "\0",
  "f1": "\u{1b}OP", "f2": "\u{1b}OQ", "f3": "\u{1b}OR", "f4": "\u{1b}OS", "f5": "\u{1b}[15~", "f6": "\u{1b}[17~",
  "f7": "\u{1b}[18~", "f8": "\u{1b}[19~", "f9": "\u{1b}[20~", "f10": "\u{1b}[21~", "f11": "\u{1b}[23~",
  "f12": "\u{1b}[24~",
]
