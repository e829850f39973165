/// The right of a station to give numbers in the books it holds, granted by the hub with an answer and valid for some
/// days: so a PC that was replaced, and that no word reaches, stops by itself. Decree 30/2020, articles 15 and 22: one
/// series of numbers, each given once.
public struct Lease: Hashable, Sendable {
  /// How long a lease is valid if the office has set nothing else, and at most, in days.
  public static let defaultDays = 30
  public static let days = 0...90
  /// How far two clocks may be apart, in milliseconds: one day. The hub waits twice as long after the end of a lease
  /// before it lets another station number.
  public static let skew: Int64 = 86_400_000

  /// The epoch of the station's journal that it was granted to: a file that was restored, and begins another epoch,
  /// has no lease.
  public var epoch: Int
  /// When the station wrote the packet that was answered, by its own clock, in milliseconds since 1970: from then on
  /// the lease counts.
  public var asked: Int64
  /// For how many days; 0 if the office wants no leases: then it has no end.
  public var days: Int
  /// The books that the station holds and may not number yet.
  public var withheld: [WithheldBook]

  public init(epoch: Int, asked: Int64, days: Int, withheld: [WithheldBook] = []) {
    self.epoch = epoch
    self.asked = asked
    self.days = days
    self.withheld = withheld
  }

  /// When it ends, by the station's clock, in milliseconds since 1970; `nil` if it has no end.
  public var end: Int64? { days == 0 ? nil : asked + Int64(days) * 86_400_000 }
}

/// A book that was taken over from a station which may still give its numbers, because it does not know that yet.
public struct WithheldBook: Hashable, Sendable {
  public var book: String
  /// When the lease of that station is over at the latest, by the hub's clock, in milliseconds since 1970.
  public var until: Int64

  public init(book: String, until: Int64) {
    self.book = book
    self.until = until
  }
}
