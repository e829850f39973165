/// The storage for how each clerk of this PC types.
package protocol TypingMemory {
  func read(_ clerk: String) throws -> Typing
  func write(_ typing: Typing, of clerk: String) throws
}

/// Stores nothing; always returns the default.
package struct NoTypingMemory: TypingMemory {
  package func read(_ clerk: String) throws -> Typing { Typing() }
  package func write(_ typing: Typing, of clerk: String) throws {}
}
