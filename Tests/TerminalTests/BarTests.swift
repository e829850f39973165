import Testing

@testable import Terminal

@Test func hintsThatDoNotFitAreLeftOutWhole() {
  var canvas = Canvas(width: 30, height: 1)
  let places = HintBar.draw([("Enter", "Mở"), ("r", "Đăng ký"), ("?", "Mọi phím")], on: &canvas, row: 0)
  #expect(canvas.text == "Enter Mở  r Đăng ký  ? Mọi phím".prefix(19))
  #expect(places == [0..<8, 10..<19])
  #expect(canvas.roles.hasPrefix("KKKKKhhhhhKh"))
}

@Test func barsAreAsLongAsTheirNumbers() {
  var canvas = Canvas(width: 24, height: 4)
  BarChart.draw(
    [.init("Đến", 80), .init("Đi", 41), .init("Trễ", 0), .init("Ít", 0.01)], on: &canvas, row: 0, width: 24)
  #expect(
    canvas.text
      == "Đến ███████████████   80\nĐi  ███████▋          41\nTrễ                    0\nÍt  ▏               0.01")
  #expect(BarChart.blocks(50, of: 100, columns: 4) == "██")
  #expect(BarChart.blocks(500, of: 100, columns: 4) == "████")
  #expect(BarChart.blocks(.nan, of: 100, columns: 4) == "" && BarChart.blocks(1, of: 0, columns: 4) == "")
}

@Test func aQuestionIsAnsweredByItsKeysOnly() {
  let question = Dialog(
    "Thu hồi văn bản 118/UBND-VX?", sentence: "Nơi nhận sẽ được báo.",
    answers: [.init(.character("t"), "Thu hồi"), .init(.character("k"), "Không")], dangerous: true)
  #expect(question.handle(.character("t")) == .answer(0))
  #expect(question.handle(.named(.enter)) == .none)
  #expect(question.handle(.named(.escape)) == .cancel)
  var canvas = Canvas(width: 40, height: 6)
  question.draw(on: &canvas, bottom: 5)
  #expect(canvas.text.hasSuffix(" Thu hồi văn bản 118/UBND-VX?\n Nơi nhận sẽ được báo.\n t Thu hồi  k Không"))
  #expect(canvas.cursor! == (5, 1))
}

@Test func aLongTextIsReadByPages() {
  var pane = TextPane((1...30).map { "dòng \($0)" }.joined(separator: "\n"))
  var canvas = Canvas(width: 20, height: 10)
  func draw() { pane.draw(on: &canvas, row: 0, width: 20, height: 10) }
  draw()
  #expect(canvas.line(9) == "dòng 10" && pane.percent == 33)
  #expect(pane.handle(.character(" ")) && pane.top == 9)
  #expect(pane.handle(.named(.end)) && pane.isAtEnd && pane.percent == 100)
  #expect(pane.handle(.named(.down)) && pane.top == 20)
  #expect(pane.handle(.character("x")) == false)
  #expect(pane.handle(.named(.home)) && pane.find { $0 == "dòng 15" } && pane.top == 14)
  pane.text = "# Một"
  draw()
  #expect(canvas.line(0) == "Một" && canvas.roles.hasPrefix("HHH"))
}
