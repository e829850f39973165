import CommandWords
import Records
import Vietnamese
import Wording

/// The commands that make sense only on the screen: movement, marks, changing from screen to screen. Each only makes a
/// request to the screen.
package enum ScreenCommands {
  package static let all: [Command] =
    Movement.allCases.map { movement in command(movement.rawValue, movement.words, .move(movement)) }
    + Marking.allCases.map { marking in command(marking.rawValue, marking.words, .mark(marking)) } + [
      command("open", Bilingual("mở văn bản", "open the document"), .open),
      command("related", Bilingual("mở văn bản liên quan", "open a related document"), parameters: [which]) { call in
        .related(try call.given(which) ?? 1)
      },
      command("back", Bilingual("trở lại", "go back"), .back),
      command("quit", Bilingual("ra khỏi chương trình", "leave the program"), .quit),
      command("prompt", Bilingual("gõ một lệnh", "type a command"), parameters: [text]) { call in
        .prompt(call.given.all(text).joined(separator: " "))
      },
      command("filter", Bilingual("lọc danh sách khi gõ", "filter the list while typing"), .filter),
      command("jump", Bilingual("tới một số", "go to a number"), .jump),
      command("all-years", Bilingual("mọi năm của sổ", "all years of the register"), .allYears),
      command(
        "sort",
        Bilingual("đổi cách xếp: ngày, số, cơ quan, loại, trích yếu, người ký", "another order: day, number, agency …"),
        aliases: ["sap-xep"], parameters: [order]
      ) { call in .sort(try call.given(order)) },
      command("previous", Bilingual("năm trước, văn bản trước", "previous year, previous document"), .turn(by: -1)),
      command("next", Bilingual("năm sau, văn bản sau", "next year, next document"), .turn(by: 1)),
      command("keys", Bilingual("các phím dùng được ở đây", "the keys that work here"), .keys, aliases: ["phim"]),
      command(
        "flash", Bilingual("văn bản hỏa tốc vừa đến: mở, để sau", "the flash document that arrived: open it, later"),
        aliases: ["hoa-toc"], parameters: [answer]
      ) { call in .flash(opens: call.given(answer) != "dismiss") },
      command("redraw", Bilingual("vẽ lại màn hình", "redraw the screen"), .redraw),
      command(
        "stop-exchange", Bilingual("dừng lần gửi nhận đang chạy", "stop the running exchange"), .stopExchange,
        aliases: ["dung-dong-bo"]),
      command("suspend", Bilingual("tạm dừng, trở về dòng lệnh", "stop, back to the shell"), .suspend),
      command("refresh", Bilingual("đọc lại từ sổ", "reload the registers"), .reload),
      command("language", Bilingual("đổi tiếng Việt / Anh", "Vietnamese or English")) { call in
        call.session.language = call.session.language == .vietnamese ? .english : .vietnamese
        return .nothing
      },
      command("as", Bilingual("đổi người dùng trên máy này", "another clerk at this PC"), parameters: [clerk]) { call in
        guard let name = call.given(clerk) else { return .prompt("as ") }
        let before = call.session.chosenClerk
        call.session.chosenClerk = name
        do {
          let clerk = try call.session.clerk
          return .say(Bilingual("Người dùng: \(clerk).", "Clerk: \(clerk)."), .hint)
        } catch {
          call.session.chosenClerk = before
          throw error
        }
      },
    ]

  private static let text = Typed<String>.argument(
    "text", .text, Bilingual("lệnh", "command"), required: false, repeats: true)
  private static let which = Typed<Int>.argument("which", .number, Bilingual("thứ mấy", "which"), required: false)
  private static let answer = Typed<String>.argument(
    "answer", .choice(["open", "dismiss"]), Bilingual("làm gì", "what"), required: false)
  private static let order = Typed<ListOrder>(
    .argument("order", .order, Bilingual("cách xếp", "order"), required: false), reading: ListOrder.reading)
  private static let clerk = Typed<String>.argument("clerk", .clerk, Bilingual("tên", "name"), required: false)

  private static func command(
    _ name: String, _ summary: Bilingual, _ request: ScreenRequest, aliases: [String] = []
  ) -> Command {
    command(name, summary, aliases: aliases) { _ in request }
  }

  private static func command(
    _ name: String, _ summary: Bilingual, aliases: [String] = [], parameters: [any Declared] = [],
    _ asks: @escaping @MainActor @Sendable (ScreenCall) throws -> ScreenRequest
  ) -> Command {
    Command(
      name: name, aliases: aliases, group: .screen, summary: summary, surfaces: [.screen], parameters: parameters,
      asks: asks)
  }
}
