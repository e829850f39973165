import CommandWords
import Vietnamese
import Wording

/// How a clerk types Vietnamese; stored for each clerk on this PC.
package struct Typing: Equatable, Sendable {
  package var method = TypingMethod.simpleTelex
  /// Whether the method is switched on; it is kept while it is off.
  package var isOn = true
  package var toneStyle = ToneStyle.old
  package var checksSpelling = true
  package var restoresForeign = true

  package init() {}

  /// The kind of text in a field, which decides how it is typed.
  package enum Content {
    case words
    /// Numbers and symbols of documents: only đ is composed.
    case code
    /// E-mail, paths, dates, numbers.
    case plain
  }

  package func options(for content: Content) -> TypingOptions {
    guard isOn else { return TypingOptions(.off) }
    switch content {
    case .words:
      return TypingOptions(
        method, toneStyle: toneStyle, checksSpelling: checksSpelling, restoresForeign: restoresForeign)
    case .code: return TypingOptions(method == .vni ? .onlyD9 : .onlyD)
    case .plain: return TypingOptions(.off)
    }
  }
}

package extension TypingMethod {
  /// The methods that a clerk may choose; the others are for certain fields.
  static let choices: [TypingMethod] = [.simpleTelex, .telex, .vni, .viqr]

  var words: Bilingual {
    switch self {
    case .telex: Bilingual("Telex, có [ ] cho ơ ư", "Telex, with [ ] for ơ ư")
    case .simpleTelex: "Telex"
    case .vni: "VNI"
    case .viqr: "VIQR"
    case .onlyD: Bilingual("chỉ dd → đ", "only dd → đ")
    case .onlyD9: Bilingual("chỉ d9 → đ", "only d9 → đ")
    case .off: Bilingual("không gõ dấu", "no marks")
    }
  }

  /// The sign at the foot of a field: V or E, as clerks know them from other programs.
  var sign: String {
    switch self {
    case .telex, .simpleTelex: "V Telex"
    case .vni: "V VNI"
    case .viqr: "V VIQR"
    case .onlyD, .onlyD9: "đ"
    case .off: "E"
    }
  }
}

package extension ValueKind {
  var content: Typing.Content {
    switch self {
    case .text, .longText, .organ, .unit, .person, .clerk, .documentType, .recipient, .savedSearch, .urgency, .secrecy:
      .words
    case .code, .document: .code
    case .number, .year, .issuedDay, .dueDay, .field, .book, .file, .folder, .flag, .choice, .order, .word: .plain
    }
  }
}
