import Vietnamese

/// The effect of a key on a form.
public enum FormAnswer: Equatable, Sendable {
  /// The value of the named field has changed: check it, set its note and its suggestions.
  case edited(String)
  /// The named field now has the focus: suggestions may be set before a letter is typed.
  case focused(String)
  case submit
  case cancel
  /// Something moved inside the form, or nothing happened.
  case done
  /// The form does not use this key.
  case none
}

/// Fields to fill in, one below the other.
///
/// The form handles keys and layout; what a value means, whether it is valid and what to suggest is decided by its
/// owner after each `.edited`. Values are set and returned by name, so an unsaved form can be stored.
public struct Form: Sendable {
  public internal(set) var fields: [Field]
  public private(set) var focus: Int
  /// The index of the highlighted suggestion, which Enter would accept.
  public private(set) var highlighted: Int?
  var firstRow = 0

  public init(_ fields: [Field], focus name: String? = nil) {
    self.fields = fields
    focus = fields.firstIndex { $0.name == name } ?? 0
  }

  /// How keys become Vietnamese letters in the focused field.
  public var typing: TypingOptions {
    get { focus < fields.count ? fields[focus].text.typing : TypingOptions(.off) }
    set { if focus < fields.count { fields[focus].text.typing = newValue } }
  }

  public var focused: Field? { focus < fields.count ? fields[focus] : nil }

  public subscript(_ name: String) -> Field? { fields.first { $0.name == name } }

  /// The values by name; fields without a value are left out.
  public var values: [String: [String]] {
    get { Dictionary(fields.map { ($0.name, $0.values) }) { $1 }.filter { !$0.value.isEmpty } }
    set { for index in fields.indices { fields[index].values = newValue[fields[index].name] ?? [] } }
  }

  /// Returns the first value of a field; empty if there is none.
  public func value(_ name: String) -> String { self[name]?.values.first ?? "" }
  public mutating func set(_ name: String, _ values: [String]) { change(name) { $0.values = values } }
  public mutating func note(_ name: String, _ text: String) { change(name) { $0.note = text } }
  public mutating func check(_ name: String, _ result: Field.Check) { change(name) { $0.check = result } }
  public mutating func suggest(_ name: String, _ suggestions: [Completion]) {
    change(name) { $0.suggestions = suggestions }
    if focused?.name == name { highlighted = nil }
  }

  private mutating func change(_ name: String, _ change: (inout Field) -> Void) {
    for index in fields.indices where fields[index].name == name { change(&fields[index]) }
  }

  /// The name of the first field that is required but empty, or has an error.
  public var firstUnready: String? {
    fields.first { ($0.isRequired && $0.values.isEmpty) || $0.check.isError }?.name
  }

  @discardableResult
  public mutating func focus(on name: String) -> FormAnswer {
    guard let index = fields.firstIndex(where: { $0.name == name }) else { return .none }
    return move(to: index)
  }

  private mutating func move(to index: Int) -> FormAnswer {
    guard !fields.isEmpty else { return .done }
    let index = (index + fields.count) % fields.count
    guard index != focus else { return .done }
    if let name = focused?.name { suggest(name, []) }
    (focus, highlighted) = (index, nil)
    return .focused(fields[index].name)
  }

  // MARK: Keys

  public mutating func handle(_ key: Key) -> FormAnswer {
    guard let field = focused else { return key == .named(.escape) ? .cancel : .none }
    if !field.suggestions.isEmpty, let answer = handleSuggestions(key, field) { return answer }
    if Form.leaving.contains(key) { fields[focus].text.finishTyping() }
    switch key {
    case .named(.escape): return .cancel
    case .control("s"): return .submit
    case .named(.enter): return focus == fields.count - 1 ? .submit : move(to: focus + 1)
    case .named(.tab): return move(to: focus + 1)
    case .named(.backTab): return move(to: focus - 1)
    case .named(.down): return focus < fields.count - 1 ? move(to: focus + 1) : .done
    case .named(.up): return focus > 0 ? move(to: focus - 1) : .done
    case .named(.pageDown), .named(.ctrlEnd): return move(to: fields.count - 1)
    case .named(.pageUp), .named(.ctrlHome): return move(to: 0)
    default: return edit { $0.handle(key) }
    }
  }

  /// Keys that leave a field, which completes the word in it.
  private static let leaving: Set<Key> = [
    .control("s"), .named(.enter), .named(.tab), .named(.backTab), .named(.down), .named(.up), .named(.pageDown),
    .named(.pageUp), .named(.ctrlHome), .named(.ctrlEnd),
  ]

  /// Pastes a text into the focused field, on one line.
  public mutating func paste(_ text: String) -> FormAnswer { edit { $0.paste(text) } }

  private mutating func edit(_ change: (inout Field) -> Bool) -> FormAnswer {
    guard focus < fields.count else { return .none }
    let before = fields[focus].values
    let shown = fields[focus].text.value
    guard change(&fields[focus]) else { return .none }
    if fields[focus].values == before, fields[focus].text.value == shown { return .done }
    highlighted = nil
    return .edited(fields[focus].name)
  }

  /// Handles a key in the drop-down: Down and Up move, Tab, Enter and Right accept, Esc closes; other keys narrow it.
  private mutating func handleSuggestions(_ key: Key, _ field: Field) -> FormAnswer? {
    switch key {
    case .named(.down):
      highlighted = min((highlighted ?? -1) + 1, field.suggestions.count - 1)
      return .done
    case .named(.up):
      guard let now = highlighted else { return nil }
      highlighted = now > 0 ? now - 1 : nil
      return .done
    case .named(.escape):
      suggest(field.name, [])
      return .done
    case .named(.right) where field.text.afterCursor.isEmpty: return accept(highlighted ?? 0)
    case .named(.enter), .named(.tab): return highlighted.map { accept($0) }
    default: return nil
    }
  }

  private mutating func accept(_ index: Int) -> FormAnswer {
    let name = fields[focus].name
    fields[focus].accept(fields[focus].suggestions[index].text)
    suggest(name, [])
    return .edited(name)
  }
}
