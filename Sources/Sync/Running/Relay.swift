import Crypto
import DurableFile
import Exchange
import Office
import Records
import Wording

/// Carries the sealed packets of other PCs from a folder to the hub over this PC's line, and puts the sealed answers
/// there. It can open neither. Nothing is removed: a packet stays until its station writes the next one, so whatever
/// fails or breaks off, it is carried again, and the hub takes nothing twice.
public final class Relay {
  private let folder: FolderCarrier
  private let own: StationName
  private let enrolment: Enrolment
  private let keys: StationKeys
  /// Milliseconds since 1970, by this PC's clock.
  private let clock: () -> Int64
  /// Whether it is too late to begin another packet.
  private let isTimeUp: () -> Bool

  /// What became of one packet.
  public struct Carried: Equatable, Sendable {
    public var station: StationName
    public var outcome: RelayNote.Outcome
    public var words: Bilingual
  }

  /// A packet that another PC has begun to carry is left to it for so long (ms); its power may have failed.
  private static let others: Int64 = 15 * 60_000
  /// What the hub refused is tried again after so long (ms).
  private static let refused: Int64 = 3_600_000
  /// The maximum number of packets in one run: a folder may be full of anything.
  private static let most = 100

  public init(
    _ folder: FolderCarrier, own: StationName, _ enrolment: Enrolment, _ keys: StationKeys,
    clock: @escaping () -> Int64, isTimeUp: @escaping () -> Bool = { false }
  ) {
    self.folder = folder
    self.own = own
    self.enrolment = enrolment
    self.keys = keys
    self.clock = clock
    self.isTimeUp = isTimeUp
  }

  /// Carries every packet that was not carried yet, small ones first.
  ///
  /// - Parameter post: one request to `/v1/carry`: the parts of the request, and of the response.
  /// - Throws: what keeps all of them from being carried: the folder, the line, a hub of an earlier version.
  public func run(
    _ post: (_ next: () throws -> [UInt8]?, _ take: ([UInt8]) throws -> Void) throws -> Void
  ) throws -> [Carried] {
    var all: [Carried] = []
    var broken = 0
    try FolderRefusal.translating(folder.folder) {
      guard let incoming = try folder.there("to-hub") else { return }
      let ours = try Folder("vanthu", in: Folder(folder.folder), making: 0o777)
      let outgoing = try Folder("to-station", in: ours, making: 0o777)
      for (station, name) in waiting(try incoming.names(), incoming).prefix(Relay.most) where !isTimeUp() {
        do {
          guard let file = try OpenFile(name, in: incoming) else { continue }
          if let carried = try carry(file, of: station, into: outgoing, post) { all.append(carried) }
          broken = 0
        } catch let failure as CarrierFailure {
          // One packet that breaks the connection holds up no other; a line that is gone breaks them all.
          broken += 1
          if case .cut = failure, broken < 3 { continue }
          throw failure
        } catch let failure as FileFailure where !failure.isOfDisk { continue }
      }
    }
    return all
  }

  /// The packets of others, the smallest first: a long one holds up nobody else's short one.
  private func waiting(_ names: [String], _ folder: Folder) -> [(StationName, String)] {
    names.compactMap { name -> (station: StationName, name: String, size: Int)? in
      guard name.hasSuffix(".vtp"), let station = StationName(String(name.dropLast(4))), station != own,
        let facts = folder.facts(name), facts.isPlainFile, facts.st_size > 0
      else { return nil }
      return (station, name, Int(facts.st_size))
    }.sorted { ($0.size, $0.name) < ($1.size, $1.name) }.map { ($0.station, $0.name) }
  }

  private func carry(
    _ file: OpenFile, of station: StationName, into outgoing: Folder,
    _ post: (_ next: () throws -> [UInt8]?, _ take: ([UInt8]) throws -> Void) throws -> Void
  ) throws -> Carried? {
    let beginning = try file.read(CarriedHead.beginning, at: 0)
    guard beginning.count == CarriedHead.beginning, SealedReader.isSealed(beginning) else { return nil }
    let packet = CarriedHead.name(of: beginning)
    if let note = try? RelayNote.read(station, in: outgoing), isDone(note, packet, station, outgoing) { return nil }
    func note(_ outcome: RelayNote.Outcome, _ words: Bilingual = Bilingual("", "")) throws {
      var note = RelayNote(packet, outcome, at: clock(), by: own)
      note.words = words
      try note.write(station, in: outgoing)
    }
    guard file.size <= CarriedHead.longest else {
      try note(.refused, Relay.tooLong)
      return Carried(station: station, outcome: .refused, words: Relay.tooLong)
    }
    try note(.taken)
    let signer = StatementPaper.Signer.hub(
      signingKey: enrolment.signingKey, agreementKey: enrolment.agreementKey)
    guard let hub = signer.fingerprint else { return nil }
    let head = try CarriedHead(
      carrier: own, sender: station, at: Int(clock() + enrolment.skew), to: hub, beginning: beginning,
      signing: keys.signing)
    let answer = try NewFile("\(station).vtp", in: outgoing, mode: 0o644)
    var (place, hasBegun) = (0, false)
    do {
      try post(
        {
          guard hasBegun else {
            hasBegun = true
            return head.bytes
          }
          let part = try file.read(min(Relay.part, file.size - place), at: place)
          place += part.count
          return part.isEmpty ? nil : part
        }, answer.write)
      // The packet may have been replaced meanwhile; the answer to it is good all the same.
      try answer.finish()
    } catch let failure as CarrierFailure {
      answer.giveUp()
      guard let words = try Relay.refusal(failure) else { throw failure }
      try note(.refused, words)
      return Carried(station: station, outcome: .refused, words: words)
    } catch {
      answer.giveUp()
      throw error
    }
    try note(.answered)
    return Carried(station: station, outcome: .answered, words: Bilingual("", ""))
  }

  /// Whether a note says that this packet needs nothing now.
  private func isDone(_ note: RelayNote, _ packet: String, _ station: StationName, _ outgoing: Folder) -> Bool {
    guard note.packet == packet else { return false }
    // A clock that was set back must not stop it for days.
    let age = abs(clock() - note.time)
    switch note.outcome {
    case .answered: return outgoing.hasPlainFile("\(station).vtp")
    case .taken: return note.carrier != own && age < Relay.others
    case .refused: return age < Relay.refused
    }
  }

  /// What the hub says about this packet alone.
  ///
  /// - Returns: `nil` for what is about the line or the hub.
  /// - Throws: `RelayRefusal.earlierHub`.
  private static func refusal(_ failure: CarrierFailure) throws -> Bilingual? {
    guard case .refused(let status, let words) = failure else { return nil }
    switch status {
    case 404, 405: throw RelayRefusal.earlierHub
    case 429, 500...: return nil
    default: return words
    }
  }

  /// Bytes read at once.
  private static let part = 16 << 10

  private static let tooLong = Bilingual(
    "Gói dài hơn 256 MB không chuyển giúp được: mang bằng USB.",
    "A packet of more than 256 MB is not carried: take it on a stick.")
}

public enum RelayRefusal: Refusal, Equatable {
  case earlierHub
  case noFolder(String)

  public var words: Bilingual {
    switch self {
    case .earlierHub:
      Bilingual(
        "Trung tâm bản cũ không nhận gói chuyển giúp; các gói ở nguyên trong thư mục, mang bằng USB được.",
        "The hub is of an earlier version and takes no carried packets; they stay in the folder, for a stick.")
    case .noFolder(let folder):
      Bilingual(
        "Không tới được thư mục chung \(folder): xem máy giữ thư mục ấy đã bật chưa, mạng trong nhà có thông không. "
          + "Không mất gì.",
        "The shared folder \(folder) is not there: check the PC that keeps it, and the network of the house. "
          + "Nothing is lost.")
    }
  }
}
