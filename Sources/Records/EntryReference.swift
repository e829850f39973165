/// The permanent name of a journal entry: station, epoch, sequence. Written `a1b2c3d4.1.4711`.
///
/// The station is one installation. The epoch changes when its file is restored or copied, so that a name used before
/// the restore is never used again. The sequence counts 1, 2, 3 … without a gap.
public struct EntryReference: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  public let station: String
  public let epoch: Int
  public let sequence: Int

  /// The highest epoch. A new epoch is the number of seconds since the start of 2026, or one more than the epoch before
  /// if that is higher (docs/internals/journal.md).
  public static let highestEpoch = 1 << 40

  public init(station: String, epoch: Int, sequence: Int) {
    self.station = station
    self.epoch = epoch
    self.sequence = sequence
  }

  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, let epoch = Int(parts[1]), let sequence = Int(parts[2]) else {
      return nil
    }
    self.init(station: String(parts[0]), epoch: epoch, sequence: sequence)
  }

  public var description: String { "\(station).\(epoch).\(sequence)" }

  /// Whether its station wrote it before `other`, in the same epoch.
  public func isBefore(_ other: EntryReference) -> Bool {
    station == other.station && epoch == other.epoch && sequence < other.sequence
  }

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
