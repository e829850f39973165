/// How an open file was replaced.
public enum Replacement: Error, Equatable, Sendable {
  /// There is no file at its path, or the path leads nowhere any more.
  case gone
  /// Another file is there.
  case other
  /// It is the same file, but something else was written into it.
  case overwritten
  /// The log beside it, which holds the last acts, was taken away.
  case logGone
}
