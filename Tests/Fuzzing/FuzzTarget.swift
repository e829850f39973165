import TestSupport

/// A fuzz target: a place where the program reads what others send. Its inputs are made from random numbers.
public struct FuzzTarget: Sendable {
  public let name: String
  /// The number of inputs sent to one world (a hub, an office), one after another; then a new one is founded. Repeating
  /// an input means repeating those before it in its world.
  let share: Int
  /// Founds the world. The closure it returns makes one input, sends it, checks the result and says whether it was
  /// accepted.
  let open: @Sendable (inout SeededRandom) throws -> Knock

  typealias Knock = (inout SeededRandom) throws -> Verdict

  init(_ name: String, share: Int = 1, open: @escaping @Sendable (inout SeededRandom) throws -> Knock) {
    self.name = name
    self.share = share
    self.open = open
  }

  public static let all = [packet, frames, sealed, letter, edxml, csv, enrol, hub, station, page, http]
}

/// Whether an input was accepted. A fuzzer whose inputs are all refused at the first check proves little: both are
/// counted.
public enum Verdict: Sendable {
  case taken
  case refused
}

/// Something that must not happen.
public struct Finding: Error, CustomStringConvertible {
  public let description: String
  init(_ description: String) { self.description = description }
}

func expect(_ isSo: Bool, _ otherwise: @autoclosure () -> String) throws {
  if !isSo { throw Finding(otherwise()) }
}
