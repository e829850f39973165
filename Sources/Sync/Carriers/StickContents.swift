import DurableFile
import Exchange
import Office
import Records

/// What lies on a USB stick, as far as this station can see: other packets are sealed to their receivers.
public struct StickContents: Equatable, Sendable {
  /// A packet to the hub.
  public struct Packet: Equatable, Sendable {
    public var station: StationName
    /// Milliseconds since 1970, by the file system.
    public var time: Int64
    /// Bytes.
    public var size: Int
  }

  /// The hub's answer to this station.
  public struct Answer: Equatable, Sendable {
    public var isReadable: Bool
    /// The hub's clock when it answered, in milliseconds since 1970; `nil` if that cannot be read.
    public var time: Int?
    /// Documents of other offices in it.
    public var documents = 0
  }

  /// To the hub, by station.
  public var packets: [Packet] = []
  public var answer: Answer?

  /// Reads what is there, and writes nothing.
  ///
  /// - Throws: `FolderRefusal`.
  public init(_ stick: FolderCarrier, for station: StationName, keys: StationKeys) throws {
    try FolderRefusal.translating(stick.folder) {
      if let folder = try stick.there("to-hub") {
        for name in try folder.names().sorted() where name.hasSuffix(".vtp") {
          guard let sender = StationName(String(name.dropLast(4))), let facts = folder.facts(name), facts.isPlainFile
          else { continue }
          packets.append(
            Packet(
              station: sender, time: Int64(facts.st_mtim.tv_sec) * 1000 + Int64(facts.st_mtim.tv_nsec) / 1_000_000,
              size: Int(facts.st_size)))
        }
      }
      if let folder = try stick.there("to-station"), let file = try OpenFile("\(station).vtp", in: folder) {
        answer = try StickContents.answer(file, keys)
      }
    }
  }

  private static func answer(_ file: OpenFile, _ keys: StationKeys) throws -> Answer {
    var (sealed, reader, answer) = (SealedReader(key: keys.agreement), PacketReader(), Answer(isReadable: false))
    do {
      try file.eachPart { bytes in
        sealed.feed(bytes)
        while let part = try sealed.next() {
          reader.feed(part)
          while let frame = try reader.next() {
            switch frame {
            case .delivery(let delivery):
              answer.documents += delivery.items.count { item in
                if case .issued? = try? StoredAct.act(from: item.entry.act) { true } else { false }
              }
            case .proof(let proof): answer.time = proof.time
            case .acknowledgement, .hello, .place, .receipt, .entries, .seal, .notice, .wants, .piece, .lease, .end,
              .regained, .stamp, .brief, .statement:
              break
            }
          }
        }
      }
    } catch is PacketRefusal { return answer }
    answer.isReadable = reader.ending == .whole
    return answer
  }
}
