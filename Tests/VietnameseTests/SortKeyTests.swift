import TestSupport
import Testing

@testable import Vietnamese

private func isBefore(_ one: [UInt8], _ other: [UInt8]) -> Bool { one.lexicographicallyPrecedes(other) }

private func inOrder(_ texts: [String], by key: (String) -> [UInt8] = sortKey) -> [String] {
  texts.sorted { isBefore(key($0), key($1)) }
}

@Test(
  "Words stand as in a dictionary",
  arguments: [
    // A letter with a mark is a letter of its own.
    [
      "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "ô", "ơ", "p", "q",
      "r",
    ],
    ["r", "s", "t", "u", "ư", "v", "w", "x", "y", "z"],
    ["da", "dân", "dy", "đa", "đi", "e"], ["Dương", "Đàm", "Đinh"],
    ["a", "à", "ả", "ã", "á", "ạ", "ăn", "ân", "ba"],
    ["ca", "cà", "cả", "cã", "cá", "cạ", "cai", "can", "căn", "cân"],
    // Syllable by syllable: what begins with the same word is together.
    ["ca", "ca ăn", "ca bò", "cà", "cà ăn", "cá", "cá ăn", "cá bò"],
    ["Hoa An", "hoa quả", "Hòa An", "Hòa Bình", "Hóa An", "họa"],
    ["hoà", "hòa", "hoà an", "hòa an", "hoà bình"],
    // Numbers by value, before letters.
    ["Khu 1", "Khu 2", "Khu 10", "Khu A"], ["Quý I năm 2", "Quý I năm 2025", "Quý I năm 2026", "Quý II"],
    ["xóm 9", "Xóm 09", "xóm 10", "xóm 18446744073709551616", "xóm 99999999999999999999999"],
    // Spaces and punctuation separate words and have no other effect.
    ["Sở Nội vụ", "“Sở Nội vụ”", "Sở Tài chính", "Sở Y tế"], ["15/QĐ-UBND", "15/QĐ-UBND-TC", "16/QĐ-UBND"],
    ["V/v họp", "V/v “họp” xóm", "V/v khảo sát"],
    // Lower before upper, and only where all words are the same.
    ["ban", "bAn", "Ban", "BAN", "bàn", "Bàn", "bán"], ["", " ", "-", "1", "a"],
    // Other scripts come last.
    ["zzz", "Ελλάδα", "Москва", "москва 2", "中国"], ["n", "ñ", "na", "ñb", "o"],
  ])
func dictionary(_ words: [String]) {
  #expect(inOrder(words.reversed()) == words)
  #expect(Set(words.map(sortKey)).count == words.count)
}

@Test("The lists of ICU in our order: it compares all letters before any tone, we go word by word")
func besideICU() {
  let icu = ["ca", "cá", "ca ăn", "cà ăn", "cá ăn", "ca bò", "cá bò"]
  #expect(inOrder(icu) == ["ca", "ca ăn", "ca bò", "cà ăn", "cá", "cá ăn", "cá bò"])
  // For single syllables both orders are the same.
  let syllables = [
    "a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "b", "d", "đ",
  ]
  #expect(inOrder(syllables.shuffled()) == syllables)
}

@Test("All 134 letters stand in their order, lower before upper, and each has a key of its own")
func allLetters() {
  var letters: [String] = []
  for group in [
    "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m", "n", "o", "ô", "ơ", "p", "q", "r",
  ]
    + ["s", "t", "u", "ư", "v", "x", "y"]
  {
    let place = Mixtures.shapes.firstIndex { $0.letter == group }
    letters += [group] + (place.map { Array(Mixtures.composed[$0 * 5..<$0 * 5 + 5]) } ?? [])
  }
  let marked = letters.filter { $0.unicodeScalars.first!.value > 0x7F }
  #expect(marked.count * 2 == 134)
  let both = letters.flatMap { [$0, $0.uppercased()] }
  #expect(inOrder(both.shuffled()) == both)
  #expect(Set(both.map(sortKey)).count == both.count)
}

@Test("However the letters are put together, a text has one key")
func composition() {
  for (written, composed, _) in Mixtures.all {
    #expect(sortKey("x\(written)n y") == sortKey("x\(composed)n y"), "\(written)")
    #expect(wordSortKey(written.lowercased()) == wordSortKey(composed.uppercased()))
  }
}

@Test("A name has the same words in every spelling")
func wordsOfAName() {
  let spellings = ["UBND xã Hòa An", "UBND xã Hoà An", "ubnd  XÃ HÒA AN", "UBND xã Hòa-An.", "UBND xã Hoa\u{300} An"]
  #expect(Set(spellings.map { wordSortKey($0) }).count == 1)
  #expect(Set(spellings.map(sortKey)).count == 4)
  #expect(wordSortKey("Nậm") != wordSortKey("Nặm"))
  #expect(wordSortKey("Hòa") != wordSortKey("Hóa"))
}

@Test("Persons are sorted by given name, family name, then what stands between")
func persons() {
  let names = [
    "Nông Văn An", "Bế Thị Ánh", "Ánh", "Hoàng Thị Bình", "Nông Thị Bình", "Nông Văn Bình", "Lý Thị Đào", "Lê Ơn",
    "Phạm Ý",
  ]
  let expected = [
    "Nông Văn An", "Ánh", "Bế Thị Ánh", "Hoàng Thị Bình", "Nông Thị Bình", "Nông Văn Bình", "Lý Thị Đào", "Lê Ơn",
    "Phạm Ý",
  ]
  #expect(inOrder(names, by: personSortKey) == expected)
  #expect(["Lê An", "Bế Văn An"].sortedByGivenName { $0 } == ["Bế Văn An", "Lê An"])
}

@Test("A sign tells a title from a name; a name of a number is read as it is")
func titles() {
  for titled in ["Đ/c Nông Văn An", "TS. Nông Văn An", "Nông Văn An (Phó Chủ tịch)", "nông  văn an, Chủ tịch"] {
    #expect(personWordSortKey(titled) == personWordSortKey("Nông Văn An"), "\(titled)")
    #expect(personSortKey(titled) != personSortKey("Nông Văn An"))
  }
  // A family name, not a title.
  #expect(personWordSortKey("Ông Ích Khiêm") != personWordSortKey("Ích Khiêm"))
  #expect(inOrder(["Văn thư 10", "Văn thư 2", "Lê Vy"], by: personSortKey) == ["Văn thư 2", "Văn thư 10", "Lê Vy"])
  for empty in ["", " ", "(", "Đ/c", "…"] { #expect(personSortKey(empty) == personSortKey(empty)) }
}

@Test("Keys agree with a slow comparison that is written as the rule is said", arguments: 1...4)
func agreesWithTheRule(_ seed: Int) {
  var dice = SeededRandom(seed: UInt64(seed))
  let texts = (0..<60).map { _ in dice.vietnameseText() } + (0..<25).map { _ in dice.text() }
  let (keys, words) = (texts.map(sortKey), texts.map(SlowOrder.words))
  for (one, first) in texts.enumerated() {
    for (other, second) in texts.enumerated() {
      let expected = SlowOrder.compare(words[one], words[other])
      if expected == 0 {
        #expect(wordSortKey(first) == wordSortKey(second), "seed \(seed): “\(first)” “\(second)”")
      } else {
        let found = isBefore(keys[one], keys[other])
        #expect(found == (expected < 0), "seed \(seed): “\(first)” “\(second)”")
      }
      #expect((keys[one] == keys[other]) == (composed(first) == composed(second)), "“\(first)” “\(second)”")
    }
  }
}

@Test("The order is one: whatever three texts, the first before the second before the third")
func transitive() {
  var dice = SeededRandom(seed: 7)
  for _ in 0..<2_000 {
    let keys = [dice.text(), dice.vietnameseText(), dice.text()].map(sortKey).sorted(by: isBefore)
    #expect(!isBefore(keys[2], keys[0]) && !isBefore(keys[1], keys[0]) && !isBefore(keys[2], keys[1]))
  }
}

@Test("A cut key is the beginning of the key")
func cutKeys() {
  var dice = SeededRandom(seed: 11)
  for _ in 0..<200 {
    let text = dice.vietnameseText() + " " + dice.text()
    let whole = wordSortKey(text)
    for most in [0, 1, 2, 7, 20, 1_000] { #expect(wordSortKey(text, most: most) == Array(whole.prefix(most))) }
    #expect(sortKey(text).starts(with: whole))
  }
  #expect(wordSortKey(String(repeating: "đường ", count: 100_000), most: 40).count == 40)
}

/// The same rule by letters, without bytes: word by word; in a word the letters, then the tones.
private enum SlowOrder {
  static let alphabet = Array("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
  static let tones: [Unicode.Scalar] = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]

  /// A word: letters (their positions, the tones of its runs of vowels), or a number (its digits).
  struct Word {
    var letters: [Int] = []
    var tones: [Int] = []
    var digits: [Int]?
    var inVowels = false
  }

  static func compare(_ first: [Word], _ second: [Word]) -> Int {
    for (a, b) in zip(first, second) {
      let order = compare(a, b)
      if order != 0 { return order }
    }
    return first.count - second.count
  }

  private static func compare(_ a: Word, _ b: Word) -> Int {
    switch (a.digits, b.digits) {
    case (.some(let a), .some(let b)): return a.count != b.count ? a.count - b.count : compare(a, b)
    case (.some, nil): return -1
    case (nil, .some): return 1
    case (nil, nil):
      let order = compare(a.letters, b.letters)
      return order != 0 ? order : compare(a.tones, b.tones)
    }
  }

  private static func compare(_ a: [Int], _ b: [Int]) -> Int {
    for (x, y) in zip(a, b) where x != y { return x - y }
    return a.count - b.count
  }

  static func words(_ text: String) -> [Word] {
    var words: [Word] = []
    var word: Word?
    func end() {
      if var done = word {
        while done.tones.last == 0 { done.tones.removeLast() }
        words.append(done)
      }
      word = nil
    }
    for scalar in composed(text).unicodeScalars {
      if scalar.value >= 0x30, scalar.value <= 0x39 {
        if word?.digits == nil {
          end()
          word = Word(digits: [])
        }
        if word!.digits! != [] || scalar != "0" { word!.digits!.append(Int(scalar.value) - 0x30) }
        continue
      }
      if isCombiningMark(scalar.value) || isInvisible(scalar.value) { continue }
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
        end()
        continue
      }
      if word?.digits != nil { end() }
      if word == nil { word = Word() }
      add(scalar, to: &word!)
    }
    end()
    return words
  }

  private static func add(_ scalar: Unicode.Scalar, to word: inout Word) {
    var letter = scalar.properties.lowercaseMapping.unicodeScalars.first!
    var tone = 0
    if let place = Mixtures.composed.firstIndex(of: String(letter)) {
      tone = place % 5 + 1
      letter = Mixtures.shapes[place / 5].letter.unicodeScalars.first!
    }
    guard let place = alphabet.firstIndex(of: Character(letter)) ?? foreign(letter) else {
      word.letters.append(1_000 + Int(letter.value))
      word.inVowels = false
      return
    }
    word.letters.append(place)
    let isVowel = "aăâeêioôơuưy".contains(alphabet[place])
    if isVowel {
      if !word.inVowels {
        word.tones.append(tone)
      } else if tone != 0 {
        if word.tones.last == 0 { word.tones[word.tones.count - 1] = tone } else { word.tones.append(tone) }
      }
    }
    word.inVowels = isVowel
  }

  /// Returns ñ as n: a foreign mark does not make a letter of its own.
  private static func foreign(_ letter: Unicode.Scalar) -> Int? {
    let plain = fold(String(letter))
    return plain.utf8.count == 1 ? alphabet.firstIndex(of: Character(plain)) : nil
  }
}

extension SeededRandom {
  /// Returns words as they are in a register, similar enough that many are equal.
  mutating func vietnameseText() -> String {
    let syllables = [
      "ca", "cà", "cá", "cai", "cái", "can", "căn", "cân", "đa", "da", "dà", "hòa", "hoà", "hóa", "Hoa", "HÒA", "an",
      "ăn", "ân", "An",
      "Ủy", "ủy", "uỷ", "UBND", "xã", "2", "10", "02", "02a", "qđ", "QĐ", "quý", "quí", "giá", "gia", "thủy", "thuỷ",
      "Wi", "z", "résumé",
    ]
    let signs = [" ", " ", " ", "  ", "-", "/", ", ", ". ", "“", ""]
    var text = ""
    for _ in 0..<Int.random(in: 0...4, using: &self) {
      text += syllables.randomElement(using: &self)! + signs.randomElement(using: &self)!
    }
    return text
  }
}
