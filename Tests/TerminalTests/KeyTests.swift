import Testing
import Vietnamese

@testable import Terminal

@Test func everyKeyIsReadFromWhatItIsWritten() {
  var keys: [Key] = Key.Name.allCases.map { .named($0) }
  keys += (1...12).map { .function($0) } + "ajz".map { .control($0) }.filter { $0 != .control("j") }
  keys += "xđ ".map { .alt($0) } + "a:/=#[? ế".map { .character($0) } + [.control(" ")]
  for key in keys { #expect(Key(key.description) == key, "\(key)") }
}

@Test(arguments: ["", "ctrl-", "ctrl-đ", "f0", "f99", "nope", "alt-", "ctrl-ab", "\n", "F"]) func whatIsNoKeyIsNil(
  text: String
) {
  #expect(Key(text) == (text == "F" ? .character("F") : nil))
}

@Test func keysThatATerminalCanNotTellApartAreOneKey() {
  #expect(Key("ctrl-i") == .named(.tab))
  #expect(Key("ctrl-m") == .named(.enter))
  #expect(Key("ctrl-h") == .named(.backspace))
  #expect(Key("CTRL-N") == .control("n"))
}

@Test func hintsAreShort() {
  let keys: [Key] = [.control("n"), .named(.up), .named(.enter), .function(2), .character(" "), .alt("x")]
  #expect(keys.map(\.hint) == ["^N", "↑", "Enter", "F2", "Space", "Alt-x"])
}

private func events(_ bytes: String, atEnd: Bool = true) -> [Event] {
  var reader = KeyReader()
  reader.feed(bytes.utf8)
  var events: [Event] = []
  while let event = reader.next() ?? (atEnd ? reader.next(atEnd: true) : nil) { events.append(event) }
  return events
}

@Test(arguments: [
  ("\u{1b}[A", "up"), ("\u{1b}OB", "down"), ("\u{1b}[1~", "home"), ("\u{1b}[7~", "home"), ("\u{1b}OF", "end"),
  ("\u{1b}[3~", "delete"), ("\u{1b}[Z", "shift-tab"), ("\u{1b}[1;2B", "shift-down"), ("\u{1b}[a", "shift-up"),
  ("\u{1b}[1;5C", "ctrl-right"), ("\u{1b}[[A", "f1"), ("\u{1b}OP", "f1"), ("\u{1b}[11~", "f1"), ("\u{1b}[15~", "f5"),
  ("\u{1b}[24~", "f12"), ("\u{1b}[1;2P", "f1"), ("\u{1b}", "escape"), ("\u{1b}x", "alt-x"), ("\u{1b}đ", "alt-đ"),
  ("\r", "enter"), ("\n", "enter"), ("\u{8}", "backspace"), ("\u{7f}", "backspace"), ("\u{1}", "ctrl-a"),
  ("\0", "ctrl-space"), ("ế", "ế"), ("\u{1b}OM", "enter"), ("\u{1b}[6~", "pagedown"),
]) func terminalsSendKeysInManyWays(bytes: String, key: String) {
  #expect(events(bytes) == [.key(Key(key)!)])
}

@Test func aStrangeSequenceTypesNothing() {
  #expect(events("\u{1b}[99;3;7$~\u{1b}[?1;2c\u{1b}OZa") == [.key(.character("a"))])
}

@Test func aLetterWithItsMarksApartIsOneLetter() {
  #expect(events("e\u{302}\u{301}") == [.key(.character("ế"))])
}

@Test func anInputMethodsBurstKeepsItsOrder() {
  #expect(events("a\u{7f}â") == [.key(.character("a")), .key(.named(.backspace)), .key(.character("â"))])
}

@Test func aPasteIsOneEventWhateverItHolds() {
  #expect(
    events("\u{1b}[200~dòng 1\r\nq\u{1b}[A\u{1b}[201~x") == [.paste("dòng 1\r\nq\u{1b}[A"), .key(.character("x"))])
}

@Test func aPasteThatNeverEndsIsTakenAsItIs() { #expect(events("\u{1b}[200~abc\u{1b}[20") == [.paste("abc\u{1b}[20")]) }

@Test func theMouseIsReadInBothOfItsForms() {
  #expect(events("\u{1b}[<0;5;3M\u{1b}[<0;5;3m") == [.mouse(Mouse(row: 2, column: 4, kind: .press))])
  #expect(events("\u{1b}[M !\"") == [.mouse(Mouse(row: 1, column: 0, kind: .press))])
  #expect(events("\u{1b}[<65;1;1M") == [.mouse(Mouse(row: 0, column: 0, kind: .wheelDown))])
  #expect(events("\u{1b}[<35;1;1M\u{1b}[<0;0;0M") == [])
}

@Test func bytesThatAreNotUTF8AreDropped() {
  var reader = KeyReader()
  reader.feed([0xff, 0xc3, 0x28, 0xe1, 0xba])
  #expect(reader.next() == .key(.character("(")))
  #expect(reader.next() == nil)
  reader.feed([0xbf])
  #expect(reader.next() == .key(.character("ế")))
}

@Test func whereABurstIsCutDoesNotMatter() {
  let text = "aế\u{1b}[A\u{1b}[200~Số 1\n\u{1b}[201~\u{1b}[<0;1;1M\u{1b}OPq\u{1b}[15~đ"
  let whole = events(text, atEnd: false)
  #expect(whole.count == 9)
  let bytes = Array(text.utf8)
  for cut in 1..<bytes.count {
    var reader = KeyReader()
    var parts: [Event] = []
    for part in [bytes[..<cut], bytes[cut...]] {
      reader.feed(part)
      while let event = reader.next() { parts.append(event) }
    }
    #expect(parts == whole, "cut at \(cut)")
  }
}

@Test(arguments: 1...300) func noBytesWhateverMakeTheReaderStumbleOrStick(seed: UInt64) {
  var chance = Chance(seed)
  let likely: [UInt8] = Array("\u{1b}[O;<M~200~201~mA5".utf8)
  var reader = KeyReader()
  for _ in 0..<20 {
    reader.feed(
      (0..<chance.below(12)).map { _ in
        chance.below(3) == 0 ? UInt8(chance.below(256)) : likely[chance.below(likely.count)]
      })
    while let event = reader.next(atEnd: chance.below(4) == 0) {
      if case .key(.character(let letter)) = event {
        #expect(letter.unicodeScalars.allSatisfy { isDrawable($0) || standsOnLetter($0) })
      }
    }
  }
  while reader.next(atEnd: true) != nil {}
  #expect(!reader.isPartial)
}
