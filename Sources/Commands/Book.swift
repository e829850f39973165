import CommandWords
import Records
import Wording

/// Sổ và dãy số.
package extension Command {
  static let book = Command(
    name: "book", aliases: ["mo-so"], group: .house,
    summary: Bilingual(
      "sổ và dãy số: xem, mở sổ riêng cho một số loại", "books and series: list, open one for some types"),
    parameters: [
      BookParameters.verb, BookParameters.book, BookParameters.reason, BookParameters.today, BookParameters.series,
      BookParameters.name, BookParameters.direction,
      BookParameters.type, BookParameters.first, BookParameters.year,
    ],
    examples: [
      Example(
        "vanthu book open --series di-qd --name \"Sổ quyết định\" --type qd", "sổ riêng cho quyết định",
        "a book of decisions"),
      Example(
        "vanthu book void-days-to-come den-2027 --today 01/12/2026 --reason \"Đồng hồ máy sai\"",
        "hủy số cấp khi đồng hồ máy chạy trước",
        "void numbers assigned while the clock was ahead"),
    ],
    run: { session, given in
      let verb = try given.required(BookParameters.verb)
      if verb == .voidDaysToCome {
        return try mendClock(
          session, in: try given.required(BookParameters.book), try given.required(BookParameters.today),
          try given.required(BookParameters.reason))
      }
      let year = try given(BookParameters.year) ?? session.today.year
      if verb == .open {
        let book = Book(
          series: try given.required(BookParameters.series),
          direction: try given(BookParameters.direction) ?? .outgoing,
          year: year, name: try given.required(BookParameters.name),
          typeNames: given.all(BookParameters.type).map { DocumentType(named: $0).name },
          firstNumber: try given(BookParameters.first) ?? 1)
        try session.act { try $0.openBook(book) }
      }
      let waiting = try session.office.waitingBooks(today: session.today)
      let all = try session.office.bookStates(
        year: given(BookParameters.year) == nil && verb == .list ? nil : year)
      // Books that wait for their year come after the others.
      let bookStates = all.filter { waiting[$0.book.id] == nil } + all.filter { waiting[$0.book.id] != nil }
      return Outcome(
        rows: bookStates.map { bookState in
          let types =
            bookState.book.typeNames.isEmpty
            ? session.say("mọi loại khác", "all other types") : bookState.book.typeNames.joined(separator: ", ")
          let last = "\(session.say("số cuối", "last")) \(bookState.lastNumber)"
          let waits = waiting[bookState.book.id]?.words[session.language]
          return .columns(bookState.book.id, bookState.book.name, types, last, waits)
        },
        json: .array(
          bookStates.map {
            .object([
              ("id", .string($0.book.id)), ("name", .string($0.book.name)),
              ("direction", .string($0.book.direction.rawValue)),
              ("year", .number($0.book.year)), ("typeNames", .array($0.book.typeNames.map(JSON.string))),
              ("firstNumber", .number($0.book.firstNumber)), ("lastNumber", .number($0.lastNumber)),
              ("waits", .bool(waiting[$0.book.id] != nil)),
              ("voided", .array((waiting[$0.book.id]?.voided ?? []).map(JSON.number))),
            ])
          }))
    })
}

package enum BookParameters {
  package enum Verb: String, CaseIterable, Sendable {
    case list, open
    case voidDaysToCome = "void-days-to-come"
  }

  package static let verb = Typed<Verb>.argument("verb", Bilingual("việc", "what"))
  package static let book = Typed<String>.argument("book", .word, Bilingual("mã sổ", "book"), required: false)
  package static let reason = Typed<String>.option("reason", .text, Bilingual("Lý do", "Reason"), asked: false)
  package static let today = Typed<String>.option(
    "today", .issuedDay, Bilingual("Hôm nay", "Today"),
    help: Bilingual("với void-days-to-come: đủ ngày, tháng, năm", "for void-days-to-come: day, month and year"),
    asked: false)
  package static let series = Typed<String>.option(
    "series", .word, Bilingual("Mã sổ", "Series"), help: Bilingual("di-qd", "di-qd"))
  package static let name = Typed<String>.option("name", .text, Bilingual("Tên sổ", "Name"))
  package static let direction = Typed<Book.Direction>.option(
    "direction", Bilingual("Đến hay đi", "Direction"))
  package static let type = Typed<String>.option(
    "type", .documentType, Bilingual("Loại văn bản", "Types"), repeats: true)
  package static let first = Typed<Int>.option("first", .number, Bilingual("Số đầu tiên", "First number"))
  package static let year = Typed<Int>.option("year", .year, Bilingual("Năm", "Year"))
}
