extension SearchWord {
  /// The beginnings of all marked words that this one may become while it is typed. If it has no tone yet, it may still
  /// get any.
  ///
  /// `quyế` has `/quyê`; `quyê` has `_quyê`, `\quyê`, `?quyê`, `~quyê`, `/quyê` and `.quyê`.
  public var beginnings: [String] {
    guard marked.utf8.first == SearchWord.signs[0] else { return [marked] }
    let letters = marked.dropFirst()
    return SearchWord.signs.map { String(Unicode.Scalar($0)) + letters }
  }

  /// Returns the beginnings if its letters may still get marks too, as in VNI, where they may be typed last: `duong`
  /// may become `\đương`. `nil` if there are more than `most`.
  public func beginningsWithShapes(most: Int) -> [String]? {
    var all = [""]
    for letter in marked.unicodeScalars {
      let ways = SearchWord.ways[letter] ?? [letter]
      guard all.count * ways.count <= most else { return nil }
      all = ways.count == 1 ? all.map { $0 + String(letter) } : all.flatMap { one in ways.map { one + String($0) } }
    }
    return all
  }

  /// What a plain letter, or a word without a tone, may still become.
  private static let ways: [Unicode.Scalar: [Unicode.Scalar]] = [
    "_": ["_", "\\", "?", "~", "/", "."], "a": ["a", "ă", "â"], "d": ["d", "đ"], "e": ["e", "ê"], "o": ["o", "ô", "ơ"],
    "u": ["u", "ư"],
  ]
}

/// Returns the other spelling of an open syllable in i or y, folded: `ki` for `ky`, `quy` for `qui`; `nil` if there is
/// none.
///
/// Both are in use after h, k, l, m, s, t, v and qu and nowhere else: *kỹ, kĩ; lý, lí; quý, quí*. The official spelling
/// (Decision 240/QĐ of the Ministry of Education, 1984) has i; names and habit have y. *Thúy* and *tay* are not such
/// words.
public func otherSpelling(_ folded: String) -> String? {
  var folded = folded
  return folded.withUTF8 { bytes in
    guard let last = bytes.last, last == UInt8(ascii: "i") || last == UInt8(ascii: "y") else { return nil }
    let begins =
      switch bytes.count {
      case 2: initials.contains(bytes[0])
      case 3: bytes[0] == UInt8(ascii: "q") && bytes[1] == UInt8(ascii: "u")
      default: false
      }
    guard begins else { return nil }
    return String(decoding: bytes.dropLast(), as: UTF8.self) + (last == UInt8(ascii: "i") ? "y" : "i")
  }
}

private let initials = Array("hklmstv".utf8)
