import Glibc

/// Runs a program of the system to its end, for output that other programs have to accept: shells, groff, Python.
/// Returns what it writes to stdout and stderr.
func shell(
  _ path: String, _ arguments: [String], input: String = "", path search: String = "/usr/bin:/bin"
) throws -> (status: Int32, output: String) {
  let (given, said) = (try TemporaryFile(input), try TemporaryFile(""))
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, given.path, O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, said.path, O_WRONLY, 0)
  posix_spawn_file_actions_adddup2(&actions, 1, 2)
  var words = pointers([path] + arguments)
  var environment = pointers(["PATH=\(search)", "LC_ALL=C.UTF-8", "HOME=/tmp"])
  defer { for word in words + environment { free(word) } }
  var process: pid_t = 0
  let failure = posix_spawn(&process, path, &actions, nil, &words, &environment)
  guard failure == 0 else { throw ShellFailure(path: path, code: failure) }
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  return ((status >> 8) & 0xFF, said.contents)
}

private func pointers(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
  var pointers: [UnsafeMutablePointer<CChar>?] = []
  for word in words { pointers.append(strdup(word)) }
  return pointers + [nil]
}

func isInstalled(_ path: String) -> Bool { access(path, X_OK) == 0 }

struct ShellFailure: Error {
  let path: String
  let code: Int32
}

/// A file that is deleted with the object.
final class TemporaryFile {
  let path: String

  init(_ contents: String) throws {
    var template = Array("/tmp/vanthu-test-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard file >= 0 else { throw ShellFailure(path: path, code: errno) }
    defer { close(file) }
    var contents = contents
    contents.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        written += max(0, write(file, bytes.baseAddress! + written, bytes.count - written))
      }
    }
  }

  deinit { unlink(path) }

  var contents: String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
