import Vietnamese
import Wording

/// A text being typed, with a cursor between its letters.
///
/// A letter is what a person sees as one: `ế` is deleted by one Backspace however it is encoded.
public struct TextField: Equatable, Sendable {
  public private(set) var letters: [Character] = []
  /// The number of letters before the cursor.
  public private(set) var cursor = 0
  /// The maximum number of letters.
  public var maxLength: Int?
  /// Whether the text is a path, or a line with one in it: every character is kept as it is, visible or not.
  public var isExact = false
  /// Whether line breaks are kept; otherwise they become blanks.
  public var isMultiline = false
  /// Set if a letter was rejected because the field is full. The next key clears it.
  public private(set) var refusal: FieldFull?
  /// The index of the first letter drawn: the field scrolls with the cursor.
  private var scroll = 0

  /// How keys become Vietnamese letters here. Text that is pasted or set is never changed.
  public var typing: TypingOptions {
    get { typist.options }
    set { if newValue != typist.options { typist = Typist(newValue) } }
  }
  private var typist = Typist(TypingOptions(.off))

  public init(_ value: String = "", maxLength: Int? = nil) {
    self.maxLength = maxLength
    self.value = value
  }

  /// The entire text. Setting it moves the cursor to its end.
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

  /// Inserts a text before the cursor; line breaks become blanks and invisible characters are removed.
  ///
  /// A combining mark at its beginning joins the letter before it.
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
    // A mark at the beginning of the text after the cursor may have joined the inserted text: count the letters again.
    letters = Array(String(letters))
    cursor = min(cursor, letters.count)
  }

  /// Pastes a text. Line breaks at its end are left out.
  public mutating func paste(_ text: String) {
    refusal = nil
    var text = Substring(text)
    while text.last?.isNewline == true { text.removeLast() }
    insert(String(text))
  }

  /// Replaces the last `count` letters before the cursor by a text.
  public mutating func replaceBeforeCursor(_ count: Int, with text: String) {
    remove(max(0, cursor - count)..<cursor)
    insert(text)
  }

  /// Completes the word being typed, as if a blank followed: the cursor leaves the field.
  public mutating func finishTyping() {
    apply(typist.finish())
    typist.forget()
  }

  /// The keys typed for the word being typed.
  public var rawKeys: String { typist.rawKeys }

  private mutating func type(_ letter: Character) {
    let before = typist
    let edit = typist.type(letter)
    if let maxLength, edit.deleting > 0, letters.count - edit.deleting + edit.inserting.count > maxLength {
      // A mark may make a word longer (a foreign word gets its keys back): either all of it fits, or nothing changes.
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

  /// Handles a key; returns false if the field does not use it.
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

  /// Draws the field; if it has the focus, also places the cursor.
  public mutating func draw(
    on canvas: inout Canvas, row: Int, column: Int, width: Int, focused: Bool, _ role: Role = .input
  ) {
    guard width > 0 else { return }
    canvas.fill(row: row, column: column, width: width, role)
    scroll = min(scroll, cursor, letters.count)
    // Reserve one column for the cursor after the last letter, and one for each mark of hidden text.
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

/// The field is full.
public struct FieldFull: Refusal, Equatable {
  public let length: Int
  public var words: Bilingual {
    Bilingual(
      "Ô này chỉ nhận \(length) chữ; hãy viết ngắn lại.", "This field allows \(length) characters; make it shorter.")
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber }
}
