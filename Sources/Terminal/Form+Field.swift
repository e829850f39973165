extension Form {
  /// A field of a form.
  public struct Field: Sendable {
    public enum Kind: Equatable, Sendable {
      /// Any text.
      case line
      /// One of several choices: Left, Right and Space step through them, a letter selects the next that begins with
      /// it.
      case choice([Choice])
      /// Yes or no; Space toggles it. Its values are `["true"]` or none.
      case flag
      /// Several values on one line, separated by `;`.
      case multi
    }

    public struct Choice: Equatable, Sendable {
      public let value: String
      public let text: String

      public init(_ value: String, _ text: String) {
        self.value = value
        self.text = text
      }
    }

    public enum Check: Equatable, Sendable {
      case unchecked
      case ok
      case warning(String)
      case error(String)

      public var isError: Bool { if case .error = self { true } else { false } }
    }

    public let name: String
    public var label: String
    public var isRequired: Bool
    public var kind: Kind
    /// What to write here; shown while the field has the focus and there is no warning or error.
    public var hint: String
    /// How the program understood the value, such as `thứ Năm 5/3/2026`; shown beside it.
    public var note = ""
    public var check = Check.unchecked
    public var suggestions: [Completion] = []
    /// The text typed into a `.line` or `.multi` field.
    public var text: TextField
    var chosen = 0
    var isOn = false

    public init(
      _ name: String, label: String, kind: Kind = .line, required: Bool = false, hint: String = "",
      maxLength: Int? = nil, isExact: Bool = false
    ) {
      self.name = name
      self.label = label
      self.kind = kind
      isRequired = required
      self.hint = hint
      text = TextField(maxLength: maxLength)
      text.isExact = isExact
    }

    public static let separator: Character = ";"

    public var values: [String] {
      get {
        switch kind {
        // The name of a file may begin or end with a blank.
        case .line: [text.isExact ? text.value : trimmed(text.value)].filter { !$0.isEmpty }
        case .choice(let choices): chosen < choices.count ? [choices[chosen].value] : []
        case .flag: isOn ? ["true"] : []
        case .multi: pieces.map(trimmed).filter { !$0.isEmpty }
        }
      }
      set {
        switch kind {
        case .line: text.value = newValue.first ?? ""
        case .choice(let choices): chosen = choices.firstIndex { $0.value == newValue.first } ?? 0
        case .flag: isOn = newValue.first == "true"
        case .multi: text.value = newValue.map(standing).joined(separator: "; ")
        }
      }
    }

    private var pieces: [String] {
      guard text.isExact else {
        return text.value.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
      }
      // The separator may be part of a name that is quoted: `'a; b.pdf'; c.pdf`. A quoted name may contain quotes, as
      // in a shell: `'it'\''s.pdf'`; in an unquoted name they are letters.
      var (pieces, isQuoted, quote, isEscaped) = ([""], false, Character?.none, false)
      for letter in text.value {
        if quote == nil, !isEscaped, letter == Self.separator {
          pieces.append("")
          isQuoted = false
          continue
        }
        let isQuote = letter == "'" || letter == "\""
        if isQuote, pieces[pieces.count - 1].allSatisfy(\.isWhitespace) { isQuoted = true }
        pieces[pieces.count - 1].append(letter)
        if let open = quote {
          if letter == open { quote = nil }
        } else if isQuoted, isQuote, !isEscaped {
          quote = letter
        }
        isEscaped = quote == nil && letter == "\\" && !isEscaped
      }
      return pieces
    }

    /// Returns a value as it is put into the field: names that look quoted are quoted.
    private func standing(_ value: String) -> String {
      guard text.isExact, value.contains(Self.separator), value.first != "'", value.first != "\"" else { return value }
      return quoted(value)
    }

    /// Returns a name quoted where necessary, so that it is read back unchanged.
    private func written(_ name: String) -> String {
      let ends = [name.first, name.last].compactMap(\.self)
      let isPlain =
        !name.contains(Self.separator) && !ends.contains(where: \.isWhitespace)
        && name.first != "'" && name.first != "\""
      return isPlain || !text.isExact ? name : quoted(name)
    }

    private func quoted(_ value: String) -> String { "'" + value.replacing("'", with: "'\\''") + "'" }

    /// The part being typed: the entire text, or the one of several values that contains the cursor.
    public var typed: String { kind == .multi ? trimmed(String(text.letters[part])) : text.value }

    private var part: Range<Int> {
      var start = 0
      for piece in pieces {
        let end = start + piece.count
        if text.cursor <= end { return start..<end }
        start = end + 1
      }
      return text.cursor..<text.cursor
    }

    mutating func handle(_ key: Key) -> Bool {
      switch kind {
      case .line, .multi: return text.handle(key)
      case .flag:
        guard key == .character(" ") else { return false }
        isOn.toggle()
        return true
      case .choice(let choices):
        guard !choices.isEmpty else { return false }
        switch key {
        case .named(.right), .character(" "): chosen = (chosen + 1) % choices.count
        case .named(.left): chosen = (chosen + choices.count - 1) % choices.count
        case .character(let letter):
          let order = (1...choices.count).map { (chosen + $0) % choices.count }
          guard let next = order.first(where: { choices[$0].text.lowercased().hasPrefix(letter.lowercased()) })
          else { return false }
          chosen = next
        default: return false
        }
        return true
      }
    }

    mutating func paste(_ pasted: String) -> Bool {
      switch kind {
      case .line: text.paste(pasted)
      // A pasted list of names, one on each line, becomes a list of values.
      case .multi: text.paste(pasted.split(whereSeparator: \.isNewline).joined(separator: "; "))
      case .choice, .flag: return false
      }
      return true
    }

    mutating func accept(_ suggestion: String) {
      guard kind == .multi else { return text.value = suggestion }
      let part = self.part
      text.move(to: part.upperBound)
      text.replaceBeforeCursor(part.count, with: (part.lowerBound > 0 ? " " : "") + written(suggestion))
    }
  }
}
