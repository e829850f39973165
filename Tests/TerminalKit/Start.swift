import Glibc

/// Starts a program with the terminal as its own: a new session whose first open file is the terminal.
///
/// Swift has no fork(); posix_spawn is used instead.
func start(_ program: String, _ arguments: [String], _ environment: [String: String], terminal: [CChar]) throws -> pid_t
{
  let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which the module does not bring
  var attributes = posix_spawnattr_t()
  var actions = posix_spawn_file_actions_t()
  posix_spawnattr_init(&attributes)
  posix_spawn_file_actions_init(&actions)
  defer {
    posix_spawnattr_destroy(&attributes)
    posix_spawn_file_actions_destroy(&actions)
  }
  posix_spawnattr_setflags(&attributes, Int16(newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
  var signals = sigset_t()
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
  posix_spawn_file_actions_adddup2(&actions, 0, 1)
  posix_spawn_file_actions_adddup2(&actions, 0, 2)
  let names: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
  let words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
  defer { for text in names + words { free(text) } }
  var process: pid_t = 0
  let failure = posix_spawn(&process, program, &actions, &attributes, words, names)
  guard failure == 0 else {
    throw TerminalFailure("\(program) can not be started: \(String(cString: strerror(failure)))")
  }
  return process
}
