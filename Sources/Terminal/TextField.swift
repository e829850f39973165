import Vietnamese
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
  /// The text is a path, or a line with one in it: every character stays as it is, composed or not, seen or not.
  public var isExact = false
  /// Line breaks are kept; otherwise they become blanks.
  public var isMultiline = false
  /// A letter was not taken because the field is full. The next key clears it.
  public private(set) var refusal: FieldFull?
  /// The first letter drawn: the field scrolls under the cursor.
  private var scroll = 0

  /// How keys make Vietnamese letters here. What is pasted or set is never changed.
  public var typing: TypingOptions {
    get { typist.options }
    set { if newValue != typist.options { typist = Typist(newValue) } }
  }
  private var typist = Typist(TypingOptions(.off))

  public init(_ value: String = "", maxLength: Int? = nil) {
    self.maxLength = maxLength
    self.value = value
  }

  /// The whole text. A new one puts the cursor at its end.
  public var value: String {
    get { String(letters) }
    set {
      letters = Array(fit(newValue).prefix(maxLength ?? .max))
      cursor = letters.count
      typist.forget()
    }
  }

  public var isEmpty: Bool { letters.isEmpty }
  public var beforeCursor: String { String(letters[..<cursor]) }
  public var afterCursor: String { String(letters[cursor...]) }

  public mutating func move(to position: Int) {
    cursor = min(max(0, position), letters.count)
    typist.forget()
  }

  /// Puts a text before the cursor, with blanks for line breaks and without what can not be seen.
  ///
  /// A mark that comes alone joins the letter before it.
  public mutating func insert(_ text: String) {
    typist.forget()
    put(text)
  }

  private mutating func put(_ text: String) {
    let before = Array(
      isExact ? String(letters[..<cursor]) + fit(text) : composed(String(letters[..<cursor]) + cleaned(text)))
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

  /// Puts a text in the place of the last `count` letters before the cursor.
  public mutating func replaceBeforeCursor(_ count: Int, with text: String) {
    remove(max(0, cursor - count)..<cursor)
    insert(text)
  }

  /// The word being typed ends as if a blank followed: the cursor leaves the field.
  public mutating func finishTyping() {
    apply(typist.finish())
    typist.forget()
  }

  /// The keys of the word being typed.
  public var rawKeys: String { typist.rawKeys }

  private mutating func type(_ letter: Character) {
    let before = typist
    let edit = typist.type(letter)
    if let maxLength, edit.deleting > 0, letters.count - edit.deleting + edit.inserting.count > maxLength {
      // A mark may make a word longer (a foreign one is given back): all of it fits, or nothing changes.
      typist = before
      refusal = FieldFull(length: maxLength)
      return
    }
    apply(edit)
  }

  private mutating func apply(_ edit: Typist.Edit) {
    let from = max(0, cursor - edit.deleting)
    if from < cursor {
      letters.removeSubrange(from..<cursor)
      cursor = from
    }
    if !edit.inserting.isEmpty { put(edit.inserting) }
    if refusal != nil { typist.forget() }
  }

  private mutating func eraseBeforeCursor() {
    guard cursor > 0 else { return }
    apply(typist.backspace())
    if typist.isIdle, cursor > 0, letters[cursor - 1].isWordPart {
      typist.resume(String(letters[startOfWord..<cursor]))
    }
  }

  public mutating func backspace() { if cursor > 0 { remove(cursor - 1..<cursor) } }
  public mutating func delete() { if cursor < letters.count { remove(cursor..<cursor + 1) } }
  public mutating func wordLeft() { move(to: startOfWord) }
  public mutating func wordRight() { move(to: endOfWord) }
  public mutating func clear() { remove(0..<letters.count) }

  private mutating func remove(_ range: Range<Int>) {
    letters.removeSubrange(range)
    move(to: range.lowerBound)
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
    switch key {
    case .character(let letter): type(letter)
    case .control("z"): if let edit = typist.giveBack() { apply(edit) }
    case .named(.enter) where isMultiline: insert("\n")
    case .named(.backspace): eraseBeforeCursor()
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

  private func fit(_ text: String) -> String { isExact ? cleaned(text) : composed(cleaned(text)) }

  private func cleaned(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "\n" where previous == "\r": continue
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": kept.append(isMultiline ? "\n" : " ")
      case "\t" where !isExact: kept.append(" ")
      default: if isExact || isDrawable(scalar) { kept.append(scalar) }
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
