import Exchange
import GRDB
import Records
import RecordsSQL

extension Hub {
  /// Begins to answer one packet.
  public func answer(over way: Transport) -> HubExchange { HubExchange(self, way) }
}

/// One exchange: a station's packet as it comes in, and the hub's packet as it goes out.
///
/// Frames are processed as soon as they are complete, and committed before they are acknowledged. Memory stays bounded
/// whatever is fed: a batch, two pieces, and what a hello may hold.
public final class HubExchange {
  let hub: Hub
  let way: Transport
  var reader = PacketReader()
  /// The station, once the header has come and it may take part.
  public internal(set) var member: StationName?
  /// The station named in the header, if the hub knows it, even if it was revoked.
  public private(set) var caller: StationName?
  var organ = ""
  /// Under which its uploads are stored: the member's name.
  var sender: String { member?.description ?? "" }
  var keys: Member?
  var turn = 0
  /// From the header and hellos, before the proof.
  var hello = Hello(held: [])
  /// How far the station has processed its mailbox, as it claims; `nil` from an earlier version.
  var place: MailboxPlace?
  /// Hello and place in short; read once the station has proved itself, because the hub's own entries complete it.
  var brief: BriefHello.Station?
  /// The keys shared with the station, once it has proved itself by them: it is answered in the same way.
  var shared: SharedKeys?
  /// Whether the station has received the answer before this one: its proof answers the challenge at that answer's end.
  var hasHeardLast = true
  lazy var going = MailboxStart(incarnation: hub.incarnation)
  /// The challenge for the station's next packet; set when the station has proved itself.
  var nextChallenge: UInt64?
  var standing = Standing.unproved
  var batch = OpenBatch()
  /// The journals of which nothing more is read, after a gap or a fork.
  var closed: Set<JournalName> = []
  /// Set when a seal does not hold: nothing more is read.
  var isDeaf = false
  /// How many entries of others the packet has brought back.
  var broughtBack = 0
  var pieces: [Piece] = []
  /// When the first of them came.
  var firstPiece = 0
  var isFull = false
  /// The kinds of allowance the office has exceeded (`Overstep`).
  public internal(set) var oversteps: [String] = []
  var wanted: [Want] = []
  var wantedBytes = 0
  var notices: [Notice] = []
  /// The entries that issued documents about which a statement is asked for.
  var askedStatements: [EntryReference] = []
  var out: OutgoingPacket?
  var outgoing: Outgoing?
  private var opener: SealedReader?
  /// Parts of the answer made while the request came in, and not sent yet.
  private var unsent: [UInt8] = []
  private var isOver = false
  /// Whether another PC has taken the station's place: it is told so, and nothing else is taken or given.
  public internal(set) var isReplaced = false
  /// The hub turned out to be restored from a backup, and has begun a new incarnation.
  var hasNewIncarnation = false
  /// The station claims something that would be true if the hub had been rolled back.
  var hasClaimed = false

  /// The number of new entries.
  public internal(set) var entries = 0
  public private(set) var bytesTaken = 0
  public var bytesGiven: Int { out?.bytes ?? 0 }
  /// How the packet ended.
  public var ending: PacketReader.Ending { reader.ending }
  /// Whether the proof held, so that a complete answer is given.
  public var isProved: Bool { standing == .proved }
  /// Whether the station signed the packet, now or earlier.
  public var isSigned: Bool { standing != .unproved }
  /// What was wrong with the packet, for a log.
  public var remarks: [Notice] { notices }
  var skew: Int?
  /// When the packet was written, by the station's clock; set once its signature is verified.
  public internal(set) var provedTime: Int?

  enum Standing {
    case unproved
    /// The signature is valid but the challenge is stale: the packet may be a replay.
    case recorded
    case proved
  }

  init(_ hub: Hub, _ way: Transport) {
    self.hub = hub
    self.way = way
    if way.isSealed { opener = SealedReader(key: hub.keys.agreement) }
  }

  /// Processes a part of the request. Returns what can be answered already.
  ///
  /// - Throws: a refusal of the packet, of the station, or of the storage. What was acknowledged before remains valid.
  public func feed(_ bytes: [UInt8]) throws -> [UInt8] {
    try refuseIfOlder()
    bytesTaken += bytes.count
    guard !isDeaf else { return [] }
    do {
      if opener == nil {
        try read(bytes)
      } else {
        opener?.feed(bytes)
        while let part = try opener?.next() { try read(part) }
      }
    } catch {
      // Pieces that were complete before the error are kept; so is what was answered before it.
      if !(error is HubStorageRefusal) { unsent += try writePieces() }
      throw error
    }
    defer { unsent = [] }
    return unsent
  }

  /// Ends the request, and sends the rest of the answer, a part at a time.
  public func finish(_ send: ([UInt8]) throws -> Void) throws {
    while let part = try next() { try send(part) }
  }

  /// Ends the request: returns the next part of the rest of the answer; `nil` at its end.
  public func next() throws -> [UInt8]? {
    try refuseIfOlder()
    guard out != nil else {
      // Not even a header was received.
      if case .refused(let refusal) = reader.ending { throw refusal }
      throw PacketRefusal.notAPacket
    }
    guard unsent.isEmpty else {
      defer { unsent = [] }
      return unsent
    }
    let part = try sendNext()
    if part == nil { try over(reader.ending == .whole ? .whole : .cut) }
    return part
  }

  /// The connection dropped: complete frames are kept, and nothing is answered.
  public func cut() {
    guard !isOver, out != nil, turn == newestTurn else { return }
    do {
      _ = try writePieces()
      try over(.cut)
    } catch {
      // Nothing was acknowledged: what could not be written is sent again.
      isOver = true
    }
  }

  private var newestTurn: Int { member.flatMap { hub.newest[$0] } ?? 0 }

  /// A newer packet of the station fences this one off.
  private func refuseIfOlder() throws {
    if let member, turn != newestTurn { throw HubRefusal.fenced(member.description) }
  }

  private func read(_ bytes: [UInt8]) throws {
    reader.feed(bytes)
    while !isDeaf, let frame = try reader.next() {
      if out == nil { unsent += try begin() }
      unsent += try receive(frame)
    }
    if out == nil, reader.header != nil { unsent += try begin() }
  }

  /// The header has come: identifies the station. Refuses before anything is processed.
  private func begin() throws -> [UInt8] {
    guard let header = reader.header else { return [] }
    guard header.receiver == .hub else { throw HubRefusal.notForHub }
    let sender = try hub.read { db in
      try hub.refresh(db)
      return try hub.member(header.sender, db)
    }
    guard let known = sender else {
      throw HubRefusal.unknownStation(header.sender.description)
    }
    // The caller is known for the audit log, whether it may take part or not.
    caller = header.sender
    isReplaced = known.isRevoked
    keys = known
    organ = known.organ
    member = header.sender
    turn = newestTurn
    let answer = PacketHeader(
      id: hub.system.random(), sender: hub.station, epoch: hub.epoch, receiver: .station(header.sender),
      // The first dictionary is known to every version.
      dictionary: min(max(header.dictionary, 1), ActsDictionary.newest.id), forms: PacketHeader.newestForms)
    let (out, start) = try OutgoingPacket.begin(answer, sealedTo: way.isSealed ? known.agreement : nil)
    self.out = out
    return start
  }

  /// Makes this the station's newest packet: older ones are not read any further.
  func fence() {
    guard let member else { return }
    turn = newestTurn + 1
    hub.newest[member] = turn
  }

  /// How long contacts are kept, in milliseconds: a year, and the month in which its report is made.
  private static let memory = 400 * 86_400_000

  /// Records the contact, if the station has proved itself now.
  private func over(_ ending: ContactEnding) throws {
    guard !isOver, let member, isProved, !isReplaced else { return }
    isOver = true
    let said = hasClaimed ? ContactEnding.claim.rawValue : notices.first?.code ?? ending.rawValue
    let code = hasNewIncarnation ? ContactEnding.log.rawValue : going.isHeldBack ? NoticeKind.again.code : said
    let now = hub.system.now()
    try hub.note { db in
      try db.cachedStatement(
        sql: """
          DELETE FROM contacts WHERE id IN (
            SELECT id FROM contacts WHERE station = ?1 ORDER BY id LIMIT 2) AND time < ?2
          """
      ).execute(arguments: [member, now - HubExchange.memory])
      try db.cachedStatement(
        sql: """
          INSERT INTO contacts (station, time, way, entries, taken, given, skew, ending) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [member, now, way.rawValue, entries, bytesTaken, bytesGiven, skew, code])
    }
  }
}
