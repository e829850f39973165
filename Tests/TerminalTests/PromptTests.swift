import Testing

@testable import Terminal

private func complete(_ text: String, _ cursor: Int) -> [Completion] {
  let word = text.prefix(cursor).split(separator: " ", omittingEmptySubsequences: false).last ?? ""
  return ["register", "report", "route"].filter { $0.hasPrefix(word) }.map { Completion($0, note: "lệnh \($0)") }
}

extension LinePrompt {
  fileprivate mutating func press(_ keys: String...) -> Answer {
    var answer = Answer.none
    for key in keys { answer = handle(Key(key)!, complete: complete) }
    return answer
  }

  fileprivate mutating func type(_ text: String) {
    for letter in text { _ = handle(.character(letter), complete: complete) }
  }
}

@Test func tabGoesThroughWhatCouldBeMeant() {
  var prompt = LinePrompt()
  prompt.type("! re")
  #expect(prompt.press("tab") == .edited)
  #expect(prompt.field.value == "! register")
  #expect(prompt.press("tab") == .edited && prompt.field.value == "! report")
  #expect(prompt.press("tab") == .edited && prompt.field.value == "! register")
  #expect(prompt.press("shift-tab") == .edited && prompt.field.value == "! report")
  #expect(prompt.press("escape") == .edited && prompt.field.value == "! re")
  #expect(prompt.press("escape") == .cancel)
}

@Test func theOnlyCandidateIsTakenAtOnce() {
  var prompt = LinePrompt()
  prompt.type("ro")
  #expect(prompt.press("tab") == .edited)
  #expect(prompt.field.value == "route" && prompt.candidates.isEmpty)
}

@Test func linesAreRememberedOnceAndTheTypedOneIsKept() {
  var prompt = LinePrompt(history: ["a", "b", "a", " "])
  #expect(prompt.history == ["b", "a"])
  prompt.type("x")
  #expect(prompt.press("up", "up", "up") == .edited && prompt.field.value == "b")
  #expect(prompt.press("down") == .edited && prompt.field.value == "a")
  #expect(prompt.press("down") == .edited && prompt.field.value == "x")
  #expect(prompt.press("up", "up", "enter") == .submit("b"))
  #expect(prompt.history == ["a", "b"])
}

@Test func backspaceOnAnEmptyLineLeavesIt() {
  var prompt = LinePrompt("/")
  prompt.type("đ")
  #expect(prompt.press("backspace") == .edited)
  #expect(prompt.press("backspace") == .cancel)
  #expect(prompt.press("f2") == .none)
}

@Test func candidatesStandAboveTheLineWithTheirNotes() {
  var prompt = LinePrompt()
  prompt.type("r")
  _ = prompt.press("tab", "tab")
  var canvas = Canvas(width: 40, height: 5)
  prompt.draw(on: &canvas, row: 4)
  #expect(
    canvas.text == """

         register   lệnh register
       ▌ report     lệnh report
         route      lệnh route
      :report
      """)
  #expect(canvas.cursor! == (4, 7))
}

@Test func aCandidateTakesThePlaceOfTheWordItSaysAndNotOfWhatFollowsABlank() {
  var prompt = LinePrompt(value: #"to "Xóm B" now"#)
  for _ in 0..<5 { _ = prompt.handle(Key("left")!, complete: complete) }
  let answer = prompt.handle(Key("tab")!) { text, cursor in
    #expect(text == #"to "Xóm B" now"# && cursor == 9)
    return [Completion("\"Xóm Bản Gun", start: 3)]
  }
  #expect(answer == .edited)
  #expect(prompt.field.value == #"to "Xóm Bản Gun" now"#)
}
