/// Hybrid logical clock: wall-clock time plus a counter. It never runs backwards in one station, whatever the clock of
/// the PC does.
///
/// Packed into one integer: milliseconds since 1970 (UTC) in the upper 48 bits, the counter in the lower 16.
public struct HybridTime: Hashable, Comparable, Sendable {
  public let packed: Int64

  /// The start of the year 2200, after the last possible day.
  public static let endless = HybridTime(milliseconds: 7_258_118_400_000)

  public init(packed: Int64) { self.packed = packed }

  public init(milliseconds: Int64, counter: Int64 = 0) { packed = milliseconds << 16 | counter }

  public var milliseconds: Int64 { packed >> 16 }
  public var counter: Int64 { packed & 0xFFFF }

  /// Returns the time of the next act: now, or one step after the last act when the clock stands still or has run
  /// backwards.
  public static func next(after last: HybridTime?, now milliseconds: Int64) -> HybridTime {
    let now = HybridTime(milliseconds: milliseconds)
    guard let last, now.packed <= last.packed else { return now }
    return HybridTime(packed: last.packed + 1)
  }

  public static func < (a: HybridTime, b: HybridTime) -> Bool { a.packed < b.packed }
}
