/// An input method: how keys become Vietnamese letters.
public enum TypingMethod: String, CaseIterable, Sendable {
  /// Telex with the keys `[` `]` `{` `}` for ơ ư Ơ Ư.
  case telex
  /// Telex without them: in a terminal they are needed as keys. (Elsewhere: "Simple Telex 2".)
  case simpleTelex = "simple-telex"
  /// Digits after the letters.
  case vni
  /// Punctuation after the letters, as was written where only ASCII was possible (RFC 1456).
  case viqr
  /// Only dd for đ, for the numbers and symbols of documents: `15/QDD-UBND`.
  case onlyD = "dd"
  /// The same, and d9, for users of VNI.
  case onlyD9 = "d9"
  /// Every key is itself.
  case off

  /// The effect of a key, if it is more than a letter.
  enum Action: Equatable {
    case tone(Int)
    case removeTone
    /// The circumflex of â ê ô, on that vowel only, or on any (`nil`).
    case roof(of: UInt32?)
    case breve
    case horn
    /// Telex w: breve or horn, depending on the vowels; otherwise the letter ư.
    case hook
    case bar
    /// The letter ơ or ư.
    case letter(UInt32)
    /// VIQR `\`: the next key is literal.
    case escape
  }

  /// - Parameter key: the key in lower case.
  func action(_ key: UInt32) -> Action? {
    guard key < 0x80 else { return nil }
    switch self {
    case .telex: return TypingMethod.telexKeys[Int(key)] ?? TypingMethod.bracketKeys[Int(key)]
    case .simpleTelex: return TypingMethod.telexKeys[Int(key)]
    case .vni: return TypingMethod.vniKeys[Int(key)]
    case .viqr: return TypingMethod.viqrKeys[Int(key)]
    case .onlyD: return key == Scalar.d ? .bar : nil
    case .onlyD9: return key == Scalar.d || key == 0x39 ? .bar : nil
    case .off: return nil
    }
  }

  private static func table(_ keys: String, _ actions: [Action]) -> [Action?] {
    var table = [Action?](repeating: nil, count: 0x80)
    for (key, action) in zip(keys.utf8, actions) { table[Int(key)] = action }
    return table
  }

  private static let tones: [Action] = [.tone(4), .tone(1), .tone(2), .tone(3), .tone(5), .removeTone]
  private static let telexKeys = table(
    "sfrxjzaeowd", tones + [.roof(of: Scalar.a), .roof(of: Scalar.e), .roof(of: Scalar.o), .hook, .bar])
  private static let bracketKeys = table(
    "[]{}", [.letter(Scalar.ơ), .letter(Scalar.ư), .letter(Scalar.upperƠ), .letter(Scalar.upperƯ)])
  private static let vniKeys = table("1234506789", tones + [.roof(of: nil), .horn, .breve, .bar])
  private static let viqrKeys = table(
    "'`?~.0^+*(d\\", tones + [.roof(of: nil), .horn, .horn, .breve, .bar, .escape])
}

/// The place of the tone in an open syllable of two plain vowels.
public enum ToneStyle: String, CaseIterable, Sendable {
  /// hòa, khỏe, thủy: on the first.
  case old
  /// hoà, khoẻ, thuỷ: on the second of oa, oe and uy.
  case new
}

/// The settings of a clerk's typing.
public struct TypingOptions: Equatable, Sendable {
  public var method: TypingMethod
  public var toneStyle: ToneStyle
  /// Whether mark keys act only in what is, or can become, a Vietnamese syllable.
  public var checksSpelling: Bool
  /// Whether a finished word with marks that is not a syllable is replaced by its keys: `windows`, not `ưindows`.
  /// Requires `checksSpelling`; not done for VIQR, whose marks are punctuation.
  public var restoresForeign: Bool

  public init(
    _ method: TypingMethod = .simpleTelex, toneStyle: ToneStyle = .old, checksSpelling: Bool = true,
    restoresForeign: Bool = true
  ) {
    self.method = method
    self.toneStyle = toneStyle
    self.checksSpelling = checksSpelling && method != .onlyD && method != .onlyD9
    self.restoresForeign = restoresForeign
  }
}
