import CommandWords
import Office
import Records
import Wording

/// Số cuối trên giấy: sau phục hồi, hay sau khi máy này phải chờ.
package extension Command {
  static let numbers = Command(
    name: "numbers", aliases: ["so-cuoi"], group: .house,
    summary: Bilingual(
      "cho biết số cuối đã ghi trên giấy, khi máy hỏi", "enter the last numbers used on paper, when asked"),
    detail: Bilingual(
      "Máy hỏi sau khi phục hồi, và khi nó lại được cấp số sau khi phải chờ máy khác. "
        + "Cơ quan đã nối với tỉnh thì đồng bộ trước: việc bản sao lưu thiếu mà tỉnh còn giữ trở về với đúng số "
        + "của nó, chỉ phần còn thiếu mới nhập lại từ giấy.",
      "Asked for after a restore, and when a PC had to wait for another one. "
        + "An enrolled office exchanges first: what the backup lacks and the hub holds comes back under its own "
        + "number, and only the rest is entered again from paper."
    ),
    parameters: [NumbersParameters.last, NumbersParameters.offline, NumberJump.sure],
    examples: [
      Example(
        "vanthu numbers --last den-2026=57 --last di-2026=15 --last di-sao-2026=0", "xác nhận số cuối",
        "confirm the numbers")
    ],
    isAct: true,
    advice: Advice(question: { filling in
      guard let last = try? stated(filling.given) else { return nil }
      return try NumberJump.first(in: last, filling.session, filling.given)?.question(filling.given)
    }),
    run: { session, given in
      let asked = try session.office.numbersToConfirm(today: session.today)
      let typed = given.all(NumbersParameters.last)
      if typed.isEmpty {
        return Outcome(
          rows: asked.isEmpty
            ? [
              OutputLine(
                session.say("Không có câu hỏi nào về số trên giấy.", "No numbers on paper are to be confirmed."))
            ]
            : asked.map {
              .columns($0.book.id, $0.book.name, "\(session.say("trong máy là", "the file has")) \($0.lastNumber)")
            },
          json: .array(asked.map { .object([("book", .string($0.book.id)), ("lastNumber", .number($0.lastNumber))]) }))
      }
      let last = try stated(given)
      if let jump = try NumberJump.first(in: last, session, given) { throw jump }
      return try confirmed(last, isOffline: given.has(NumbersParameters.offline), session)
    },
    asks: { call in
      let asked = try call.session.office.numbersToConfirm(today: call.session.today)
      guard call.given.all(NumbersParameters.last).isEmpty, !asked.isEmpty else { return nil }
      if try call.session.office.awaitsHub(), !call.given.has(NumbersParameters.offline) {
        throw NumberingRefusal.awaitsHub
      }
      // One field for each book in question, filled with the last number in the file.
      return .form(
        FormRequest(
          command: call.command, given: call.given.arguments,
          prefilled: Dictionary(uniqueKeysWithValues: asked.map { ($0.book.id, ["\($0.lastNumber)"]) }),
          parts: (of: NumbersParameters.last.name, fields: asked.map(field))))
    })

  /// Returns the last number of each book that was named.
  private static func stated(_ given: Given) throws -> [String: Int] {
    var last: [String: Int] = [:]
    for text in given.all(NumbersParameters.last) {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let number = WholeNumber.reading(parts[1]) else {
        throw UsageError.number(name: "--last", typed: text)
      }
      last[parts[0]] = number
    }
    return last
  }

  private static func field(_ asked: BookState) -> Parameter {
    let (book, last) = (asked.book, asked.lastNumber)
    return .option(
      book.id, .number, Bilingual(book.id, book.id),
      help: Bilingual(
        "\(book.name) \(book.year): trong máy tới số \(last); ghi số cuối trên giấy",
        "\(book.name) \(book.year): the file has reached \(last); the last one on paper"),
      required: true)
  }

  @MainActor
  private static func confirmed(
    _ last: [String: Int], isOffline: Bool, _ session: Session
  ) throws -> Outcome {
    try session.act { try $0.confirmNumbers(last, isOffline: isOffline) }
    return Outcome(
      session.say("Đã xác nhận; số tiếp theo nối theo số trên giấy.", "Confirmed; numbers continue from paper."),
      json: .object(last.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) }))
  }
}

package enum NumbersParameters {
  package static let last = Typed<String>.option(
    "last", .word, Bilingual("Sổ=số", "Book=number"),
    help: Bilingual("den-2026=57; mỗi sổ một lần", "den-2026=57, once for each book"), repeats: true)
  package static let offline = Typed<Bool>.flag(
    "offline", Bilingual("Không chờ tỉnh", "Without the hub"),
    help: Bilingual(
      "không gửi nhận được bằng cách nào, nên không chờ tỉnh", "no exchange is possible, so do not wait for the hub"))
}
