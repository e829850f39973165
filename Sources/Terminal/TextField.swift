import Wording

/// One text that is being typed, with a cursor between its letters.
///
/// A letter is what the eye sees as one: `ế` is deleted by one Backspace however it was composed.
public struct TextField: Equatable, Sendable {
  public private(set) var letters: [Character] = []
  /// How many letters stand before the cursor.
  public private(set) var cursor = 0
  /// More letters than this are not taken.
  public var maxLength: Int?
  /// Line breaks are kept; otherwise they become blanks.
  public var isMultiline = false
  /// A letter was not taken because the field is full. The next key clears it.
  public private(set) var refusal: FieldFull?
  /// The first letter drawn: the field scrolls under the cursor.
  private var scroll = 0

  /// Looks at each key before the field does, and says whether it has dealt with it: here a Vietnamese typing
  /// method turns `aa` into `â`.
  public var transform: (@Sendable (inout TextField, Key) -> Bool)?

  public init(_ value: String = "", maxLength: Int? = nil) {
    self.maxLength = maxLength
    self.value = value
  }

  /// The whole text. A new one puts the cursor at its end.
  public var value: String {
    get { String(letters) }
    set {
      letters = Array(composed(cleaned(newValue)).prefix(maxLength ?? .max))
      cursor = letters.count
    }
  }

  public var isEmpty: Bool { letters.isEmpty }
  public var beforeCursor: String { String(letters[..<cursor]) }
  public var afterCursor: String { String(letters[cursor...]) }

  public mutating func move(to position: Int) { cursor = min(max(0, position), letters.count) }

  /// Puts a text before the cursor, with blanks for line breaks and without what can not be seen.
  ///
  /// A mark that comes alone joins the letter before it.
  public mutating func insert(_ text: String) {
    let before = Array(composed(String(letters[..<cursor]) + cleaned(text)))
    let after = letters[cursor...]
    let room = maxLength.map { $0 - after.count } ?? .max
    if before.count > room, before.count > cursor {
      refusal = FieldFull(length: maxLength ?? 0)
      let kept = before.prefix(max(room, cursor))
      (letters, cursor) = (Array(kept) + after, kept.count)
    } else {
      (letters, cursor) = (before + after, before.count)
    }
    // A mark before the rest could have joined it, so that there are fewer letters than were counted.
    letters = Array(String(letters))
    cursor = min(cursor, letters.count)
  }

  /// Takes a pasted text. Line breaks at its end are left out.
  public mutating func paste(_ text: String) {
    refusal = nil
    var text = Substring(text)
    while text.last?.isNewline == true { text.removeLast() }
    insert(String(text))
  }

  /// Puts a text in the place of the last `count` letters before the cursor: what a typing method does.
  public mutating func replaceBeforeCursor(_ count: Int, with text: String) {
    let from = max(0, cursor - count)
    letters.removeSubrange(from..<cursor)
    cursor = from
    insert(text)
  }

  public mutating func backspace() { if cursor > 0 { remove(cursor - 1..<cursor) } }
  public mutating func delete() { if cursor < letters.count { remove(cursor..<cursor + 1) } }
  public mutating func wordLeft() { cursor = startOfWord }
  public mutating func wordRight() { cursor = endOfWord }
  public mutating func clear() { remove(0..<letters.count) }

  private mutating func remove(_ range: Range<Int>) {
    letters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private var startOfWord: Int {
    var position = cursor
    while position > 0, !letters[position - 1].isWordPart { position -= 1 }
    while position > 0, letters[position - 1].isWordPart { position -= 1 }
    return position
  }

  private var endOfWord: Int {
    var position = cursor
    while position < letters.count, !letters[position].isWordPart { position += 1 }
    while position < letters.count, letters[position].isWordPart { position += 1 }
    return position
  }

  /// Takes a key; false if the key is none of the field's.
  public mutating func handle(_ key: Key) -> Bool {
    refusal = nil
    if let transform, transform(&self, key) { return true }
    switch key {
    case .character(let letter): insert(String(letter))
    case .named(.enter) where isMultiline: insert("\n")
    case .named(.backspace): backspace()
    case .named(.delete), .control("d"): delete()
    case .named(.left), .control("b"): move(to: cursor - 1)
    case .named(.right), .control("f"): move(to: cursor + 1)
    case .named(.home), .control("a"): move(to: 0)
    case .named(.end), .control("e"): move(to: letters.count)
    case .named(.ctrlLeft), .alt("b"): wordLeft()
    case .named(.ctrlRight), .alt("f"): wordRight()
    case .control("u"): remove(0..<cursor)
    case .control("k"): remove(cursor..<letters.count)
    case .control("w"): remove(startOfWord..<cursor)
    case .alt("d"): remove(cursor..<endOfWord)
    default: return false
    }
    return true
  }

  /// Draws the field; with the focus it also places the cursor.
  public mutating func draw(
    on canvas: inout Canvas, row: Int, column: Int, width: Int, focused: Bool, _ role: Role = .input
  ) {
    guard width > 0 else { return }
    canvas.fill(row: row, column: column, width: width, role)
    scroll = min(scroll, cursor, letters.count)
    // One column stays free for the cursor behind the last letter, one each for the marks of what is hidden.
    while displayWidth(String(letters[scroll..<cursor])) + (scroll > 0 ? 1 : 0) > max(0, width - 2), scroll < cursor {
      scroll += max(1, min(cursor - scroll, width / 3))
    }
    if !focused { scroll = 0 }
    let lead = scroll > 0 ? "‹" : ""
    canvas.write(lead + String(letters[scroll...]), row: row, column: column, role, width: width)
    if focused {
      canvas.cursor = (row, column + min(width - 1, displayWidth(lead + String(letters[scroll..<cursor]))))
    }
  }

  private func cleaned(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "\n" where previous == "\r": continue
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": kept.append(isMultiline ? "\n" : " ")
      case "\t": kept.append(" ")
      default: if isDrawable(scalar) { kept.append(scalar) }
      }
    }
    return String(kept)
  }

  public static func == (left: TextField, right: TextField) -> Bool {
    left.letters == right.letters && left.cursor == right.cursor && left.maxLength == right.maxLength
  }
}

/// A field takes no more letters.
public struct FieldFull: Refusal, Equatable {
  public let length: Int
  public var words: Words {
    Words(
      "Ô này chỉ nhận \(length) chữ; hãy viết ngắn lại.", "This field takes \(length) characters; make it shorter.")
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber }
}
