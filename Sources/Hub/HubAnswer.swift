import Exchange
import GRDB
import Records

/// By which way a packet came.
public enum Way: String, Sendable {
  /// Over a line, now: the proof must answer a challenge of this hub, lately given.
  case line
  /// On a stick, however old: sealed to the hub's key, and answered sealed to the station's.
  case folder
  /// In letters, in the same way.
  case mail

  var isSealed: Bool { self != .line }
}

extension Hub {
  /// Begins to answer one packet.
  public func answer(over way: Way) -> HubAnswer { HubAnswer(self, way) }
}

/// One packet of a station, as it comes in, and the hub's packet, as it goes out.
///
/// What is fed is taken as its frames become whole, and on the disk before it is acknowledged. Memory stays bounded whatever is fed:
/// a batch, two pieces, and what a hello may hold.
public final class HubAnswer {
  let hub: Hub
  let way: Way
  var reader = PacketReader()
  /// The station, when the header has come and it takes part.
  public internal(set) var member: StationName?
  /// Who it says it is, when the hub knows such a station: one that was revoked, too.
  public private(set) var caller: StationName?
  var organ = ""
  /// The member's name, as it is stored.
  var station: String { member?.description ?? "" }
  var keys: Member?
  var turn = 0
  /// Over header and hello, before the proof.
  var hello = Hello(held: [])
  /// How far the station says it has taken its mailbox; `nil` from one of an earlier version.
  var place: MailboxPlace?
  /// Whether the answer before this one has reached the station: it answers the challenge of its end.
  var hasHeardLast = true
  lazy var going = Going(log: hub.log)
  /// What the station shall answer next; drawn when it has proved itself.
  var nextChallenge: UInt64?
  var standing = Standing.unproved
  var batch = OpenBatch()
  /// Journals of which nothing more is read: what comes behind a gap or a fork.
  var closed: Set<Journal> = []
  /// A seal did not hold: nothing more is read.
  var isDeaf = false
  var pieces: [Piece] = []
  /// When the first of them came.
  var firstPiece = 0
  var isFull = false
  /// What the office had more of than it may (`Overstep`).
  public internal(set) var oversteps: [String] = []
  var wanted: [Want] = []
  var wantedBytes = 0
  var notices: [Notice] = []
  var out: OutgoingPacket?
  var giving: Giving?
  private var opener: SealedReader?
  /// Answered already, and not asked for yet.
  private var unsent: [UInt8] = []
  private var isOver = false
  /// By its proof the hub is a copy of what it was.
  var hasDrawnLog = false
  /// It says what would be true if the hub were such a copy.
  var hasClaimed = false

  /// New entries that were taken.
  public internal(set) var entries = 0
  public private(set) var bytesTaken = 0
  public var bytesGiven: Int { out?.bytes ?? 0 }
  /// How the packet ended, as it was read.
  public var ending: PacketReader.Ending { reader.ending }
  /// Whether its proof held, so that everything was answered.
  public var isProved: Bool { standing == .proved }
  /// Whether the station has made the packet, now or at some time.
  public var isSigned: Bool { standing != .unproved }
  /// What was wrong with the packet, for a log.
  public var remarks: [Notice] { notices }
  var skew: Int?
  /// When the packet was written, by the station's clock, where it has proved that it wrote it.
  public internal(set) var provedTime: Int?

  enum Standing {
    case unproved
    /// The station made the packet, but not now.
    case recorded
    case proved
  }

  struct Journal: Hashable {
    var station: StationName
    var epoch: Int
  }

  init(_ hub: Hub, _ way: Way) {
    self.hub = hub
    self.way = way
    if way.isSealed { opener = SealedReader(key: hub.keys.agreement) }
  }

  /// Takes what came. Gives what may be answered already.
  ///
  /// - Throws: a refusal of the packet, of the station, or of the machine. What was acknowledged before stays good.
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
      // Pieces that came whole before the fault are kept; so is what was answered before it.
      if !(error is HubStorageRefusal) { unsent += try writePieces() }
      throw error
    }
    defer { unsent = [] }
    return unsent
  }

  /// Nothing more comes: sends the rest of the answer, a part at a time.
  public func finish(_ send: ([UInt8]) throws -> Void) throws {
    while let part = try next() { try send(part) }
  }

  /// The same, asked for part by part; `nil` when all is given.
  public func next() throws -> [UInt8]? {
    try refuseIfOlder()
    guard out != nil else {
      // Not even a header came.
      if case .refused(let refusal) = reader.ending { throw refusal }
      throw PacketRefusal.notAPacket
    }
    guard unsent.isEmpty else {
      defer { unsent = [] }
      return unsent
    }
    let part = try givenNext()
    if part == nil { try over(reader.ending == .whole ? .whole : .cut) }
    return part
  }

  /// The line broke: what came whole is kept, and nothing is answered.
  public func cut() {
    guard !isOver, out != nil, turn == newestTurn else { return }
    do {
      _ = try writePieces()
      try over(.cut)
    } catch {
      // Nothing was promised: what could not be written comes again.
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
      unsent += try take(frame)
    }
    if out == nil, reader.header != nil { unsent += try begin() }
  }

  /// The header has come: who is it? Refuses before anything is taken.
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
    // Its name is known, whether it may speak or not: for the audit log.
    caller = header.sender
    guard !known.isRevoked else { throw HubRefusal.revoked(header.sender.description) }
    keys = known
    organ = known.organ
    member = header.sender
    turn = newestTurn
    let answer = PacketHeader(
      id: hub.machine.random(), sender: hub.station, epoch: hub.epoch, receiver: .station(header.sender),
      // The first dictionary everybody has.
      dictionary: min(max(header.dictionary, 1), ActsDictionary.newest.id))
    let (out, start) = try OutgoingPacket.begin(answer, sealedTo: way.isSealed ? known.agreement : nil)
    self.out = out
    return start
  }

  /// This packet is the newest of its station: older ones are not read on.
  func fence() {
    guard let member else { return }
    turn = newestTurn + 1
    hub.newest[member] = turn
  }

  /// How long it is known who was here when, in milliseconds: a year and the month its report is made in.
  private static let memory = 400 * 86_400_000

  /// Writes down that the station was here. Who did not prove it now was not.
  private func over(_ ending: ContactEnding) throws {
    guard !isOver, let member, isProved else { return }
    isOver = true
    let said = hasClaimed ? ContactEnding.claim.rawValue : notices.first?.code ?? ending.rawValue
    let code = hasDrawnLog ? ContactEnding.log.rawValue : going.isHeldBack ? NoticeKind.again.code : said
    let now = hub.machine.now()
    try hub.note { db in
      try db.cachedStatement(
        sql: """
          DELETE FROM contacts WHERE id IN (
            SELECT id FROM contacts WHERE station = ?1 ORDER BY id LIMIT 2) AND time < ?2
          """
      ).execute(arguments: [member.description, now - HubAnswer.memory])
      try db.cachedStatement(
        sql: """
          INSERT INTO contacts (station, time, way, entries, taken, given, skew, ending) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [member.description, now, way.rawValue, entries, bytesTaken, bytesGiven, skew, code])
    }
  }
}
