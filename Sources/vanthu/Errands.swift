import ChildProcess
import CommandWords
import DurableFile
import Records
import Wording

extension Session {
  /// Has the program do it that links what this one does not, with the line as it was understood.
  ///
  /// In the shell this process becomes that program, and comes back only to say that there is none. On the screen its answer is
  /// waited for.
  ///
  /// - Parameter clerk: who acts, where the command acts at the clerk's desk.
  func send(_ name: ErrandName, _ arguments: Arguments, as clerk: String? = nil) throws -> Outcome {
    let errand = try errand(name, arguments, as: clerk)
    let program = try networkProgram()
    makeFolders(above: paths.state + "/sync.log")
    if isOnScreen {
      defer { if name == .importMessage { beginFileTexts() } }
      return try SiblingProgram.answer(program, try errand.text)
    }
    ChildProcess.become([program, try errand.text])
    throw SiblingRefusal.missing(program)
  }

  /// The line as the other program takes it.
  ///
  /// - Throws: `FileRefusal.sameNames`.
  func errand(_ name: ErrandName, _ arguments: Arguments, as clerk: String? = nil) throws -> Errand {
    var values = arguments.values
    for parameter in arguments.command?.parameters ?? [] where parameter.kind.isPath {
      // Empty is what a flag without a value has.
      values[parameter.name] = try values[parameter.name]?.map { $0.isEmpty ? $0 : try FileNames.found($0) }
    }
    return Errand(
      name, values: values, office: paths.office, state: paths.state,
      language: language.rawValue, asJSON: options.json && !isOnScreen, version: Release.version, clerk: clerk,
      day: today.description, leavesTexts: isOnScreen, isDayStated: options.day != nil)
  }
}

/// A program that is installed beside this one.
enum SiblingProgram {
  static func path(_ name: String) throws -> String {
    guard let own = Folder.target(ofLink: "/proc/self/exe") else { throw SiblingRefusal.missing(name) }
    return Folder.path(of: name, beside: own)
  }
}

extension SiblingProgram {
  /// What the program says, line by line.
  ///
  /// - Throws: `SiblingRefusal.said` with its sentence, when it refuses.
  static func answer(_ program: String, _ word: String) throws -> Outcome {
    guard let ended = ChildProcess.run([program, word]) else { throw SiblingRefusal.missing(program) }
    guard ended.status == 0 else {
      let complaint = text(ended.error)
      throw SiblingRefusal.said(complaint.hasPrefix("vanthu: ") ? String(complaint.dropFirst(8)) : complaint)
    }
    return Outcome(lines: text(ended.output).split(separator: "\n").map(String.init), json: nil)
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(bytes.count - bytes.reversed().prefix { $0 == 10 }.count), as: UTF8.self)
  }
}

enum SiblingRefusal: Refusal, Equatable {
  case missing(String)
  /// What it says has no place on the disk.
  case noPlaceToSay(String)
  /// The other program has refused, in the clerk's language already.
  case said(String)

  var isOfStorage: Bool {
    if case .noPlaceToSay = self { true } else { false }
  }

  var words: Words {
    switch self {
    case .noPlaceToSay(let path):
      Words(
        "Không ghi được vào \(path) nên chưa gửi nhận: ổ đĩa đầy, chỉ đọc được, hay không có quyền ghi; nhờ người phụ trách máy, rồi làm lại.",
        "\(path) cannot be written, so nothing was exchanged: the disk is full or read-only, or the rights forbid it; ask who looks after the PC, then try again."
      )
    case .said(let sentence): Words(sentence, sentence)
    case .missing(let program):
      Words(
        "Thiếu chương trình \(program); cài lại vanthu cho đủ (make install).",
        "The program \(program) is missing; install vanthu whole (make install).")
    }
  }
}

/// `23/11 01:07` of a moment, by the clock of Vietnam, as every day of the program is.
func clockTime(_ milliseconds: Int64) -> String {
  let seconds = Int(milliseconds / 1000)
  func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return Day(unixSeconds: seconds).short + " \(digits(hour(milliseconds))):\(digits(seconds / 60 % 60))"
}

/// The hour of a moment in Vietnam, 0 to 23.
func hour(_ milliseconds: Int64) -> Int { Int(milliseconds / 3_600_000 + 7) % 24 }
