import CommandWords
import Glibc
import Wording

extension Session {
  /// Becomes the program that may use the network, with the line as it was understood. Comes back only to say that there is no such
  /// program.
  func send(_ arguments: Arguments) throws -> Outcome {
    let errand = Errand(
      command: arguments.command?.name ?? "", values: arguments.values, office: paths.office, state: paths.state,
      language: language.rawValue, asJSON: options.json, version: Vanthu.version)
    let program = try SiblingProgram.path("vanthu-sync")
    makeFolders(above: paths.state + "/sync.log")
    var words: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(try errand.text), nil]
    execv(program, &words)
    words.forEach { free($0) }
    throw SiblingRefusal.missing(program)
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

/// `23/11 01:07` of a moment, by the clock on the wall.
func clockTime(_ milliseconds: Int64) -> String {
  var (seconds, local) = (time_t(milliseconds / 1000), tm())
  localtime_r(&seconds, &local)
  func digits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(digits(local.tm_mday))/\(digits(local.tm_mon + 1)) \(digits(local.tm_hour)):\(digits(local.tm_min))"
}
