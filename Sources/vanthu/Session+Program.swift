import Commands

extension Session {
  /// A session of this program, with its screen, its manual, and the typing settings of its clerks.
  convenience init(ofProgram options: GlobalOptions, _ paths: Paths, clock: @escaping @Sendable () -> Int64) {
    self.init(options, paths, clock: clock)
    openScreen = { [unowned self] first in try ScreenProgram.run(self, first: first) }
    manual = { Manual(language: $0).lines() }
    typings = TypingFile(paths)
  }
}
