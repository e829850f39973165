import Testing

@testable import Terminal

private func form() -> Form {
  Form([
    .init("number", label: "Số ký hiệu", required: true, hint: "Ví dụ: 118/UBND-VX", maxLength: 30),
    .init(
      "kind", label: "Tên loại",
      kind: .choice([.init("qd", "Quyết định"), .init("bc", "Báo cáo"), .init("cv", "Công văn")])),
    .init("urgent", label: "Khẩn", kind: .flag),
    .init("units", label: "Đơn vị nhận", kind: .multi),
    .init("note", label: "Ghi chú"),
  ])
}

extension Form {
  fileprivate mutating func press(_ keys: String...) -> FormAnswer {
    var answer = FormAnswer.none
    for key in keys { answer = handle(Key(key)!) }
    return answer
  }

  fileprivate mutating func type(_ text: String) { for letter in text { _ = handle(.character(letter)) } }
}

@Test func valuesGoInAndComeOutByName() {
  var form = form()
  let values = ["number": ["118/UBND-VX"], "kind": ["bc"], "urgent": ["true"], "units": ["Địa chính", "Tư pháp"]]
  form.values = values
  #expect(form.values == values)
  form.values = [:]
  #expect(form.values == ["kind": ["qd"]])
}

@Test func keysGoThroughTheFieldsAndTheLastEnterSubmits() {
  var form = form()
  #expect(form.press("x") == .edited("number"))
  #expect(form.press("enter") == .focused("kind"))
  #expect(form.press("tab") == .focused("urgent"))
  #expect(form.press("shift-tab") == .focused("kind"))
  #expect(form.press("up") == .focused("number"))
  #expect(form.press("up") == .done)
  #expect(form.press("shift-tab") == .focused("note"))
  #expect(form.press("down") == .done)
  #expect(form.press("enter") == .submit)
  #expect(form.press("ctrl-s") == .submit)
  #expect(form.press("escape") == .cancel)
  #expect(form.press("f5") == .none)
  #expect(form.press("home") == .done)
}

@Test func choicesAndFlagsAreSetByKeys() {
  var form = form()
  form.focus(on: "kind")
  #expect(form.press("right") == .edited("kind") && form.value("kind") == "bc")
  #expect(form.press("left", "left") == .edited("kind") && form.value("kind") == "cv")
  #expect(form.press("b") == .edited("kind") && form.value("kind") == "bc")
  form.focus(on: "urgent")
  #expect(form.press("space") == .edited("urgent") && form.value("urgent") == "true")
  #expect(form.press("space") == .edited("urgent") && form.value("urgent") == "")
}

@Test func aSuggestionIsTakenOnlyWhenItWasChosen() {
  var form = form()
  form.type("1")
  form.suggest("number", [Completion("118/UBND", note: "2025"), Completion("12/CV")])
  #expect(form.press("enter") == .focused("kind"))
  #expect(form.value("number") == "1")
  form.focus(on: "number")
  form.suggest("number", [Completion("118/UBND"), Completion("12/CV")])
  #expect(form.press("down", "down", "down") == .done)
  #expect(form.highlighted == 1)
  #expect(form.press("enter") == .edited("number"))
  #expect(form.value("number") == "12/CV")
  form.suggest("number", [Completion("12/CV-SNV")])
  #expect(form.press("right") == .edited("number") && form.value("number") == "12/CV-SNV")
  form.suggest("number", [Completion("x")])
  #expect(form.press("escape") == .done)
  #expect(form.press("escape") == .cancel)
}

@Test func aSuggestionTakesThePlaceOfOneOfSeveralValues() {
  var form = form()
  form.set("units", ["Địa chính", "Tư"])
  form.focus(on: "units")
  #expect(form.focused?.typed == "Tư")
  form.suggest("units", [Completion("Tư pháp")])
  _ = form.press("down", "tab")
  #expect(form["units"]?.values == ["Địa chính", "Tư pháp"])
  #expect(form.press("home") == .done)
  #expect(form.focused?.typed == "Địa chính")
}

@Test func aPastedListOfNamesIsAListOfValues() {
  var form = form()
  form.focus(on: "units")
  #expect(form.paste("A\nB\n") == .edited("units"))
  #expect(form["units"]?.values == ["A", "B"])
}

@Test func theFirstFieldThatIsNotReadyIsKnown() {
  var form = form()
  #expect(form.firstUnready == "number")
  form.set("number", ["1"])
  #expect(form.firstUnready == nil)
  form.check("note", .error("sai"))
  #expect(form.firstUnready == "note")
}

@Test func aFormStandsOnEightyColumns() {
  var form = form()
  form.set("number", ["118/UBND-VX"])
  form.note("number", "đã có số")
  form.check("number", .warning("Văn bản này đã đăng ký, số đến 57."))
  var canvas = Canvas(width: 60, height: 9)
  form.draw(on: &canvas, row: 0, width: 60, height: 9)
  #expect(
    canvas.text == """
      ▌Số ký hiệu   * 118/UBND-VX                     ! đã có số
       Tên loại         Quyết định
       Khẩn           [ ]
       Đơn vị nhận
       Ghi chú


      Văn bản này đã đăng ký, số đến 57.
      """ + "\n")
  #expect(canvas.cursor! == (0, 27))
}

@Test func aFormTallerThanTheScreenScrollsToTheFocus() {
  var form = Form((1...40).map { .init("f\($0)", label: "Ô \($0)") })
  form.focus(on: "f30")
  form.suggest("f30", [Completion("một"), Completion("hai")])
  var canvas = Canvas(width: 80, height: 12)
  form.draw(on: &canvas, row: 0, width: 80, height: 12)
  #expect(canvas.text.contains("▌Ô 30") && canvas.text.contains("một") && canvas.text.contains("hai"))
  #expect(canvas.text.contains("↑") && canvas.text.contains("↓"))
  _ = form.press("home")
  form.focus(on: "f1")
  canvas = Canvas(width: 80, height: 12)
  form.draw(on: &canvas, row: 0, width: 80, height: 12)
  #expect(canvas.line(0).hasPrefix("▌Ô 1"))
}

@Test func aWideScreenHasTwoColumns() {
  var form = Form((1...20).map { .init("f\($0)", label: "Ô \($0)") })
  var canvas = Canvas(width: 160, height: 14)
  form.draw(on: &canvas, row: 0, width: 160, height: 14)
  #expect(canvas.line(0).contains("Ô 1 ") && canvas.line(0).contains("Ô 11"))
  #expect(canvas.line(9).contains("Ô 20"))
}

@Test func formsAreDrawnInAnyRoom() {
  for width in [0, 5, 21, 40, 200] {
    for height in [0, 1, 3, 4, 50] {
      var form = form()
      form.suggest("number", (1...9).map { Completion("\($0)") })
      var canvas = Canvas(width: width, height: height)
      form.draw(on: &canvas, row: 0, width: width, height: height)
      var empty = Form([])
      empty.draw(on: &canvas, row: 0, width: width, height: height)
      #expect(empty.handle(.named(.down)) == .none)
    }
  }
}

/// A name from the disk is read back as that name, whatever it contains, and beside others.
@Test(arguments: ["a; b.pdf", "it's; c.pdf", "'x.pdf", "\"y\".pdf", " blank.pdf", "it's.pdf"])
func aNameThatIsTakenStandsAsOne(name: String) {
  var form = Form([.init("files", label: "Tệp", kind: .multi, isExact: true)])
  form.type("đầu.pdf; c")
  form.suggest("files", [Completion(name)])
  #expect(form.press("right") == .edited("files"))
  let values = form.values["files"] ?? []
  #expect(values.count == 2 && values[0] == "đầu.pdf", "\(values)")
  let isPlain = values.last == name
  #expect(isPlain || values.last == "'" + name.replacing("'", with: "'\\''") + "'", "\(values)")
  #expect(isPlain == (name == "it's.pdf"), "\(values)")
  // The next name does not merge with it.
  form.type("; d")
  form.suggest("files", [Completion("d.pdf")])
  #expect(form.press("right") == .edited("files"))
  #expect(form.values["files"] == values + ["d.pdf"])
}
