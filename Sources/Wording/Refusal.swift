/// A refusal: an error the user can act on, said in one sentence with the next step.
///
/// Anything that is thrown and is not a `Refusal` is a fault of the program or the machine.
public protocol Refusal: Error {
  var words: Words { get }
  /// Whether it is the disk or the rights on it that refuse: a place that takes no writing, a file that is in use or damaged. To the shell
  /// that is another matter than what the clerk has asked for.
  var isOfStorage: Bool { get }
}

extension Refusal {
  public var isOfStorage: Bool { false }
}
