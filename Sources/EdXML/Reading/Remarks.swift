import Vietnamese
import Wording

/// Remarks for a person about a message that was read nevertheless. Their number is limited, so a hostile message
/// cannot fill the screen.
struct Remarks {
  private var words: [Bilingual] = []
  private var unsaid = 0

  static let most = 30

  mutating func say(_ vietnamese: String, _ english: String) {
    if words.count < Remarks.most { words.append(Bilingual(vietnamese, english)) } else { unsaid += 1 }
  }

  var list: [Bilingual] {
    unsaid == 0 ? words : words + [Bilingual("Còn \(unsaid) lưu ý khác.", "There are \(unsaid) more remarks.")]
  }
}

/// Returns a text of the message for a remark, cut when it is long.
func shown(_ text: String) -> String { text.count <= 60 ? text : text.prefix(59) + "…" }
