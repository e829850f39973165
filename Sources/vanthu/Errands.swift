import CommandWords
import Glibc
import Records
import Wording

extension Session {
  /// Has the program do it that links what this one does not, with the line as it was understood.
  ///
  /// In the shell this process becomes that program, and comes back only to say that there is none. On the screen its answer is
  /// waited for.
  ///
  /// - Parameter clerk: who acts, where the command acts at the clerk's desk.
  func send(_ arguments: Arguments, as clerk: String? = nil) throws -> Outcome {
    let errand = errand(arguments, as: clerk)
    let program = try networkProgram()
    makeFolders(above: paths.state + "/sync.log")
    if isOnScreen { return try SiblingProgram.answer(program, try errand.text) }
    var words: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(try errand.text), nil]
    execv(program, &words)
    words.forEach { free($0) }
    throw SiblingRefusal.missing(program)
  }

  /// The line as the other program takes it.
  func errand(_ arguments: Arguments, as clerk: String? = nil) -> Errand {
    Errand(
      command: arguments.command?.name ?? "", values: arguments.values, office: paths.office, state: paths.state,
      language: language.rawValue, asJSON: options.json && !isOnScreen, version: Vanthu.version, clerk: clerk,
      day: today.description)
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

extension SiblingProgram {
  /// What the program says, line by line. It says little: more than a pipe holds is not expected on its stderr.
  ///
  /// - Throws: `SiblingRefusal.said` with its sentence, when it refuses.
  static func answer(_ program: String, _ word: String) throws -> Outcome {
    var (output, error): ([Int32], [Int32]) = ([0, 0], [0, 0])
    guard pipe(&output) == 0 else { throw SiblingRefusal.missing(program) }
    guard pipe(&error) == 0 else {
      output.forEach { close($0) }
      throw SiblingRefusal.missing(program)
    }
    for end in output + error { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_adddup2(&actions, error[1], 2)
    var words: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(word), nil]
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, program, &actions, nil, &words, environ)
    close(output[1])
    close(error[1])
    let (said, complaint) = (all(output[0]), all(error[0]))
    guard failure == 0 else { throw SiblingRefusal.missing(program) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      throw SiblingRefusal.said(complaint.hasPrefix("vanthu: ") ? String(complaint.dropFirst(8)) : complaint)
    }
    return Outcome(lines: said.split(separator: "\n").map(String.init), json: nil)
  }

  private static func all(_ descriptor: Int32) -> String {
    defer { close(descriptor) }
    var (bytes, piece) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
    while bytes.last == 10 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

enum SiblingRefusal: Refusal, Equatable {
  case missing(String)
  /// The other program has refused, in the clerk's language already.
  case said(String)

  var words: Words {
    switch self {
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
