import CommandWords
import Vietnamese
import Wording

/// How a clerk types Vietnamese: kept for each on this PC.
package struct Typing: Equatable, Sendable {
  package var method = TypingMethod.simpleTelex
  /// The method is kept while it is switched off.
  package var isOn = true
  package var toneStyle = ToneStyle.old
  package var checksSpelling = true
  package var restoresForeign = true

  package init() {}

  /// What a field holds, as far as typing goes.
  package enum Content {
    case words
    /// Numbers and symbols of documents: only dd for đ.
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
  /// What a clerk may choose; the others belong to single fields.
  static let choices: [TypingMethod] = [.simpleTelex, .telex, .vni, .viqr]

  var words: Words {
    switch self {
    case .telex: Words("Telex, có [ ] cho ơ ư", "Telex, with [ ] for ơ ư")
    case .simpleTelex: "Telex"
    case .vni: "VNI"
    case .viqr: "VIQR"
    case .onlyD: Words("chỉ dd → đ", "only dd → đ")
    case .onlyD9: Words("chỉ d9 → đ", "only d9 → đ")
    case .off: Words("không gõ dấu", "no marks")
    }
  }

  /// The sign at the foot of a field: V and E, as clerks know them.
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
