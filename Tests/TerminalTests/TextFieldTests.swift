import Testing
import Vietnamese

@testable import Terminal

private func typed(_ keys: [Key], into field: TextField = TextField()) -> TextField {
  var field = field
  for key in keys { _ = field.handle(key) }
  return field
}

private func letters(_ text: String) -> [Key] { text.map { .character($0) } }

@Test func backspaceDeletesOneLetterHoweverItWasComposed() {
  #expect(typed(letters("tiê\u{301}ng") + [.named(.backspace), .named(.backspace), .named(.backspace)]).value == "ti")
}

@Test func aMarkThatComesAloneJoinsTheLetterBefore() {
  var field = TextField("xa")
  field.move(to: 1)
  field.insert("e")
  field.insert("\u{302}")
  #expect(field.value.unicodeScalars.elementsEqual("xêa".unicodeScalars))
  #expect(field.cursor == 2)
}

@Test func wordsAreGoneThroughAndDeleted() {
  var field = TextField("Ủy ban nhân dân, xã")
  #expect(field.handle(.control("w")) == true)
  #expect(field.value == "Ủy ban nhân dân, ")
  field.wordLeft()
  #expect(field.cursor == 12)
  field.wordLeft()
  field.wordRight()
  #expect(field.cursor == 11)
  #expect(field.handle(.control("k")) == true)
  #expect(field.value == "Ủy ban nhân")
  #expect(field.handle(.control("u")) == true)
  #expect(field.isEmpty)
}

@Test func aPasteIsOneLineUnlessTheFieldHasMany() {
  var field = TextField()
  field.paste("Số 1\r\nngày\t2\u{202e}\u{1b}[A\n")
  #expect(field.value == "Số 1 ngày 2[A")
  field = TextField()
  field.isMultiline = true
  field.paste("a\r\nb\n")
  #expect(field.value == "a\nb")
}

@Test func aFullFieldRefusesAndSaysHowManyItTakes() {
  var field = TextField("abc", maxLength: 4)
  field.insert("đe")
  #expect(field.value == "abcđ")
  #expect(field.refusal == FieldFull(length: 4))
  #expect(field.refusal!.words.vietnamese.contains("4 chữ"))
  _ = field.handle(.named(.left))
  #expect(field.refusal == nil)
  field.insert("x")
  #expect(field.value == "abcđ")
  #expect(field.cursor == 3)
}

@Test func aKeyThatIsNotOfTheFieldIsLeft() {
  var field = TextField("a")
  for key in [Key.function(2), .named(.up), .named(.tab), .named(.enter), .control("s"), .alt("x")] {
    #expect(field.handle(key) == false)
  }
  #expect(field.value == "a")
}

@Test func keysMakeVietnameseLetters() {
  var field = TextField()
  field.typing = TypingOptions(.telex)
  #expect(typed(letters("Quyeets ddinhj veef windows "), into: field).value == "Quyết định về windows ")
}

@Test func whatIsPastedIsNotTyped() {
  var field = TextField()
  field.typing = TypingOptions(.telex)
  field.paste("aas dd 15/QDD")
  #expect(field.value == "aas dd 15/QDD")
  _ = field.handle(.character("s"))
  #expect(field.value == "aas dd 15/QDDs")
}

@Test func backspaceTakesALetterAndTheWordGoesOn() {
  var field = TextField()
  field.typing = TypingOptions(.telex)
  field = typed(letters("hoaf"), into: field)
  #expect(field.value == "hòa")
  field = typed([.named(.backspace)] + letters("i"), into: field)
  #expect(field.value == "hòi")
  field = typed(letters(" ") + [.named(.backspace)] + letters("s"), into: field)
  #expect(field.value == "hói")
}

@Test func aKeyGivesBackWhatWasTyped() {
  var field = TextField()
  field.typing = TypingOptions(.telex)
  field = typed(letters("photo ") + [.control("z")], into: field)
  #expect(field.value == "photo ")
  #expect(typed([.control("z")], into: field).value == "phôt ")
  #expect(typed(letters("copy"), into: field).value == "photo copy")
}

@Test func theCursorElsewhereEndsTheWord() {
  var field = TextField()
  field.typing = TypingOptions(.telex)
  field = typed(letters("ta") + [.named(.left), .named(.right)] + letters("s"), into: field)
  #expect(field.value == "tas")
}

@Test func aForeignWordIsGivenBackWhenTheFieldIsLeft() {
  var field = TextField()
  field.typing = TypingOptions(.telex)
  field = typed(letters("window"), into: field)
  #expect(field.value == "ưindow")
  field.finishTyping()
  #expect(field.value == "window")
}

@Test func aFullFieldTakesAMarkButNoLongerWord() {
  var field = TextField(maxLength: 4)
  field.typing = TypingOptions(.telex)
  #expect(typed(letters("tiene"), into: field).value == "tiên")
  field.value = ""
  field = typed(letters("wifi "), into: field)
  #expect(field.value == "ừii")
  #expect(field.refusal != nil)
  field.finishTyping()
  #expect(field.value.count <= 4)
}

@Test func aLongTextScrollsUnderTheCursor() {
  var field = TextField("Quyết định về việc")
  var canvas = Canvas(width: 10, height: 1)
  field.draw(on: &canvas, row: 0, column: 0, width: 10, focused: true)
  #expect(canvas.text.hasPrefix("‹") && canvas.text.hasSuffix("việc"))
  #expect(canvas.cursor!.column <= 9)
  _ = field.handle(.named(.home))
  field.draw(on: &canvas, row: 0, column: 0, width: 10, focused: true)
  #expect(canvas.text == "Quyết địn…")
  #expect(canvas.cursor! == (0, 0))
  field.draw(on: &canvas, row: 0, column: 0, width: 10, focused: false)
  #expect(canvas.roles == "IIIIIIIIII")
}

@Test(arguments: 1...200) func theCursorIsAlwaysBetweenLettersAndOnTheField(seed: UInt64) {
  var chance = Chance(seed)
  var field = TextField(maxLength: chance.below(2) == 0 ? 12 : nil)
  let keys: [Key] = [
    .named(.left), .named(.right), .named(.home), .named(.end), .named(.backspace), .named(.delete), .control("w"),
    .control("k"), .control("u"), .ctrlLeftKey, .alt("f"), .alt("d"),
  ]
  let texts = ["a", "ế", "e\u{301}", "\u{302}", "漢", " ", "abc def", "\u{200d}", "👍🏽", "\u{1f1fb}\u{1f1f3}", "\n"]
  let width = 1 + chance.below(12)
  for _ in 0..<60 {
    if chance.below(2) == 0 {
      _ = field.handle(keys[chance.below(keys.count)])
    } else {
      field.insert(texts[chance.below(texts.count)])
    }
    #expect((0...field.letters.count).contains(field.cursor))
    #expect(Array(field.value) == field.letters)
    #expect(field.letters.count <= field.maxLength ?? .max)
    var canvas = Canvas(width: width + 2, height: 1)
    field.draw(on: &canvas, row: 0, column: 1, width: width, focused: true)
    #expect((1...width).contains(canvas.cursor!.column))
  }
}

extension Key {
  fileprivate static let ctrlLeftKey = Key.named(.ctrlLeft)
}
