import DurableFile
import Exchange
import Records
import Wording

/// What the PC that carries has done with a packet, beside its answer in the folder: `to-station/STATION.relay`.
/// Anybody may write there, so it is only shown, and used to not carry the same packet twice.
public struct RelayNote: Equatable, Sendable {
  public enum Outcome: String, Sendable {
    /// It is on its way to the hub.
    case taken
    case answered
    /// The hub does not take it, and why.
    case refused
  }

  /// The packet, as of `CarriedHead.name`.
  public var packet: String
  public var outcome: Outcome
  /// Milliseconds since 1970, by the clock of the PC that carries.
  public var time: Int64
  public var carrier: StationName
  public var words = Bilingual("", "")

  public init(_ packet: String, _ outcome: Outcome, at time: Int64, by carrier: StationName) {
    (self.packet, self.outcome, self.time, self.carrier) = (packet, outcome, time, carrier)
  }

  private static let heading = "vanthu relay 1"

  var bytes: [UInt8] {
    let lines = [
      RelayNote.heading, packet, outcome.rawValue, "\(time)", carrier.description, words.vietnamese, words.english,
    ]
    return Array(lines.map { "\($0.filter { !$0.isNewline })\n" }.joined().utf8)
  }

  /// Returns `nil` for anything else.
  init?(_ bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    guard lines.count >= 7, lines[0] == RelayNote.heading, let outcome = Outcome(rawValue: lines[2]),
      let time = Int64(lines[3]), time >= 0, time < 1 << 53, let carrier = StationName(lines[4])
    else { return nil }
    self.init(lines[1], outcome, at: time, by: carrier)
    words = Bilingual(lines[5], lines[6])
  }

  /// The maximum bytes of its file.
  private static let most = 4_096

  /// Returns the note about a station's packet; `nil` if there is none.
  static func read(_ station: StationName, in folder: Folder) throws -> RelayNote? {
    try OpenFile.all("\(station).relay", in: folder, atMost: most).flatMap(RelayNote.init)
  }

  func write(_ station: StationName, in folder: Folder) throws {
    try NewFile.write(bytes, to: "\(station).relay", in: folder, mode: 0o644)
  }
}

extension FolderCarrier {
  /// Returns what the PC that carries has noted about a station's packet; `nil` if there is nothing.
  public func relayNote(_ station: StationName) throws -> RelayNote? {
    try FolderRefusal.translating(folder) { try there("to-station").flatMap { try RelayNote.read(station, in: $0) } }
  }

  /// Returns the name of a station's packet in the folder; `nil` if there is none.
  public func packetName(_ station: StationName) throws -> String? {
    try FolderRefusal.translating(folder) {
      guard let file = try there("to-hub").flatMap({ try OpenFile("\(station).vtp", in: $0) }) else { return nil }
      let beginning = try file.read(CarriedHead.beginning, at: 0)
      return beginning.count == CarriedHead.beginning ? CarriedHead.name(of: beginning) : nil
    }
  }
}
