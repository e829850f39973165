/// Converts keys to text for a text field: the built-in input method.
///
/// For each key it returns an `Edit` of the text before the cursor. No key is lost: until the cursor moves elsewhere,
/// `giveBack` returns the last word to exactly what was typed.
///
/// ```
/// var typist = Typist(TypingOptions(.telex))
/// for key in "Cao Bawngf" { text.apply(typist.type(key)) }   // Cao Bằng
/// ```
public struct Typist: Sendable {
  /// A change of the text before the cursor: how many characters to delete, then the text to insert.
  public struct Edit: Equatable, Sendable {
    public var deleting: Int
    public var inserting: String
  }

  /// A finished word, its alternative form, and what was typed after it.
  private struct Finished {
    var shown: String
    var other: String
    var tail = ""
  }

  public let options: TypingOptions
  private var word: TypedWord
  private var shown: [UInt32] = []
  private var finished: Finished?

  public init(_ options: TypingOptions = TypingOptions()) {
    self.options = options
    word = TypedWord(options)
  }

  /// Whether no word is being typed.
  public var isIdle: Bool { word.isEmpty }

  /// The keys of the word being typed.
  public var rawKeys: String { word.raw }

  public mutating func type(_ key: Character) -> Edit {
    guard options.method != .off else { return Edit(deleting: 0, inserting: String(key)) }
    if let scalar = Typist.scalar(key), word.add(scalar) {
      finished = nil
      guard word.isEndless else { return change() }
      shown.append(scalar)
      return Edit(deleting: 0, inserting: String(scalars: [scalar]))
    }
    var edit = finish()
    if finished != nil { finished!.tail.append(key) }
    edit.inserting.append(key)
    return edit
  }

  /// Handles Backspace: deletes one character. Directly after a finished word it resumes that word.
  public mutating func backspace() -> Edit {
    guard word.isEmpty else {
      finished = nil
      word.removeLast()
      return change()
    }
    if finished?.tail.popLast() != nil {
      if finished?.tail.isEmpty == true { resume(finished!.shown) }
    } else {
      finished = nil
    }
    return Edit(deleting: 1, inserting: "")
  }

  /// Finishes the word as a space would, without one: when leaving the field or saving.
  public mutating func finish() -> Edit {
    guard !word.isEmpty else { return Edit(deleting: 0, inserting: "") }
    let asShown = String(scalars: shown)
    let edit: Edit
    if word.isForeign {
      finished = Finished(shown: word.raw, other: asShown)
      edit = Typist.edit(from: shown, to: word.raw.unicodeScalars.map(\.value))
    } else {
      finished = Finished(shown: asShown, other: finished?.other ?? word.raw)
      edit = Edit(deleting: 0, inserting: "")
    }
    startWord()
    return edit
  }

  /// Replaces the last word by the keys that were typed; called again, by the word made of them.
  ///
  /// - Returns: `nil` if there is no word, or both are the same.
  public mutating func giveBack() -> Edit? {
    if !word.isEmpty, finished == nil { finished = Finished(shown: String(scalars: shown), other: word.raw) }
    guard let last = finished, last.shown != last.other else { return nil }
    finished = Finished(shown: last.other, other: last.shown, tail: last.tail)
    if last.tail.isEmpty, let plain = TypedWord(options, resuming: last.other, plain: true) {
      word = plain
      shown = plain.scalars
    } else {
      startWord()
    }
    return Edit(deleting: last.shown.count + last.tail.count, inserting: last.other + last.tail)
  }

  /// Forgets the word, because the cursor moved elsewhere. The text is kept.
  public mutating func forget() {
    startWord()
    finished = nil
  }

  /// Resumes the word before the cursor, so that marks can be added to it.
  public mutating func resume(_ before: String) {
    forget()
    guard options.method != .off, let resumed = TypedWord(options, resuming: before) else { return }
    word = resumed
    shown = word.scalars
  }

  private mutating func startWord() {
    word = TypedWord(options)
    shown = []
  }

  private mutating func change() -> Edit {
    let new = word.scalars
    defer { shown = new }
    return Typist.edit(from: shown, to: new)
  }

  private static func edit(from old: [UInt32], to new: [UInt32]) -> Edit {
    var same = 0
    while same < old.count, same < new.count, old[same] == new[same] { same += 1 }
    return Edit(deleting: old.count - same, inserting: String(scalars: new[same...]))
  }

  /// Returns the code point of a key that may be a letter.
  private static func scalar(_ key: Character) -> UInt32? {
    if let ascii = key.asciiValue { return UInt32(ascii) }
    let letter = composed(String(key)).unicodeScalars
    return letter.count == 1 ? letter.first!.value : nil
  }
}

extension String {
  init(scalars: some Sequence<UInt32>) {
    var bytes: [UInt8] = []
    for scalar in scalars { Vietnamese.append(scalar, to: &bytes) }
    self.init(decoding: bytes, as: UTF8.self)
  }
}

extension Typist {
  /// Returns the text that a line of keys makes.
  ///
  /// - Parameters:
  ///   - backspace: the character that stands for Backspace.
  ///   - commit: whether to finish the last word, as a space would.
  public static func text(
    of keys: String, _ options: TypingOptions, backspace: Character? = nil, commit: Bool = false
  ) -> String {
    var typist = Typist(options)
    var text: [Character] = []
    func apply(_ edit: Edit) {
      text.removeLast(min(edit.deleting, text.count))
      text.append(contentsOf: edit.inserting)
    }
    for key in keys { apply(key == backspace ? typist.backspace() : typist.type(key)) }
    if commit { apply(typist.finish()) }
    return String(text)
  }
}
