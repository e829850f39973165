/// A key, as a keymap file writes it: `j`, `ctrl-n`, `alt-x`, `f2`, `enter`, `space`, `shift-tab`.
public enum Key: Hashable, Sendable {
  case character(Character)
  case control(Character)
  case alt(Character)
  case function(Int)
  case named(Name)

  public enum Name: String, CaseIterable, Sendable {
    case up, down, left, right, enter, escape, backspace, tab, backTab, home, end, pageUp, pageDown, insert, delete
    case shiftUp, shiftDown, ctrlLeft, ctrlRight, ctrlHome, ctrlEnd
  }

  /// Reads a key as a keymap file writes it; `nil` if there is no such key.
  ///
  /// Terminals send the same byte for some pairs, so `ctrl-i` is `tab`, `ctrl-m` and `ctrl-j` are `enter`, `ctrl-h` is
  /// `backspace` and `ctrl-[` is `escape`.
  public init?(_ text: String) {
    if text.count == 1, let only = text.first {
      guard !only.isNewline, only != "\t", only != "\u{1b}" else { return nil }
      self = .character(only)
      return
    }
    let name = text.lowercased()
    if let named = Self.names[name] {
      self = named
    } else if name.hasPrefix("ctrl-"), let key = Self.withControl(String(name.dropFirst(5))) {
      self = key
    } else if name.hasPrefix("alt-"), let key = Self(String(text.dropFirst(4))), case .character(let letter) = key {
      self = .alt(letter)
    } else if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...24).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static func withControl(_ rest: String) -> Key? {
    switch rest {
    case "i": .named(.tab)
    case "m", "j": .named(.enter)
    case "h": .named(.backspace)
    case "[": .named(.escape)
    case "space": .control(" ")
    default:
      if rest.count == 1, let only = rest.first, ("a"..."z").contains(only) || "\\]^_".contains(only) {
        .control(only)
      } else {
        nil
      }
    }
  }

  private static let spelled: [(Name, String)] = Name.allCases.map { name in
    switch name {
    case .backTab: (name, "shift-tab")
    case .shiftUp: (name, "shift-up")
    case .shiftDown: (name, "shift-down")
    case .ctrlLeft: (name, "ctrl-left")
    case .ctrlRight: (name, "ctrl-right")
    case .ctrlHome: (name, "ctrl-home")
    case .ctrlEnd: (name, "ctrl-end")
    default: (name, name.rawValue.lowercased())
    }
  }

  /// `=`, `#` and the blank have a meaning in a keymap file, so they have names there.
  private static let names: [String: Key] = {
    var names: [String: Key] = [
      "space": .character(" "), "equals": .character("="), "hash": .character("#"),
      "esc": .named(.escape), "return": .named(.enter), "backtab": .named(.backTab), "del": .named(.delete),
      "ins": .named(.insert), "pgup": .named(.pageUp), "pgdn": .named(.pageDown),
    ]
    for (name, spelling) in spelled { names[spelling] = .named(name) }
    return names
  }()
}

extension Key: CustomStringConvertible {
  /// The key as a keymap file writes it: `Key(key.description) == key`.
  public var description: String {
    switch self {
    case .character(let letter): Self.spelling(letter)
    case .control(" "): "ctrl-space"
    case .control(let letter): "ctrl-\(letter)"
    case .alt(let letter): "alt-\(Self.spelling(letter))"
    case .function(let number): "f\(number)"
    case .named(let name): Self.spelled.first { $0.0 == name }?.1 ?? name.rawValue
    }
  }

  /// The key as hints show it: `^N`, `↑`, `Enter`, `F2`.
  public var hint: String {
    switch self {
    case .character(" "): "Space"
    case .character(let letter): String(letter)
    case .control(" "): "^Space"
    case .control(let letter): "^" + letter.uppercased()
    case .alt(" "): "Alt-Space"
    case .alt(let letter): "Alt-\(letter)"
    case .function(let number): "F\(number)"
    case .named(let name):
      switch name {
      case .up: "↑"
      case .down: "↓"
      case .left: "←"
      case .right: "→"
      case .enter: "Enter"
      case .escape: "Esc"
      case .backspace: "Backspace"
      case .tab: "Tab"
      case .backTab: "Shift-Tab"
      case .home: "Home"
      case .end: "End"
      case .pageUp: "PgUp"
      case .pageDown: "PgDn"
      case .insert: "Ins"
      case .delete: "Del"
      case .shiftUp: "Shift-↑"
      case .shiftDown: "Shift-↓"
      case .ctrlLeft: "^←"
      case .ctrlRight: "^→"
      case .ctrlHome: "^Home"
      case .ctrlEnd: "^End"
      }
    }
  }

  private static func spelling(_ letter: Character) -> String {
    switch letter {
    case " ": "space"
    case "=": "equals"
    case "#": "hash"
    default: String(letter)
    }
  }
}
