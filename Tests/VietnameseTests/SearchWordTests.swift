import TestSupport
import Testing
import Vietnamese

private func marked(_ text: String) -> [String] { searchWords(text).map(\.marked) }

@Test("A word with its marks has its tone in front, where a search can begin with it")
func marksInFront() {
  #expect(
    marked("Quyết định về hòa giải cơ sở, xã Đường Lĩnh") == [
      "/quyêt", ".đinh", "\\vê", "\\hoa", "?giai", "_cơ", "?sơ", "~xa", "\\đương", "~linh",
    ])
  #expect(marked("15/QĐ-UBND") == ["_15", "_qđ", "_ubnd"])
  #expect(searchWords("Quyết định").map(\.folded) == ["quyet", "dinh"])
  #expect(searchWords(" -/. ").isEmpty)
}

@Test("Where the tone stands, capitals and composition make no other word")
func oneWord() {
  for same in [
    ["hòa", "hoà", "HOÀ", "ho\u{300}a", "hoa\u{300}"], ["Thủy", "thuỷ", "thu\u{309}y"], ["Đường", "ĐƯỜNG", "Ðường"],
  ] {
    #expect(Set(same.flatMap(marked)).count == 1, "\(same)")
  }
  #expect(marked("hòa") != marked("hóa"))
  #expect(marked("kỹ") != marked("kĩ"))
  #expect(marked("dương") != marked("dường"))
}

@Test("Words with marks are told from words without")
func havingMarks() {
  for word in ["đi", "cơ", "à", "Ý", "ñ", "xã"] { #expect(searchWords(word)[0].hasMarks, "\(word)") }
  for word in ["di", "UBND", "15", "ж", "中"] { #expect(!searchWords(word)[0].hasMarks, "\(word)") }
}

@Test("A word on its way is a beginning of the word it becomes, however it is typed")
func beginnings() {
  let ways = [
    ["q", "qu", "quy", "quye", "quyê", "quyêt", "quyết"], ["q", "qu", "quy", "quyế", "quyết"],
    ["h", "hò", "hòa"], ["h", "ho", "hoa", "hòa"], ["đ", "đư", "đươ", "đươn", "đương", "đường"],
    ["d", "du", "duo", "duon", "duong", "duòng", "dường", "đường"],
  ]
  for way in ways {
    let goal = marked(way.last!)[0]
    for typed in way {
      let word = searchWords(typed)[0]
      let all = word.beginningsWithShapes(most: 144)!
      #expect(all.contains { goal.hasPrefix($0) }, "\(typed) on the way to \(way.last!)")
    }
  }
  #expect(searchWords("hò")[0].beginnings == ["\\ho"])
  #expect(searchWords("quyê")[0].beginnings == ["_quyê", "\\quyê", "?quyê", "~quyê", "/quyê", ".quyê"])
  #expect(searchWords("aaaaaaaa")[0].beginningsWithShapes(most: 144) == nil)
}

@Test(
  "I and y are one letter where both are written",
  arguments: [
    ("ky", "ki"), ("ly", "li"), ("my", "mi"), ("sy", "si"), ("ty", "ti"), ("hy", "hi"), ("vy", "vi"), ("quy", "qui"),
  ])
func iAndY(_ y: String, _ i: String) {
  #expect(otherSpelling(y) == i)
  #expect(otherSpelling(i) == y)
}

@Test(
  "I and y are two letters everywhere else",
  arguments: ["thuy", "thui", "tay", "tai", "y", "i", "gi", "huy", "kyi", "kinh", "qy", "", "uy", "chi", "15"])
func iIsNotY(_ word: String) { #expect(otherSpelling(word) == nil) }

@Test("Whatever the text, its words are those of its fold, and no mark stands in front of a bare word")
func sameWordsAsTokens() {
  var dice = SeededRandom(seed: 6)
  for _ in 0..<4000 {
    let text = dice.text()
    let words = searchWords(text)
    #expect(words.map(\.folded) == searchTokens(text), "\(text.debugDescription)")
    #expect(words == searchWords(composed(text)), "\(text.debugDescription)")
    for word in words { #expect(word.hasMarks || word.marked == "_" + word.folded, "\(word)") }
  }
}
