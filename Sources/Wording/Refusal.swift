/// A refusal: an error the user can act on, said in one sentence with the next step.
///
/// Anything that is thrown and is not a `Refusal` is a fault of the program or the machine.
public protocol Refusal: Error {
  var words: Bilingual { get }
  /// Whether the disk or the rights on it are the reason: a place that cannot be written to, a file that is in use or
  /// damaged. The shell sees a different exit code for these (`ExitStatus.storage`).
  var isOfStorage: Bool { get }
  /// Whether the reason is the connection to the hub, so that it may work another time (`ExitStatus.noLine`).
  var isOfLine: Bool { get }
}

extension Refusal {
  public var isOfStorage: Bool { false }
  public var isOfLine: Bool { false }
}
