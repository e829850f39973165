import Commands

extension Session {
  /// A session of this program: with its screen, its manual, and what it remembers of those who type.
  convenience init(ofProgram options: GlobalOptions, _ paths: Paths, clock: @escaping @Sendable () -> Int64) {
    self.init(options, paths, clock: clock)
    openScreen = { [unowned self] first in try ScreenProgram.run(self, first: first) }
    manual = { Manual(language: $0).lines() }
    typings = TypingFile(paths)
  }
}
