import CommandWords
import Glibc
import Records
import Wording

extension Session {
  /// Becomes the program that may use the network, with the line as it was understood. Comes back only to say that there is no such
  /// program.
  func send(_ arguments: Arguments) throws -> Outcome {
    let program = try networkProgram()
    makeFolders(above: paths.state + "/sync.log")
    var words: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(try errand(arguments).text), nil]
    execv(program, &words)
    words.forEach { free($0) }
    throw SiblingRefusal.missing(program)
  }

  /// The line as the other program takes it.
  func errand(_ arguments: Arguments) -> Errand {
    Errand(
      command: arguments.command?.name ?? "", values: arguments.values, office: paths.office, state: paths.state,
      language: language.rawValue, asJSON: options.json, version: Vanthu.version)
  }
}

/// A program that is installed beside this one.
enum SiblingProgram {
  static func path(_ name: String) throws -> String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &path, path.count - 1)
    guard length > 0 else { throw SiblingRefusal.missing(name) }
    let own = String(decoding: path[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return (own.lastIndex(of: "/").map { String(own[...$0]) } ?? "") + name
  }
}

enum SiblingRefusal: Refusal, Equatable {
  case missing(String)

  var words: Words {
    switch self {
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
