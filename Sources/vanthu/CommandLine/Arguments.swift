import Records
import Vietnamese
import Wording

/// What a command line gave a command.
struct Arguments: Sendable {
  var values: [String: [String]] = [:]

  subscript(_ name: String) -> String? { values[name]?.last.flatMap { $0.isEmpty ? nil : $0 } }
  func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }
  func flag(_ name: String) -> Bool { values[name] != nil }

  func number(_ name: String) throws -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(text) else { throw UsageError.number(name: name, typed: text) }
    return number
  }

  /// A number that must lie in a range.
  func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let number = try number(name) else { return nil }
    guard range.contains(number) else { throw UsageError.outside(name: "--" + name, typed: number, range) }
    return number
  }

  func day(_ name: String, today: Day, toward direction: Day.Direction = .past) throws -> Day? {
    try self[name].map { try Day.reading($0, today: today, toward: direction) }
  }

  func required(_ name: String) throws -> String {
    guard let text = self[name] else { throw UsageError.missing([name], usage: "") }
    return text
  }
}

/// What a command line is wrong about. Exit code 2.
enum UsageError: Refusal, Equatable {
  case unknownCommand(String, nearest: String?)
  case unknownOption(String, command: String, nearest: String?)
  case noValue(String)
  case missing([String], usage: String)
  case tooMany(String, usage: String)
  case number(name: String, typed: String)
  case outside(name: String, typed: Int, ClosedRange<Int>)
  case choice(name: String, typed: String, allowed: [String])
  case unfinishedQuote
  case notUTF8
  case notHere(String)

  var words: Words {
    switch self {
    case .unknownCommand(let name, let nearest):
      Words(
        "Không có lệnh “\(shown(name))”\(nearest.map { "; có phải là \($0)?" } ?? ".") Xem vanthu help.",
        "There is no command “\(shown(name))”\(nearest.map { "; did you mean \($0)?" } ?? ".") See vanthu help.")
    case .unknownOption(let name, let command, let nearest):
      Words(
        "Lệnh \(command) không có tùy chọn \(shown(name))\(nearest.map { "; có phải là \($0)?" } ?? ".")"
          + " Xem vanthu help \(command).",
        "\(command) has no option \(shown(name))\(nearest.map { "; did you mean \($0)?" } ?? ".")"
          + " See vanthu help \(command).")
    case .noValue(let name):
      Words("Sau \(name) phải có giá trị.", "\(name) wants a value after it.")
    case .missing(let names, let usage):
      Words(
        "Còn thiếu \(names.joined(separator: ", "))."
          + (usage.isEmpty ? " Xem vanthu help." : " Cách dùng: \(usage)"),
        "\(names.joined(separator: ", ")) is missing." + (usage.isEmpty ? " See vanthu help." : " Usage: \(usage)"))
    case .tooMany(let text, let usage):
      Words("Thừa “\(shown(text))”. Cách dùng: \(usage)", "“\(shown(text))” is too much. Usage: \(usage)")
    case .number(let name, let typed):
      Words(
        "“\(shown(typed))” không phải là số nguyên dùng được cho \(name).",
        "“\(shown(typed))” is not a whole number that can be used for \(name).")
    case .outside(let name, let typed, let range):
      Words(
        "\(typed) sau \(name) không dùng được; phải từ \(range.lowerBound) đến \(range.upperBound).",
        "\(typed) after \(name) will not do; it must be from \(range.lowerBound) to \(range.upperBound).")
    case .choice(let name, let typed, let allowed):
      Words(
        "“\(shown(typed))” không dùng được cho \(name); chọn một trong: \(allowed.joined(separator: ", ")).",
        "“\(shown(typed))” cannot stand for \(name); choose one of: \(allowed.joined(separator: ", ")).")
    case .unfinishedQuote:
      Words("Dấu nháy mở ra mà chưa đóng lại.", "A quotation mark is opened and not closed.")
    case .notUTF8:
      Words(
        "Dòng lệnh có chữ không phải UTF-8; đặt bảng mã của cửa sổ lệnh (hoặc của tệp kịch bản) là UTF-8 rồi làm lại.",
        "The command line has text that is not UTF-8; set the terminal (or the script's file) to UTF-8 and try again.")
    case .notHere(let name):
      Words(
        "Lệnh \(name) chỉ dùng được trên màn hình; mở bằng vanthu.",
        "\(name) is a command of the screen; open it with vanthu.")
    }
  }

  /// What was typed, as far as a sentence can hold it, without anything a terminal would obey.
  private func shown(_ typed: String) -> String {
    let line = cleaned(String(typed.prefix(80)))
    return line.count > 60 ? line.prefix(60) + "…" : line
  }
}
