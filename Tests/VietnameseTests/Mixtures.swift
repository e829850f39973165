import TestSupport

/// Every vowel with every tone, in every way of writing it.
enum Mixtures {
  static let shapes: [(plain: String, mark: String?, letter: String)] = [
    ("a", nil, "a"), ("a", "\u{306}", "ă"), ("a", "\u{302}", "â"), ("e", nil, "e"), ("e", "\u{302}", "ê"),
    ("i", nil, "i"),
    ("o", nil, "o"), ("o", "\u{302}", "ô"), ("o", "\u{31B}", "ơ"), ("u", nil, "u"), ("u", "\u{31B}", "ư"),
    ("y", nil, "y"),
  ]
  static let tones = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]
  static let composed = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ".map(String.init)

  /// (written, composed, plain) for all sixty vowels with a tone, in both cases.
  static let all: [(written: String, composed: String, plain: String)] = {
    var all: [(String, String, String)] = []
    var place = 0
    for shape in shapes {
      for tone in tones {
        let expected = composed[place]
        place += 1
        var forms = [expected, shape.letter + tone]
        if let mark = shape.mark {
          forms += [shape.plain + mark + tone, shape.plain + tone + mark]
          let toned = composed[(shapes.firstIndex { $0.plain == shape.plain }!) * 5 + tones.firstIndex(of: tone)!]
          forms.append(toned + mark)
        }
        for form in forms {
          all.append((form, expected, shape.plain))
          all.append((form.uppercased(), expected.uppercased(), shape.plain))
        }
      }
    }
    return all
  }()
}

/// Returns the bytes of a text, to be compared: `==` on strings treats as equal what a database does not.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

extension SeededRandom {
  /// Returns a text of everything that may occur: letters, marks, spaces, controls, look-alikes, other scripts.
  mutating func text() -> String {
    let pool = Array(
      """
      aăâeêioôơuưyđĐÐƉðqgnhtABCZ 0159/-.,\u{300}\u{301}\u{302}\u{303}\u{306}\u{309}\u{31B}\u{323}\u{308}\u{327}\u{340}\
      ếệỢữ\u{A0}\t\n\r\u{1B}[]m;\\\u{7}\u{9B}\u{200B}\u{202E}\u{FEFF}\u{AD}\u{3000}ñÅİıßΣж中한👩‍👧\u{E0041}
      """
      .unicodeScalars)
    var text = ""
    for _ in 0..<Int.random(in: 0...24, using: &self) { text.unicodeScalars.append(pool.randomElement(using: &self)!) }
    return text
  }
}
