import Vietnamese

/// Decodes the bytes a terminal sends into events. It is a value, so tests can imitate every terminal.
///
/// It knows what xterm, PuTTY, tmux, screen, rxvt, the Linux console and a VT100 send, whatever TERM says. Unknown
/// sequences are discarded completely: a strange key must not type `[25~` into a field.
struct KeyReader {
  private var bytes: [UInt8] = []
  private var start = 0
  private var pasted: [UInt8]?

  /// The maximum length of a pasted text in bytes; the rest is dropped.
  static let longestPaste = 1 << 20

  mutating func feed(_ more: some Sequence<UInt8>) {
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  /// Whether there are bytes that are not an event yet: the rest must follow soon, or they are taken as they are.
  var isPartial: Bool { start < bytes.count || pasted != nil }
  var isPasting: Bool { pasted != nil }

  /// Returns the next event; `nil` if there is none, or if it is incomplete and not `atEnd`.
  mutating func next(atEnd: Bool = false) -> Event? {
    while true {
      if pasted != nil {
        guard let text = readPaste(atEnd: atEnd) else { return nil }
        return .paste(text)
      }
      guard start < bytes.count else { return nil }
      switch read(atEnd: atEnd) {
      case .event(let event): return event
      case .nothing: continue
      case .wait: return nil
      }
    }
  }

  enum Taken {
    case event(Event)
    case nothing
    case wait
    static func key(_ key: Key) -> Taken { .event(.key(key)) }
    static func named(_ name: Key.Name) -> Taken { .event(.key(.named(name))) }
  }

  func byte(_ offset: Int) -> UInt8? { start + offset < bytes.count ? bytes[start + offset] : nil }

  mutating func drop(_ count: Int, _ taken: Taken) -> Taken {
    start += count
    return taken
  }

  private mutating func read(atEnd: Bool) -> Taken {
    let first = bytes[start]
    switch first {
    case 0x1b: return readEscape(atEnd: atEnd)
    case 0x0d, 0x0a: return drop(1, .named(.enter))
    case 0x09: return drop(1, .named(.tab))
    case 0x08, 0x7f: return drop(1, .named(.backspace))
    case 0x00: return drop(1, .key(.control(" ")))
    case 0x01...0x1a: return drop(1, .key(.control(Character(Unicode.Scalar(first + 0x60)))))
    case 0x1c...0x1f: return drop(1, .key(.control(Character(Unicode.Scalar(first + 0x40)))))
    default: return readLetter(from: 0, atEnd: atEnd) { .character($0) }
    }
  }

  /// Reads a letter and the marks that follow it: some input methods send `e`, `◌̂`, `◌́` for `ế`.
  private mutating func readLetter(from offset: Int, atEnd: Bool, _ key: (Character) -> Key) -> Taken {
    switch scalar(at: offset) {
    case .incomplete: return atEnd ? drop(bytes.count - start, .nothing) : .wait
    case .wrong: return drop(offset + 1, .nothing)
    case .scalar(let scalar, var used):
      used += offset
      guard isDrawable(scalar) else { return drop(used, .nothing) }
      var letter = String(scalar)
      while case .scalar(let mark, let count) = self.scalar(at: used), standsOnLetter(mark) {
        letter.unicodeScalars.append(mark)
        used += count
      }
      start += used
      return .key(key(composed(Character(letter))))
    }
  }

  private enum Decoded {
    case scalar(Unicode.Scalar, Int)
    case incomplete
    case wrong
  }

  private func scalar(at offset: Int) -> Decoded {
    guard let first = byte(offset) else { return .incomplete }
    let length: Int
    switch first {
    case 0..<0x80: return .scalar(Unicode.Scalar(first), 1)
    case 0xc2...0xdf: length = 2
    case 0xe0...0xef: length = 3
    case 0xf0...0xf4: length = 4
    default: return .wrong
    }
    var value = UInt32(first) & (0xff >> UInt32(length + 1))
    for index in 1..<length {
      guard let next = byte(offset + index) else { return .incomplete }
      guard next & 0xc0 == 0x80 else { return .wrong }
      value = value << 6 | UInt32(next & 0x3f)
    }
    let shortest: [UInt32] = [0, 0, 0x80, 0x800, 0x10000]
    guard value >= shortest[length], let scalar = Unicode.Scalar(value) else { return .wrong }
    return .scalar(scalar, length)
  }

  private mutating func readPaste(atEnd: Bool) -> String? {
    let end: [UInt8] = [0x1b, 0x5b, 0x32, 0x30, 0x31, 0x7e]
    var text = pasted ?? []
    defer { bytes.removeFirst(start); start = 0 }
    while start < bytes.count {
      if bytes[start] == 0x1b {
        let rest = bytes[start...].prefix(end.count)
        if rest.elementsEqual(end) {
          start += end.count
          pasted = nil
          return String(decoding: text, as: UTF8.self)
        }
        if end.starts(with: rest), !atEnd { break }
      }
      if text.count < Self.longestPaste { text.append(bytes[start]) }
      start += 1
    }
    pasted = atEnd ? nil : text
    return atEnd ? String(decoding: text, as: UTF8.self) : nil
  }

  private mutating func readEscape(atEnd: Bool) -> Taken {
    guard let second = byte(1) else { return atEnd ? drop(1, .named(.escape)) : .wait }
    switch second {
    case 0x5b: return readSequence(atEnd: atEnd)
    case 0x4f:
      guard let third = byte(2) else { return atEnd ? drop(2, .key(.alt("O"))) : .wait }
      return drop(3, Self.keypad[third].map { .key($0) } ?? .nothing)
    case 0x7f, 0x08: return drop(2, .key(.control("w")))
    case 0..<0x20: return drop(1, .named(.escape))
    default: return readLetter(from: 1, atEnd: atEnd) { .alt($0) }
    }
  }

  /// Reads `ESC [ … letter`.
  private mutating func readSequence(atEnd: Bool) -> Taken {
    if byte(2) == 0x5b {  // Linux console: ESC [ [ A is F1
      guard let letter = byte(3) else { return atEnd ? drop(3, .nothing) : .wait }
      return drop(4, (0x41...0x45).contains(letter) ? .key(.function(Int(letter) - 0x40)) : .nothing)
    }
    if byte(2) == 0x4d {  // the old mouse: three bytes, each + 32
      guard let button = byte(3), let column = byte(4), let row = byte(5) else {
        return atEnd ? drop(bytes.count - start, .nothing) : .wait
      }
      return drop(6, Self.mouse(Int(button) - 32, Int(column) - 32, Int(row) - 32, pressed: true))
    }
    var length = 2
    while let next = byte(length), (0x20...0x3f).contains(next) { length += 1 }
    guard let final = byte(length) else {
      guard atEnd else { return .wait }
      return length == 2 ? drop(2, .key(.alt("["))) : drop(length, .nothing)
    }
    guard (0x40...0x7e).contains(final) else { return drop(length, .nothing) }
    let parameters = bytes[start + 2..<start + length]
    start += length + 1
    if parameters.first == 0x3c {
      let numbers = Self.numbers(parameters.dropFirst())
      guard numbers.count == 3 else { return .nothing }
      return Self.mouse(numbers[0], numbers[1], numbers[2], pressed: final == 0x4d)
    }
    let numbers = Self.numbers(parameters)
    if final == 0x7e, numbers.first == 200 {
      pasted = []
      return .nothing
    }
    return Self.key(numbers, final).map { .key($0) } ?? .nothing
  }

  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: 0x3b, omittingEmptySubsequences: false).map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
  }

  private static func mouse(_ button: Int, _ column: Int, _ row: Int, pressed: Bool) -> Taken {
    guard pressed, row > 0, column > 0 else { return .nothing }
    let kind: Mouse.Kind
    switch button & ~28 {  // without shift, alt, ctrl
    case 0: kind = .press
    case 64: kind = .wheelUp
    case 65: kind = .wheelDown
    default: return .nothing
    }
    return .event(.mouse(Mouse(row: row - 1, column: column - 1, kind: kind)))
  }
}
