/// A refusal: an error the user can act on, said in one sentence with the next step.
///
/// Anything that is thrown and is not a `Refusal` is a fault of the program or the machine.
public protocol Refusal: Error {
  var words: Words { get }
}
