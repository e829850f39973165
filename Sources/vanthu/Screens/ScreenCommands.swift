import CommandWords
import Office
import Records
import Terminal
import Wording

/// The commands that only make sense on the screen: movement, marks, going from screen to screen.
enum ScreenCommands {
  static let all: [Command] =
    movements + markings + [
      command("open", Words("mở văn bản", "open the document")) { workbench, _ in
        if let line = workbench.screen?.selection.first { workbench.show(try CardScreen(workbench.session, line)) }
      },
      command("related", Words("mở văn bản liên quan", "open a related document"), parameters: [which]) {
        workbench, arguments in
        guard let lines = (workbench.screen as? any Relating)?.related else { return }
        guard let line = lines.dropFirst(max(1, try arguments.number("which") ?? 1) - 1).first else {
          return workbench.say(
            Words("Không có văn bản liên quan nào như vậy.", "There is no such related document."), .warning)
        }
        workbench.show(try CardScreen(workbench.session, line))
      },
      command("back", Words("trở lại", "go back")) { workbench, _ in try workbench.back() },
      command("quit", Words("ra khỏi chương trình", "leave the program")) { workbench, _ in workbench.isDone = true },
      command("prompt", Words("gõ một lệnh", "type a command"), parameters: [text]) { workbench, arguments in
        workbench.ask(.command, arguments.all("text").joined(separator: " "))
      },
      command("filter", Words("lọc danh sách khi gõ", "filter the list while typing")) { workbench, _ in
        guard let list = workbench.screen as? any Filterable, !list.typeFilter() else { return }
        workbench.ask(.filter)
      },
      command("jump", Words("tới một số", "go to a number")) { workbench, _ in workbench.ask(.jump) },
      command("all-years", Words("mọi năm của sổ", "all years of the register")) { workbench, _ in
        try (workbench.screen as? any Sortable)?.showAllYears()
      },
      command(
        "sort",
        Words("đổi cách xếp: ngày, số, cơ quan, loại, trích yếu, người ký", "another order: day, number, agency …"),
        aliases: ["sap-xep"], parameters: [order]
      ) { workbench, arguments in
        guard let list = workbench.screen as? any Sortable else {
          return workbench.say(
            Words("Chỉ sổ và kết quả tìm xếp lại được.", "Only a register or a search can be sorted."), .warning)
        }
        let words = try list.sort(arguments["order"].flatMap(ListOrder.reading))
        workbench.say(Words("Xếp \(words.vietnamese).", "Sorted: \(words.english)."))
      },
      command("previous", Words("năm trước, văn bản trước", "previous year, previous document")) { workbench, _ in
        try (workbench.screen as? any Turnable)?.turn(by: -1)
      },
      command("next", Words("năm sau, văn bản sau", "next year, next document")) { workbench, _ in
        try (workbench.screen as? any Turnable)?.turn(by: 1)
      },
      command("keys", Words("các phím dùng được ở đây", "the keys that work here"), aliases: ["phim"]) { workbench, _ in
        workbench.show(
          TextScreen(
            Words("Các phím", "Keys"),
            KeyHelp.text(workbench.keymap, on: workbench.screen?.name ?? "", workbench.session.language)))
      },
      command("redraw", Words("vẽ lại màn hình", "draw the screen anew")) { workbench, _ in
        workbench.outside.append(.redraw)
      },
      command("suspend", Words("tạm dừng, trở về dòng lệnh", "stop, back to the shell")) { workbench, _ in
        workbench.outside.append(.suspend)
      },
      command("refresh", Words("đọc lại từ sổ", "read the registers again")) { workbench, _ in
        try workbench.screen?.reload()
      },
      command("language", Words("đổi tiếng Việt / Anh", "Vietnamese or English")) { workbench, _ in
        workbench.session.language = workbench.session.language == .vietnamese ? .english : .vietnamese
      },
      command("as", Words("đổi người dùng trên máy này", "another clerk at this PC"), parameters: [clerk]) {
        workbench, arguments in
        guard let name = arguments["clerk"] else { return workbench.ask(.command, "as ") }
        let before = workbench.session.chosenClerk
        workbench.session.chosenClerk = name
        do {
          workbench.say(Words("Người dùng: \(try workbench.session.clerk).", "Clerk: \(try workbench.session.clerk)."))
        } catch {
          workbench.session.chosenClerk = before
          throw error
        }
      },
    ]

  private static let movements = Movement.allCases.map { movement in
    command(movement.rawValue, movement.words) { workbench, _ in
      try (workbench.screen as? any Movable)?.move(movement)
    }
  }

  private static let markings = Marking.allCases.map { marking in
    command(marking.rawValue, marking.words) { workbench, _ in try (workbench.screen as? any Markable)?.mark(marking)
    }
  }

  private static let text = Parameter.argument("text", .text, Words("lệnh", "command"), required: false, repeats: true)
  private static let which = Parameter.argument("which", .number, Words("thứ mấy", "which"), required: false)
  private static let order = Parameter.argument("order", .order, Words("cách xếp", "order"), required: false)
  private static let clerk = Parameter.argument("clerk", .clerk, Words("tên", "name"), required: false)

  private static func command(
    _ name: String, _ summary: Words, aliases: [String] = [], parameters: [Parameter] = [],
    _ act: @escaping @MainActor @Sendable (Workbench, Arguments) throws -> Void
  ) -> Command {
    Command(
      name: name, aliases: aliases, group: .screen, summary: summary, doors: [.screen], parameters: parameters, act: act
    )
  }
}

extension Movement {
  var words: Words {
    switch self {
    case .down: Words("xuống", "down")
    case .up: Words("lên", "up")
    case .pageDown: Words("trang sau", "page down")
    case .pageUp: Words("trang trước", "page up")
    case .home: Words("về đầu", "to the first")
    case .end: Words("về cuối", "to the last")
    }
  }
}

extension Marking {
  var words: Words {
    switch self {
    case .one: Words("đánh dấu", "mark")
    case .range: Words("đánh dấu tới đây", "mark up to here")
    case .all: Words("đánh dấu tất cả", "mark all")
    case .none: Words("bỏ dấu", "unmark")
    }
  }
}
