import TestSupport

/// A place where the program takes what others send: what is knocked with is made here, from chance.
public struct Door: Sendable {
  public let name: String
  /// So many inputs meet one world (a hub, an office), one after another; then it is founded anew. To repeat an input is to
  /// repeat those before it in its world.
  let share: Int
  /// Founds the world. What it gives makes one input, sends it in, looks at what came of it, and says whether it was taken.
  let open: @Sendable (inout SeededRandom) throws -> Knock

  typealias Knock = (inout SeededRandom) throws -> Verdict

  init(_ name: String, share: Int = 1, open: @escaping @Sendable (inout SeededRandom) throws -> Knock) {
    self.name = name
    self.share = share
    self.open = open
  }

  public static let all = [packet, frames, sealed, letter, edxml, csv, enrol, hub, station, page, http]
}

/// What became of an input. A fuzzer whose inputs are all refused at the first check proves little: both are counted.
public enum Verdict: Sendable {
  case taken
  case refused
}

/// Something that must not be.
public struct Finding: Error, CustomStringConvertible {
  public let description: String
  init(_ description: String) { self.description = description }
}

func expect(_ isSo: Bool, _ otherwise: @autoclosure () -> String) throws {
  if !isSo { throw Finding(otherwise()) }
}
