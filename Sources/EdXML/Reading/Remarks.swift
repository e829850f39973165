import Vietnamese
import Wording

/// What a person should know about a message that was read all the same. A hostile message does not fill a screen with them.
struct Remarks {
  private var words: [Words] = []
  private var unsaid = 0

  static let most = 30

  mutating func say(_ vietnamese: String, _ english: String) {
    if words.count < Remarks.most { words.append(Words(vietnamese, english)) } else { unsaid += 1 }
  }

  var list: [Words] {
    unsaid == 0 ? words : words + [Words("Còn \(unsaid) lưu ý khác.", "There are \(unsaid) more remarks.")]
  }
}

/// A text of the message in a remark: cut when it is long.
func shown(_ text: String) -> String { text.count <= 60 ? text : text.prefix(59) + "…" }
