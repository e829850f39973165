import Crypto
import Exchange
import Office
import Records

/// The station's packet, built while it is sent: who we are, what is new, what we want, what the hub wants.
struct OutgoingPacket {
  let id: UInt64
  private unowned let exchange: StationExchange
  private var writer: PacketWriter
  private var waiting: [[UInt8]] = []
  private var step = Step.greeting
  private let enrolment: Enrolment
  private var queue: [(name: JournalName, after: Int)] = []
  private var contents: [WantedContent] = []

  private enum Step {
    case greeting, entries, colleagues, wants, pieces, ended
  }

  init(_ exchange: StationExchange, _ enrolment: Enrolment) throws {
    self.exchange = exchange
    self.enrolment = enrolment
    let (station, epoch) = try exchange.office.stationName()
    id = exchange.conditions.random()
    writer = try PacketWriter(PacketHeader(id: id, sender: station, epoch: epoch, receiver: .hub))
    waiting = [writer.start]
  }

  mutating func next() throws -> [UInt8]? {
    while waiting.isEmpty {
      switch step {
      case .greeting: try greet()
      case .entries: try appendEntries()
      case .colleagues: try appendColleagues()
      case .wants: try appendWants()
      case .pieces: try appendPieces()
      case .ended: return nil
      }
    }
    let part = waiting.removeFirst()
    return part
  }

  private mutating func append(_ frame: Frame) throws { waiting += try writer.append(frame) }

  /// Appends hello and proof, and queues our journals from where they continue.
  private mutating func greet() throws {
    let heads = try exchange.office.journalHeads()
    // Of the hub's journal the newest epoch is enough; a hub of an earlier version needs all of them.
    let newest = heads.last { $0.station == enrolment.station }?.epoch
    let held = heads.filter { head in
      !enrolment.tellsPlaces || head.station != enrolment.station || head.epoch == newest
    }
    let hasBegun = enrolment.cursor > 0 || enrolment.challenge != 0
    let cursor = hasBegun ? Hello.Cursor(incarnation: enrolment.incarnation, position: enrolment.cursor) : nil
    exchange.said = Hello(held: held, cursor: cursor, room: room)
    try appendHello(exchange.said)
    try appendProof()
    try appendEvidence()
    exchange.askedStatements = try exchange.office.statementsAsked(most: StatementFrame.most)
    if !exchange.askedStatements.isEmpty { try append(.statement(.asked(exchange.askedStatements))) }
    let (own, _) = try exchange.office.stationName()
    // Do not send a forked journal: the hub holds a different history under the same name.
    if enrolment.refusal == nil {
      for head in heads where head.station == own {
        let told = exchange.held[head.journal] ?? 0
        if head.sequence > told { queue.append((head.journal, told)) }
      }
    }
    step = .entries
  }

  private mutating func appendHello(_ hello: Hello) throws {
    if exchange.shared != nil, hello.held.count <= BriefHello.mostPositions {
      return try append(
        .brief(
          .station(
            .init(
              held: hello.held.map(BriefHello.Held.init), cursor: hello.cursor, digest: enrolment.place.digest,
              room: hello.room))))
    }
    for part in hello.parts { try append(.hello(part)) }
    try append(.place(enrolment.place))
  }

  private mutating func appendProof() throws {
    let time = Int(exchange.conditions.clock())
    waiting.append(
      try exchange.shared.map {
        try writer.stamp(
          challenge: enrolment.challenge, isSaid: true, next: 0, time: time, isLast: false, key: $0.toHub)
      } ?? writer.proof(challenge: enrolment.challenge, next: 0, time: time, key: exchange.keys.signing))
  }

  /// Appends what the hub signed but, as it last reported, does not hold: its receipt, and its own entries where it
  /// asks for them.
  private mutating func appendEvidence() throws {
    if let receipt = try exchange.office.evidence(.receipt).flatMap(Receipt.init(stored:)) {
      if let held = exchange.held[receipt.held.journal], held < receipt.held.sequence { try append(.receipt(receipt)) }
    }
    guard exchange.evidence == .asked else { return }
    exchange.hasShownEvidence()
    guard let seal = try exchange.office.evidence(.seal).flatMap(Seal.init(stored:)) else { return }
    let (previous, entries) = try exchange.office.entries(
      of: seal.journal, after: seal.first - 1, limit: seal.last - seal.first + 1)
    guard entries.last?.sequence == seal.last else { return }
    for frame in Batch(run: EntryRun(previous: previous, entries: entries), seal: seal).frames { try append(frame) }
  }

  /// How many bytes of answer there is room for; 0 when the disk is nearly full, for then only statements of the hub
  /// are wanted.
  private var room: Int? {
    guard exchange.conditions.hasRoom() else { return 0 }
    return exchange.conditions.budget.map { max(0, $0 - exchange.tally.sentBytes - exchange.tally.receivedBytes) }
  }

  private mutating func appendEntries() throws {
    guard let (name, from) = queue.first else {
      step = .colleagues
      return
    }
    let (previous, entries) = try exchange.office.entries(
      of: name, after: from, limit: Exchange.WireLimits.batchEntries)
    guard let part = Batch.parts(of: entries).first else {
      queue.removeFirst()
      return
    }
    let batch = try Batch.sign(EntryRun(previous: previous, entries: Array(part)), key: exchange.keys.signing)
    for frame in batch.frames { try append(frame) }
    queue[0].after = batch.seal.last
    exchange.hasOffered(name, after: batch.seal.first - 1, through: batch.seal.last)
  }

  private mutating func appendColleagues() throws {
    step = .wants
    for frame in try OutgoingPacket.colleagues(exchange) { try append(frame) }
    for frame in try OutgoingPacket.unnamed(exchange, enrolment) { try append(frame) }
  }

  private mutating func appendWants() throws {
    step = .pieces
    contents = try wanted()
    guard exchange.conditions.hasRoom() else { return }
    let wants = try exchange.office.toAskFor(most: 256, onlyUrgent: exchange.isUrgentOnly).compactMap {
      awaited -> Want? in
      guard let file = Hash256(hexadecimal: awaited.sha256), let (pieces, missing) = awaited.pieces else { return nil }
      return Want(
        file: file, pieces: pieces, missing: missing,
        begun: awaited.begun.filter { missing.contains($0.key) && $0.value > 0 })
    }
    exchange.asked = wants.map(\.file.description)
    for start in stride(from: 0, to: wants.count, by: 64) {
      try append(.wants(Array(wants[start..<min(start + 64, wants.count)])))
    }
  }

  /// Returns the files to send, all or those of urgent documents. Over a connection those the hub asked for; on a USB
  /// stick or by e-mail, where nobody answers, all that the hub has not said it holds.
  private func wanted() throws -> [WantedContent] {
    guard exchange.way != .line else {
      guard !exchange.asks else { return [] }
      return try exchange.isUrgentOnly
        ? exchange.due().map(WantedContent.init) : exchange.wants.map(WantedContent.init)
    }
    let unsent = try exchange.office.unsentContents()
    let urgent = try exchange.isUrgentOnly ? exchange.office.urgent(of: unsent.map(\.sha256)) : nil
    return unsent.filter { urgent?.contains($0.sha256) != false }.compactMap { content in
      Hash256(hexadecimal: content.sha256).map { WantedContent(file: $0, size: content.size) }
    }
  }

  /// A truncated frame is lost, so frames are kept short on a connection: 8 KiB take a second on a bad one, and cost
  /// 0.6 % more.
  private static let partOnLine = 8 << 10

  /// Appends what the hub lacks, one frame at a time, so that memory does not grow with the file.
  private mutating func appendPieces() throws {
    let isSpent = exchange.conditions.budget.map { exchange.tally.sentBytes + exchange.tally.receivedBytes >= $0 }
    guard isSpent != true, !exchange.conditions.isTimeUp(), let content = contents.first else {
      waiting.append(try exchange.shared == nil ? writer.end() : writer.stampedEnd())
      step = .ended
      return
    }
    guard let (piece, offset) = content.next,
      let bytes = try exchange.office.piece(piece, of: content.file.description), offset < bytes.count
    else {
      // All of it was sent; or it is no longer here, and nothing of it can be sent.
      contents.removeFirst()
      return
    }
    let most = exchange.way == .line ? OutgoingPacket.partOnLine : Piece.most
    let part = bytes[offset..<min(bytes.count, offset + most)]
    try append(.piece(Piece(file: content.file, index: piece, offset: offset, bytes: Array(part))))
    contents[0].sent(through: offset + part.count, of: bytes.count)
    if contents[0].next == nil {
      let sha256 = content.file.description
      exchange.sentFiles[sha256] = try exchange.office.size(of: sha256)
    }
    exchange.tally.sentPieces += 1
  }
}

/// A file being sent to the hub: which pieces are left, and where the first of them continues.
struct WantedContent {
  let file: Hash256
  private var pieces: ArraySlice<Int>
  private var begun: [Int: Int]

  init(_ want: Want) {
    file = want.file
    pieces = (0..<want.pieces).filter(want.misses)[...]
    begun = want.begun
  }

  /// An entire file, when nobody has said what the hub has of it.
  init(file: Hash256, size: Int) {
    self.file = file
    pieces = Array(0..<Piece.count(in: size))[...]
    begun = [:]
  }

  var next: (piece: Int, offset: Int)? { pieces.first.map { ($0, begun[$0] ?? 0) } }

  mutating func sent(through offset: Int, of length: Int) {
    guard let piece = pieces.first else { return }
    if offset < length { begun[piece] = offset } else { pieces.removeFirst() }
  }
}
