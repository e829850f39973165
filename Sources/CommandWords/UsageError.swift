import Vietnamese
import Wording

/// A wrong command line, for which nothing was done: exit code 2. Errors that depend on the data are other refusals.
public protocol UsageRefusal: Refusal {}

/// What can be wrong with any command line.
public enum UsageError: UsageRefusal, Equatable {
  case unknownCommand(String, nearest: String?)
  /// The second word of a command of two words is unknown, with the words that are known after the first.
  case unknownSubcommand(String, of: String, [String])
  /// The command is `nil` if the option was given before a command was named, or for the program.
  case unknownOption(String, command: String?, nearest: String?)
  /// `next` is the word in the place of the value; it looks like an option.
  case noValue(String, next: String? = nil)
  case valueForFlag(String, typed: String)
  case givenTwice(String)
  case missing([Bilingual], usage: Bilingual)
  case tooMany(String, usage: Bilingual)
  case number(name: Bilingual, typed: String)
  case choice(name: Bilingual, typed: String, allowed: [String])
  /// The day of the act (`--on`) is outside 1970 to 2100.
  case farDay(String)
  case outside(name: Bilingual, typed: Int, ClosedRange<Int>)
  case unfinishedQuote
  case notUTF8
  case unfinishedBackslash
  case notHere(String)
  /// The value is wrong, in the words of the type it was to have.
  case value(Bilingual)
  /// An option that does not apply to what was named, and when it applies.
  case misplaced(String, Bilingual)

  public var words: Bilingual { words(of: "vanthu") }

  /// Returns the sentence, with the name of the program that refuses.
  public func words(of program: String) -> Bilingual {
    switch self {
    case .outside(let name, let typed, let range):
      Bilingual(
        "\(typed) sau \(name.vietnamese) không dùng được; phải từ \(range.lowerBound) đến \(range.upperBound).",
        "\(typed) is not valid for \(name.english); it must be from \(range.lowerBound) to \(range.upperBound).")
    case .value(let words): words
    case .misplaced(let option, let place):
      Bilingual(
        "\(option) chỉ dùng khi \(place.vietnamese); bỏ đi.",
        "\(option) is only valid when \(place.english); leave it out.")
    case .notUTF8:
      Bilingual(
        "Dòng lệnh có chữ không phải UTF-8; đặt bảng mã của cửa sổ lệnh (hoặc của tệp kịch bản) là UTF-8 rồi làm lại.",
        "The command line has text that is not UTF-8; set the terminal (or the script's file) to UTF-8 and try again.")
    case .unknownCommand(let name, let nearest):
      Bilingual(
        "Không có lệnh “\(shown(name))”\(nearest.map { "; có phải là \($0)?" } ?? ".") Xem \(program) help.",
        "There is no command “\(shown(name))”\(nearest.map { "; did you mean \($0)?" } ?? ".") See \(program) help.")
    case .unknownSubcommand("", let command, let known):
      Bilingual(
        "Sau \(command) phải có một trong: \(known.joined(separator: ", ")). "
          + "Xem \(program) help \(command) \(known[0]).",
        "\(command) needs one of these after it: \(known.joined(separator: ", ")). "
          + "See \(program) help \(command) \(known[0])."
      )
    case .unknownSubcommand(let name, let command, let known):
      Bilingual(
        "Lệnh \(command) không có “\(shown(name))”; có: \(known.joined(separator: ", ")).",
        "\(command) has no “\(shown(name))”; it has: \(known.joined(separator: ", ")).")
    case .unknownOption(let name, let command, let nearest):
      Bilingual(
        "\(command.map { "Lệnh \($0) không có" } ?? "Không có") tùy chọn \(shown(name))"
          + "\(nearest.map { "; có phải là \($0)?" } ?? ".") Xem \(program) help\(command.map { " \($0)" } ?? "").",
        "\(command.map { "\($0) has" } ?? "There is") no option \(shown(name))"
          + "\(nearest.map { "; did you mean \($0)?" } ?? ".") See \(program) help\(command.map { " \($0)" } ?? "").")
    case .noValue(let name, nil):
      Bilingual("Sau \(name) phải có giá trị.", "\(name) needs a value after it.")
    case .noValue(let name, .some(let next)):
      Bilingual(
        "Sau \(name) phải có giá trị; nếu giá trị là “\(shown(next))”, hãy viết \(name)=\(shown(next)).",
        "\(name) needs a value after it; if the value is “\(shown(next))”, write \(name)=\(shown(next)).")
    case .valueForFlag(let name, let typed):
      Bilingual(
        "\(name) không nhận giá trị; bỏ “=\(shown(typed))” đi.", "\(name) takes no value; leave out “=\(shown(typed))”."
      )
    case .givenTwice(let name):
      Bilingual(
        "\(name) chỉ được ghi một lần; bỏ chỗ thừa đi.", "\(name) may be given once only; leave out the others.")
    case .missing(let names, let usage):
      Bilingual(
        "Còn thiếu \(names.map(\.vietnamese).joined(separator: ", "))."
          + (usage.vietnamese.isEmpty ? " Xem \(program) help." : " Cách dùng: \(usage.vietnamese)"),
        "\(names.map(\.english).joined(separator: ", ")) is missing."
          + (usage.english.isEmpty ? " See \(program) help." : " Usage: \(usage.english)"))
    case .tooMany(let text, let usage):
      Bilingual(
        "Thừa “\(shown(text))”. Cách dùng: \(usage.vietnamese)",
        "“\(shown(text))” is not expected. Usage: \(usage.english)"
      )
    case .number(let name, let typed) where isTooLarge(typed):
      Bilingual(
        "“\(shown(typed))” quá lớn cho \(name.vietnamese); hãy ghi số có nhiều nhất \(WholeNumber.mostDigits) chữ số.",
        "“\(shown(typed))” is too large for \(name.english); "
          + "write a number of at most \(WholeNumber.mostDigits) digits."
      )
    case .number(let name, let typed):
      Bilingual(
        "“\(shown(typed))” không phải là số nguyên dùng được cho \(name.vietnamese).",
        "“\(shown(typed))” is not a valid whole number for \(name.english).")
    case .choice(let name, let typed, let allowed):
      Bilingual(
        "“\(shown(typed))” không dùng được cho \(name.vietnamese); chọn một trong: \(allowed.joined(separator: ", ")).",
        "“\(shown(typed))” is not valid for \(name.english); choose one of: \(allowed.joined(separator: ", ")).")
    case .farDay(let typed):
      Bilingual(
        "Ngày “\(shown(typed))” sau --on phải từ năm 1970 đến năm 2100; xem lại năm.",
        "The date “\(shown(typed))” after --on must be between 1970 and 2100; check the year.")
    case .unfinishedQuote:
      Bilingual("Dấu nháy mở ra mà chưa đóng lại.", "A quotation mark is not closed.")
    case .unfinishedBackslash:
      Bilingual(
        "Sau dấu \\ ở cuối dòng phải có một chữ; hãy viết thêm hoặc bỏ dấu ấy đi.",
        "A character must follow the \\ at the end; add one or remove the \\.")
    case .notHere(let name):
      Bilingual(
        "Lệnh \(name) chỉ dùng được trên màn hình; mở bằng \(program).",
        "\(name) is a command of the screen; open it with \(program).")
    }
  }

  private func isTooLarge(_ typed: String) -> Bool {
    let digits = typed.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    return digits.count > WholeNumber.mostDigits && digits.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Returns what was typed, shortened, without anything a terminal would interpret.
  private func shown(_ typed: String) -> String {
    let line = cleaned(String(typed.prefix(80)))
    return line.count > 60 ? line.prefix(60) + "…" : line
  }
}
