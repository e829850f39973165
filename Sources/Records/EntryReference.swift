/// The permanent name of a journal entry: station, epoch, sequence. Written `a1b2c3d4.1.4711`.
///
/// The station is one installation. The epoch changes when its file is restored or copied, so that a name used before
/// the restore is never used again. The sequence counts 1, 2, 3 … without a gap.
///
/// A station has one spelling, eight lower-case hexadecimal digits. A text with anything else in its place is no
/// reference, so an act that names one is malformed, like an act with any other value out of its range: it is kept,
/// passed on and not applied (docs/internals/journal.md).
public struct EntryReference: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  public let station: StationName
  public let epoch: Int
  public let sequence: Int

  /// The highest epoch. A new epoch is the number of seconds since the start of 2026, or one more than the epoch before
  /// if that is higher (docs/internals/journal.md).
  public static let highestEpoch = 1 << 40

  public init(station: StationName, epoch: Int, sequence: Int) {
    self.station = station
    self.epoch = epoch
    self.sequence = sequence
  }

  public init(_ journal: JournalName, _ sequence: Int) {
    self.init(station: journal.station, epoch: journal.epoch, sequence: sequence)
  }

  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let station = StationName(parts[0]), let epoch = Int(parts[1]), let sequence = Int(parts[2])
    else { return nil }
    self.init(station: station, epoch: epoch, sequence: sequence)
  }

  public var description: String { "\(station).\(epoch).\(sequence)" }

  /// The journal that it belongs to.
  public var journal: JournalName { JournalName(station: station, epoch: epoch) }

  /// Whether its station wrote it before `other`, in the same epoch.
  public func isBefore(_ other: EntryReference) -> Bool { journal == other.journal && sequence < other.sequence }

  public static func < (a: EntryReference, b: EntryReference) -> Bool {
    (a.station, a.epoch, a.sequence) < (b.station, b.epoch, b.sequence)
  }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let reference = EntryReference(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not an entry: \(text)"))
    }
    self = reference
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension JournalName {
  /// Returns the name of one of its entries.
  public func entry(_ sequence: Int) -> EntryReference { EntryReference(self, sequence) }
}
