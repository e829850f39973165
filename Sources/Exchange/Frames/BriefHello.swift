import Records

/// What a hello and a place say, in a third of the bytes: a station's, and the hub's answer to it.
///
/// Only where both sides know it; an earlier hub skips the frame, and what a packet without a hello gets from it is the
/// request to prove itself.
public enum BriefHello: Hashable, Sendable {
  case station(Station)
  case hub(Hub)

  /// From a station: all that its hello and its place say.
  public struct Station: Hashable, Sendable {
    public var held: [Held]
    /// As in `Hello`; the position is also that of the digest.
    public var cursor: Hello.Cursor?
    /// The position in the mailbox, where no cursor says it.
    public var digest: MailboxDigest?
    public var room: Int?

    public init(held: [Held], cursor: Hello.Cursor?, digest: MailboxDigest?, room: Int?) {
      self.held = held
      self.cursor = cursor
      self.digest = digest
      self.room = room
    }
  }

  /// Up to where a journal is held. Of the hash only the beginning: the hub compares it with that of the entry which it
  /// holds itself, and whoever wants to be thought equal need not compute a hash for it.
  public struct Held: Hashable, Sendable {
    public var journal: JournalName
    public var sequence: Int
    /// The first 8 bytes of the hash.
    public var start: UInt64

    public init(journal: JournalName, sequence: Int, start: UInt64) {
      self.journal = journal
      self.sequence = sequence
      self.start = start
    }

    public init(_ head: JournalHead) {
      self.init(journal: head.journal, sequence: head.sequence, start: Held.start(of: head.hash))
    }

    /// The first 8 bytes of a hash, highest first.
    public static func start(of hash: Hash256) -> UInt64 { hash.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

    /// The position as a hello would say it.
    ///
    /// - Parameter hash: that of the entry with this name at the receiver; `nil` if it holds none. If it does not begin
    ///   as this says, another hash is returned, which is no entry's.
    public func head(_ hash: Hash256?) -> JournalHead {
      let isSame = hash.map(Held.start) == start
      return JournalHead(
        station: journal.station, epoch: journal.epoch, sequence: sequence, hash: isSame ? hash! : .zero)
    }
  }

  /// From the hub, in answer to a station's hello: what it does not say is as the station has said it.
  public struct Hub: Hashable, Sendable {
    /// The journals of the office that the hub does not hold up to where the station does; 0 for one it does not hold.
    public var otherwise: [EntryReference]
    public var incarnation: UInt64?
    /// The end of the office's mailbox.
    public var end: Int?

    public init(otherwise: [EntryReference], incarnation: UInt64?, end: Int?) {
      self.otherwise = otherwise
      self.incarnation = incarnation
      self.end = end
    }
  }

  /// As many positions fit into a frame, however long their numbers are.
  public static let mostPositions = 600
}

extension Hello {
  /// Whether the hub holds another history of a journal than the station that wrote this: it has to name hashes, so
  /// that the station sees it.
  public func isContradicted(by held: [JournalHead]) -> Bool {
    let heads = Dictionary(held.map { ($0.journal, $0) }) { $1 }
    return self.held.contains { said in
      guard let head = heads[said.journal], said.sequence > 0, head.sequence >= said.sequence else { return false }
      // A position whose hash did not begin as it was said has none (`BriefHello.Held.head`).
      return head.sequence == said.sequence ? head.hash != said.hash : said.hash == .zero
    }
  }
}

extension BriefHello.Hub {
  /// What the hub has to say of what it holds, to a station that has said `told`.
  ///
  /// - Parameter hub: the name of the hub, whose journal no hub's hello names.
  public init(held: [JournalHead], _ cursor: Hello.Cursor, toWhoSaid told: Hello, hub: StationName) {
    var others = Dictionary(told.held.filter { $0.station != hub }.map { ($0.journal, $0.sequence) }) { $1 }
    otherwise = []
    for head in held where others.removeValue(forKey: head.journal) != head.sequence {
      otherwise.append(head.reference)
    }
    for (journal, sequence) in others where sequence > 0 { otherwise.append(journal.entry(0)) }
    otherwise.sort()
    incarnation = told.cursor?.incarnation == cursor.incarnation ? nil : cursor.incarnation
    end = told.cursor?.position == cursor.position ? nil : cursor.position
  }

  /// The hello that it stands for, as the hub would have written it; without hashes, which nobody at a station reads.
  ///
  /// - Parameters:
  ///   - told: what the station had said.
  ///   - hub: the name of the hub, whose journal no hub's hello names.
  /// - Throws: `Malformed` if it refers to a cursor that the station did not say.
  public func hello(after told: Hello, hub: StationName) throws(PacketRefusal) -> Hello {
    guard let incarnation = incarnation ?? told.cursor?.incarnation, let end = end ?? told.cursor?.position else {
      throw .malformed(frame: 0)
    }
    var held = Dictionary(told.held.filter { $0.station != hub }.map { ($0.journal, $0.sequence) }) { $1 }
    for entry in otherwise { held[entry.journal] = entry.sequence }
    return Hello(
      held: held.map { journal, sequence in
        JournalHead(station: journal.station, epoch: journal.epoch, sequence: sequence, hash: .zero)
      }.sorted { $0.reference < $1.reference },
      cursor: .init(incarnation: incarnation, position: end))
  }
}

extension BriefHello {
  /// A station: its cursor follows, its digest. The hub: its incarnation, the end.
  private static let (first, second, isOfHub) = (UInt8(1), UInt8(2), UInt8(128))

  func write(to writer: inout ByteWriter) {
    switch self {
    case .station(let said):
      writer.byte((said.cursor == nil ? 0 : BriefHello.first) | (said.digest == nil ? 0 : BriefHello.second))
      writer.count(said.held.count)
      for held in said.held {
        held.journal.entry(held.sequence).write(to: &writer)
        writer.fixed64(held.start)
      }
      if let cursor = said.cursor {
        writer.fixed64(cursor.incarnation)
        writer.count(cursor.position)
      }
      if let digest = said.digest { writer.fixed64(digest.value) }
      writer.count(said.room.map { $0 + 1 } ?? 0)
    case .hub(let said):
      writer.byte(
        BriefHello.isOfHub | (said.incarnation == nil ? 0 : BriefHello.first)
          | (said.end == nil ? 0 : BriefHello.second))
      writer.count(said.otherwise.count)
      for entry in said.otherwise { entry.write(to: &writer) }
      if let incarnation = said.incarnation { writer.fixed64(incarnation) }
      if let end = said.end { writer.count(end) }
    }
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    let flags = try reader.byte()
    let (first, second) = (flags & BriefHello.first != 0, flags & BriefHello.second != 0)
    switch flags & ~3 {
    case 0:
      var held: [Held] = []
      for _ in 0..<(try reader.count(ofAtLeast: 14)) {
        let entry = try EntryReference(from: &reader)
        held.append(Held(journal: entry.journal, sequence: entry.sequence, start: try reader.fixed64()))
      }
      let cursor =
        first ? Hello.Cursor(incarnation: try reader.fixed64(), position: try reader.count()) : nil
      let digest = second ? MailboxDigest(try reader.fixed64()) : nil
      let limit = try reader.count()
      self = .station(Station(held: held, cursor: cursor, digest: digest, room: limit == 0 ? nil : limit - 1))
    case BriefHello.isOfHub:
      var otherwise: [EntryReference] = []
      for _ in 0..<(try reader.count(ofAtLeast: 6)) { otherwise.append(try EntryReference(from: &reader)) }
      self = .hub(
        Hub(
          otherwise: otherwise, incarnation: first ? try reader.fixed64() : nil,
          end: second ? try reader.count() : nil))
    default: throw Malformed()
    }
  }
}
