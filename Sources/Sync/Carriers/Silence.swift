/// For how long nothing has been heard of the hub, over all tries in a row: a run by hand is given up after it.
///
/// A connection on which bytes move is not silent, however slow it is. Silent is the end of a failed try after its last
/// byte in either direction, and the pause before the next try. Any byte of the hub's answer begins it anew.
public final class Silence {
  /// In milliseconds; `nil` to try for ever, as at night.
  let limit: Int?
  private(set) var spent = 0

  /// A clerk who waits should know within this time (ms).
  public static let usual = 20_000
  /// The last try has at least this time (ms), for a slow connection needs a second or two for its first byte.
  private static let least = 5_000

  public init(limit: Int?) { self.limit = limit }

  public func add(_ milliseconds: Int) { spent += milliseconds }

  func heard() { spent = 0 }

  /// Whether the limit is reached after another pause.
  func isOver(after pause: Int) -> Bool { limit.map { spent + pause >= $0 } ?? false }

  /// Returns the limit of the next try: its own, or what is left if that is less.
  func allowed(_ milliseconds: Int) -> Int {
    guard let limit else { return milliseconds }
    return min(milliseconds, max(limit - spent, Silence.least))
  }
}
