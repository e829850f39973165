import Office
import Records
import Wording

package extension Day {
  /// `05/03`: the day in a narrow column, where the year is plain from the list.
  var short: String { String(display.prefix(5)) }
}

package extension DocumentLine {
  /// What stands in the column of numbers: of an arrival that is not registered what it is called until then.
  var listNumber: String { direction == .incoming && number == nil ? reference : numberText }
}

package extension InboxLine {
  /// Why it stands in the box. Of what a muted office has sent, how urgent that is too.
  var words: Words {
    let urgency = line.document.urgency
    guard need == .muted, urgency != .routine else { return need.words }
    return Words(
      "\(urgency.words.vietnamese.lowercased()), \(need.words.vietnamese)",
      "\(urgency.words.english.lowercased()), \(need.words.english)")
  }
}
