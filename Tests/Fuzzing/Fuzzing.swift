import Glibc
import TestSupport

/// Sends inputs to a target until the time is up.
public struct Fuzzing {
  public let target: FuzzTarget
  public let seed: UInt64
  /// Called with the number of every input before it is made, so that a watching process knows which one it was.
  public var begins: (Int) -> Void = { _ in }
  /// Bytes of memory the process may hold more than after it was warm.
  public static let growth = 64 << 20

  public init(_ target: FuzzTarget, seed: UInt64) {
    self.target = target
    self.seed = seed
  }

  public struct Figures: Sendable {
    public var inputs = 0
    public var taken = 0
    public var seconds = 0.0
    /// The input that took longest.
    public var slowest = (number: 0, seconds: 0.0)
    /// Bytes of memory by which the process grew after it was warm.
    public var growth = 0
  }

  /// An input after which a check failed.
  public struct Failure: Error, CustomStringConvertible {
    public let number: Int
    public let description: String
  }

  /// - Throws: `Failure` for the first input that finds something.
  public func run(seconds: Double) throws(Failure) -> Figures {
    let begin = Fuzzing.now()
    let warm = seconds / 4
    var figures = Figures()
    var (base, isWarm) = (0, false)
    var number = 0
    while Fuzzing.now() - begin < seconds {
      try world(from: number, through: number + target.share - 1, &figures) { Fuzzing.now() - begin >= seconds }
      number += target.share
      let resident = Fuzzing.resident
      if !isWarm || base == 0 { base = max(base, resident) }
      isWarm = Fuzzing.now() - begin >= warm
      figures.growth = max(figures.growth, resident - base)
      if isWarm, figures.growth > Fuzzing.growth {
        throw Failure(number: number - 1, description: "the process has grown by \(figures.growth >> 20) MB")
      }
    }
    figures.seconds = Fuzzing.now() - begin
    return figures
  }

  /// Runs the first inputs, as many as stated: what a test does, on a slow machine as on a fast one.
  public func run(inputs: Int) throws(Failure) -> Figures {
    var figures = Figures()
    for number in stride(from: 0, to: inputs, by: target.share) {
      try world(from: number, through: min(inputs, number + target.share) - 1, &figures) { false }
    }
    return figures
  }

  /// Runs one input again, with those before it in its world.
  public func run(input: Int) throws(Failure) -> Figures {
    var figures = Figures()
    try world(from: input - input % target.share, through: input, &figures) { false }
    return figures
  }

  private func world(
    from first: Int, through last: Int, _ figures: inout Figures, isOver: () -> Bool
  ) throws(Failure) {
    var number = first
    begins(first)
    do {
      var founding = SeededRandom(seed, first, "\(target.name) world")
      let knock = try target.open(&founding)
      while number <= last, number == first || !isOver() {
        begins(number)
        let start = Fuzzing.now()
        var chance = SeededRandom(seed, number, target.name)
        if try knock(&chance) == .taken { figures.taken += 1 }
        figures.inputs += 1
        let took = Fuzzing.now() - start
        if took > figures.slowest.seconds { figures.slowest = (number, took) }
        number += 1
      }
    } catch {
      throw Failure(number: number, description: "\(error)")
    }
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Bytes of memory the process holds.
  static var resident: Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var text = [CChar](repeating: 0, count: 128)
    guard fgets(&text, 128, file) != nil else { return 0 }
    let fields = String(decoding: text.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: " ")
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(getpagesize()) : 0
  }
}
