import Office
import Records
import Wording

package extension DocumentLine {
  /// The text in the column of numbers: the number, or for an arrival without one the reference it has until it is
  /// registered.
  var listNumber: String { direction == .incoming && number == nil ? reference : numberText }
}

package extension InboxLine {
  /// The column of agencies: the author; of a document that was sent the office that it came back from (`←`), or where
  /// it went (`→`). Further ones are counted.
  var place: String {
    guard line.direction == .outgoing, line.number != nil else { return line.author }
    guard let first = recipients.first, need != .held else { return "→ \(line.toPlaces)" }
    let sign = need == .untaken ? "→" : "←"
    return recipients.count == 1 ? "\(sign) \(first)" : "\(sign) +\(recipients.count - 1) \(first)"
  }

  /// Why the document is in the inbox. For a document of a muted office, also its urgency.
  var words: Bilingual {
    if let conflict {
      return Bilingual("hai máy: \(conflict.vietnamese)", "two stations: \(conflict.english)")
    }
    let urgency = line.document.urgency
    guard need == .muted, urgency != .routine else { return need.words }
    return Bilingual(
      "\(urgency.words.vietnamese.lowercased()), \(need.words.vietnamese)",
      "\(urgency.words.english.lowercased()), \(need.words.english)")
  }
}
