import Glibc
import Terminal
import Wording

// A program for tests of the real terminal: a list of 1000 rows; `f` opens a form, `:` the prompt.

struct Item: Identifiable {
  let id: Int
}

let count = 1000

func complain(_ text: String) {
  let line = Array((text + "\n").utf8)
  _ = write(2, line, line.count)
}

func items(_ from: Int?, _ direction: ScrollList<Item>.Direction, _ limit: Int) -> [Item] {
  switch direction {
  case .forward: ((from ?? 0) + 1..<max((from ?? 0) + 1, min(count, (from ?? 0) + limit) + 1)).map { Item(id: $0) }
  case .backward:
    (max(1, (from ?? count + 1) - limit)..<max(1, from ?? count + 1)).map { Item(id: $0) }
  }
}

do {
  let file = """
    [roles]
    title = bright-white on blue bold
    accent = #2e8bc0 bold
    danger = red bold
    """
  let terminal = try CursesTerminal(theme: Theme(file, name: "demo"))
  defer { terminal.close() }
  var demo = try Demo(terminal)
  try demo.run()
  terminal.close()
  print("ended after \(demo.drawn) frames\(demo.isHungUp ? ", hung up" : "")")
} catch let refusal as Refusal {
  complain(refusal.words[.english])
  exit(2)
}

struct Demo {
  let terminal: CursesTerminal
  var list = ScrollList<Item>(fetch: items)
  var form: Form?
  var prompt: LinePrompt?
  var last = "ready"
  var drawn = 0
  var isHungUp = false

  init(_ terminal: CursesTerminal) throws {
    self.terminal = terminal
    try list.home()
  }

  mutating func run() throws {
    while true {
      if !terminal.inputIsWaiting { try draw() }
      switch terminal.next() {
      case .key(let key): if try !handle(key) { return }
      case .paste(let text):
        if prompt != nil {
          prompt?.paste(text)
        } else if form != nil {
          _ = form?.paste(text)
        } else {
          last = "paste of \(text.count)"
        }
      case .mouse(let mouse):
        last = "mouse \(mouse.kind) \(mouse.row),\(mouse.column)"
        if mouse.kind == .press { list.select(line: mouse.row - 1) }
      case .resized: last = "\(terminal.size.width)x\(terminal.size.height)"
      case .idle: last = "idle"
      case .hangup:
        isHungUp = true
        return
      }
    }
  }

  mutating func handle(_ key: Key) throws -> Bool {
    if prompt != nil {
      let answer = prompt?.handle(key) { _, _ in [Completion("register", note: "đăng ký"), Completion("route")] }
      if case .submit(let line) = answer { last = "line \(line)" }
      if answer == .cancel { last = "no line" }
      if case .edited = answer { return true }
      prompt = nil
      return true
    }
    if form != nil {
      switch form?.handle(key) {
      case .submit:
        last = "form \(form?.value("subject") ?? "")"
        form = nil
      case .cancel: form = nil
      default: break
      }
      return true
    }
    if try list.handle(key) { return true }
    last = "key \(key)"
    switch key {
    case .character("q"): return false
    case .character("f"): form = Form([.init("number", label: "Số"), .init("subject", label: "Trích yếu")])
    case .character(":"): prompt = LinePrompt()
    case .character("!"): last = terminal.runOutside { "outside \(system("echo outside; sleep 0.3"))" }
    case .character("C"): last = "\([1, 2][(list.current?.id ?? 0) + 10])"
    case .character("E"): complain("a word on stderr")
    case .character("O"): last = String(overflow(1))
    case .control("z"): terminal.suspend()
    case .control("l"): terminal.redrawAll()
    default: break
    }
    return true
  }

  func overflow(_ depth: Int) -> Int { depth < 0 ? 0 : depth &+ overflow(depth &+ 1) &* 2 }

  mutating func draw() throws {
    let (width, height) = terminal.size
    var canvas = Canvas(width: width, height: height)
    canvas.write("Sổ đăng ký văn bản đến", row: 0, .title, width: width)
    if form != nil {
      form?.draw(on: &canvas, row: 1, width: width, height: height - 2)
    } else {
      for (index, line) in try list.visible(height: height - 2).enumerated() {
        if line.isCursor {
          canvas.write("▌", row: index + 1, .accent)
          canvas.cursor = (index + 1, 0)
        }
        canvas.write("\(line.row.id)  Quyết định số \(line.row.id)/QĐ-UBND", row: index + 1, column: 2)
      }
    }
    canvas.write(last, row: height - 1, width: width - 12)
    if form == nil { canvas.write("\(list.current?.id ?? 0)", row: height - 1, column: width - 10) }
    prompt?.draw(on: &canvas, row: height - 1)
    terminal.show(canvas)
    drawn += 1
  }
}
