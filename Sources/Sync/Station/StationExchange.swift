import Crypto
import Exchange
import Office
import Records
import Wording

/// One exchange with the hub from the station's side, over any transport: `next` returns the packet part by part,
/// `take` is fed the answer as it arrives, `finish` returns the outcome (docs/internals/exchange.md).
///
/// It remembers for the next exchange of the same run what the hub holds and which pieces it lacks.
public final class StationExchange {
  public let office: Office
  public let keys: StationKeys
  public let way: Transport
  /// Whether of the files only those of urgent documents go, either way; entries go as ever.
  public let isUrgentOnly: Bool
  let conditions: Conditions
  public internal(set) var tally = Tally()
  /// What the hub lacks, as it last said, in its order.
  var wants: [Want] = []
  /// How far the hub holds our journals, as it last said: the next packet continues there.
  var held: [JournalName: Int] = [:]

  /// Whether everything the hub last said it had for this station is here: its office's journals and its mailbox. Files
  /// do not count.
  public internal(set) var hasTakenEverything = false
  /// Whether the hub said that it has no room for files.
  public internal(set) var isHubFull = false
  /// Whether this station started its mailbox over too often today, and is sent nothing of it.
  public internal(set) var isHeldBack = false
  /// A station of this office whose history at the hub differs from the one in this file; the hub sends us nothing more
  /// that it writes.
  public internal(set) var contradicted: StationName?
  /// Whether the hub asked for what it signed and does not hold; it is shown once per run.
  private(set) var evidence = Showing.unasked

  enum Showing { case unasked, asked, shown }

  /// - Returns: whether the next packet is to show it.
  func showsEvidence(asked: Bool) -> Bool {
    guard asked, evidence == .unasked else { return false }
    evidence = .asked
    // A question of the hub is worth one more exchange.
    tally.moves += 1
    return true
  }

  func hasShownEvidence() { evidence = .shown }

  /// How far the hub held a colleague's journal when this run showed it what follows.
  private var shown: [JournalName: Int] = [:]

  /// The colleagues' journals of which the hub has lost entries that this run has not shown it.
  func colleaguesToShow() throws -> [EntryReference] {
    try office.colleaguesLostAtHub().filter { shown[$0.journal] ?? -1 < $0.sequence }
  }

  func hasShown(_ held: EntryReference) { shown[held.journal] = held.sequence }

  /// The journals of which this run has shown more, and the hub still holds no more than before and says so. Where the
  /// packet was cut before the hub had it, it says nothing.
  func refused(of held: [EntryReference], _ notices: [Notice]) -> Set<JournalName> {
    let named = Set(notices.map(\.entry.journal))
    return Set(held.filter { shown[$0.journal] == $0.sequence && named.contains($0.journal) }.map(\.journal))
  }

  /// Entries of other offices in this packet that the hub has lost.
  var brought: [EntryReference] = []
  /// The entries about whose documents this packet asks for a receipt.
  var askedStatements: [EntryReference] = []
  /// Whether the mailbox began again in this run.
  var beginsAgain = false

  /// - Returns: whether the next packet is to show what a colleague wrote and the hub has lost.
  func showsColleagues() throws -> Bool {
    guard try !colleaguesToShow().isEmpty else { return false }
    tally.moves += 1
    return true
  }

  /// The hub's sentence that it accepts no more of this office today.
  public internal(set) var allowance: Bilingual?
  /// How often in a row the hub asked for another proof.
  var challenges = 0

  /// What was put into the packets of this run, and how far the hub has acknowledged it.
  private var offered: [JournalName: (first: Int, reached: Int, end: Int)] = [:]
  /// Entries of other offices that this run brought.
  public internal(set) var received: [EntryReference] = []
  /// Files that were put into the packets of this run to their end, with their sizes in bytes.
  var sentFiles: [String: Int] = [:]
  /// What was found on a USB stick or in the mail.
  public internal(set) var answer: CarriedAnswer?

  /// Files that arrived damaged in this run, by their hash.
  var spoilt: Set<String> = []

  // State of the current exchange.
  /// Files it asks the hub for, by their hash.
  var asked: [String] = []
  /// What its packet said that is held here.
  var said = Hello(held: [])
  /// The keys by which its packet was proved; `nil` where it was signed.
  var shared: SharedKeys?
  /// Whether the hub answered a proof by the shared key with a signature: it did not accept it. This run signs.
  var hasToSign = false
  private var packet: OutgoingPacket?
  private var incoming: IncomingAnswer?
  private var sentBefore = 0
  /// Whether the connection broke during file transfer. Asking the hub how much arrived takes one round trip, sending
  /// again costs more.
  private(set) var asks = false

  public init(
    _ office: Office, keys: StationKeys, way: Transport, _ conditions: Conditions, isUrgentOnly: Bool = false
  ) {
    self.office = office
    self.keys = keys
    self.way = way
    self.isUrgentOnly = isUrgentOnly
    self.conditions = conditions
  }

  /// Returns how many bytes of files are still to go either way, as far as is known now: what the hub last asked for,
  /// and what entries here name.
  public func bytesLeft() throws -> Int {
    let toTake = conditions.hasRoom() ? try awaited().reduce(0) { $0 + $1.missing } : 0
    return try due().reduce(0) { $0 + $1.missingBytes } + toTake
  }

  /// Loads how far the hub is known to hold our journals; a session that was cut may know better.
  private func recall() throws {
    guard held.isEmpty else { return }
    for last in try office.acknowledged() { held[last.journal] = last.sequence }
  }

  /// Records that entries of a journal went into the packet. Over a connection they count as sent once the hub has
  /// acknowledged them; on a USB stick or in an e-mail at once.
  func hasOffered(_ name: JournalName, after first: Int, through last: Int) {
    let before = offered[name] ?? (first, first, last)
    offered[name] = (min(before.first, first), min(before.reached, first), max(before.end, last))
    if way != .line { tally.sentEntries += last - first }
  }

  /// Records that the hub holds a journal up to `sequence`.
  func hasReached(_ name: JournalName, _ sequence: Int) {
    guard way == .line, let (first, reached, end) = offered[name], min(sequence, end) > reached else { return }
    tally.sentEntries += min(sequence, end) - reached
    offered[name] = (first, min(sequence, end), end)
  }

  /// The last entries of our journals in the packet.
  var lastOffered: [EntryReference] { offered.map { $0.key.entry($0.value.end) }.sorted() }

  /// Counts what this run meant for documents: received, acknowledged by the hub or, on a carrier, put into the packet.
  public func documents() throws -> DocumentTally {
    var documents = try office.tally(of: received)
    documents.receivedFiles = tally.receivedFiles
    for (journal, part) in offered {
      let sent = try office.tally(ofSent: journal, after: part.first, through: way == .line ? part.reached : part.end)
      documents.sentDocuments += sent.sentDocuments
      documents.sentChanges += sent.sentChanges
      documents.sentBack += sent.sentBack
    }
    let lacking = way == .line ? Set(wants.map(\.file.description)) : []
    let sent = sentFiles.filter { !lacking.contains($0.key) }
    (documents.sentFiles, documents.fileBytes) = (sent.count, sent.values.reduce(0, +))
    return documents
  }

  /// Begins an exchange and discards the state of an earlier one.
  public func begin() throws {
    guard let enrolment = try office.enrolment() else { throw ExchangeRefusal.notEnrolled }
    try begin(with: enrolment)
  }

  /// - Parameter enrolment: that of the file; or one that is not stored, of a hub that has not answered yet.
  func begin(with enrolment: Enrolment) throws {
    if try office.hasUnknown() { try office.act(conditions.context) { try $0.applyUnknown() } }
    try recall()
    sentBefore = tally.sentPieces
    (asked, brought) = ([], [])
    shared = sharedKeys(enrolment)
    packet = try OutgoingPacket(self, enrolment)
    incoming = try IncomingAnswer(self, enrolment, answering: packet!.id)
  }

  /// The keys to prove the packet by; `nil` where it has to be signed. Only a hub that said it understands is not asked
  /// for a signature in vain, and on a stick nobody can ask for one.
  private func sharedKeys(_ enrolment: Enrolment) -> SharedKeys? {
    guard way == .line, enrolment.forms >= PacketHeader.newestForms, !hasToSign,
      let station = try? office.stationName().station,
      let hubKey = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: enrolment.agreementKey)
    else { return nil }
    return SharedKeys(of: station, keys.agreement, with: enrolment.station, hubKey)
  }

  /// Returns the next part of the packet; `nil` when it is complete.
  public func next() throws -> [UInt8]? {
    guard let part = try packet?.next() else { return nil }
    tally.sentBytes += part.count
    return part
  }

  /// Returns all parts of the packet, each to be sealed in a box of its own.
  public func parts() throws -> [[UInt8]] {
    var parts: [[UInt8]] = []
    while let part = try next() { parts.append(part) }
    return parts
  }

  /// Processes bytes of the answer. Complete frames are on disk when the call returns.
  public func receive(_ bytes: [UInt8]) throws {
    tally.receivedBytes += bytes.count
    try incoming?.receive(bytes)
  }

  /// When the hub answered, by its clock; `nil` until it has proved that.
  var provedTime: Int? { incoming?.provedTime }

  /// Ends the exchange; the answer was complete or cut.
  ///
  /// - Returns: what another exchange would have to do.
  public func finish() throws -> Outlook {
    defer {
      packet = nil
      incoming = nil
    }
    let outlook = try incoming?.finish() ?? .cut
    asks = outlook == .cut && way == .line && (asks || tally.sentPieces > sentBefore)
    return outlook
  }

  /// Whether the hub has everything of ours; what it or others have for us does not count.
  public func hasToldEverything() throws -> Bool { try office.unsent().entries == 0 && due().isEmpty }

  /// What the hub lacks, is here and is to go in this run. The rest nobody can send from here, however often the hub
  /// asks for it: it was destroyed with its document, it burnt with another PC, or a colleague's station has it.
  func due() throws -> [Want] {
    let here = try wantedAndHere()
    guard isUrgentOnly, !here.isEmpty else { return here }
    let urgent = try office.urgent(of: here.map(\.file.description))
    return here.filter { urgent.contains($0.file.description) }
  }

  private func wantedAndHere() throws -> [Want] {
    guard !wants.isEmpty else { return [] }
    let held = try office.held(of: wants.map(\.file.description))
    return wants.filter { held.contains($0.file.description) }
  }

  /// Returns the files that are still to come in this run.
  public func awaited() throws -> [AwaitedContent] { try office.awaited().filter { !isUrgentOnly || $0.isUrgent } }

  /// Returns what this run leaves to the next complete one, because no urgent document names it: how many files, and
  /// how many bytes of them.
  public func leftForLater() throws -> (sent: (files: Int, bytes: Int), received: (files: Int, bytes: Int)) {
    guard isUrgentOnly else { return ((0, 0), (0, 0)) }
    let toSend: [(sha256: String, bytes: Int)] =
      way == .line
      ? try wantedAndHere().map { want in
        // The hub counts its pieces as full ones.
        let sha256 = want.file.description
        return (sha256, min(want.missingBytes, try office.size(of: sha256) ?? 0))
      }
      : try office.unsentContents().map { ($0.sha256, $0.size) }
    let urgent = try office.urgent(of: toSend.map(\.sha256))
    let (later, toTake) = (toSend.filter { !urgent.contains($0.sha256) }, try office.awaited().filter { !$0.isUrgent })
    return (
      (later.count, later.reduce(0) { $0 + $1.bytes }), (toTake.count, toTake.reduce(0) { $0 + $1.missing })
    )
  }
}

/// What to do next.
public enum Outlook: Equatable, Sendable {
  /// Both sides know everything.
  case done
  /// There is more to send or to receive.
  case more
  /// The answer stopped in the middle.
  case cut
  /// Room, time or bytes are used up.
  case limited
}

/// Counts of what was transferred.
public struct Tally: Equatable, Sendable {
  public var sentEntries = 0
  public var sentBytes = 0
  public var sentPieces = 0
  public var receivedEntries = 0
  public var receivedBytes = 0
  public var receivedFiles = 0
  /// How often something new was received, acknowledged or learnt: an exchange without any is not repeated.
  var moves = 0

  public init() {}
}

/// What an exchange knows of the machine, passed in so that nothing depends on the machine itself.
public struct Conditions: Sendable {
  /// Milliseconds since 1970 (UTC), by this PC's clock.
  public var clock: @Sendable () -> Int64
  public var random: @Sendable () -> UInt64
  /// How many bytes may still be sent and received; `nil` for any number.
  public var budget: Int?
  /// Whether it is too late to begin another piece.
  public var isTimeUp: @Sendable () -> Bool
  /// Whether the disk has room for what others send.
  public var hasRoom: @Sendable () -> Bool

  public init(
    clock: @escaping @Sendable () -> Int64, random: @escaping @Sendable () -> UInt64, budget: Int? = nil,
    isTimeUp: @escaping @Sendable () -> Bool = { false }, hasRoom: @escaping @Sendable () -> Bool = { true }
  ) {
    self.clock = clock
    self.random = random
    self.budget = budget
    self.isTimeUp = isTimeUp
    self.hasRoom = hasRoom
  }

  /// The actor of entries that the program writes by itself.
  public var context: ActContext {
    let now = clock()
    return ActContext(clerk: "đồng bộ", day: Day(unixSeconds: Int(now / 1000)), milliseconds: now)
  }
}

public enum ExchangeRefusal: Refusal, Equatable {
  case notEnrolled
  case notTheHub
  case notForUs
  case fork
  case keyNotGood
  case unknownSigner(String)
  case disguised(String)

  public var words: Bilingual {
    switch self {
    case .notEnrolled:
      Bilingual(
        "Cơ quan chưa đăng ký với máy chủ của tỉnh; xin mã rồi gõ vanthu enrol --hub ĐỊA-CHỈ --code MÃ.",
        "The office is not enrolled at a hub; ask for a code and run vanthu enrol --hub URL --code CODE.")
    case .notTheHub:
      Bilingual(
        "Bên trả lời không phải máy chủ tỉnh mà cơ quan đã đăng ký; không nhận gì, xem lại địa chỉ.",
        "The server that answered is not this office's hub; nothing was accepted, check the address.")
    case .notForUs:
      Bilingual(
        "Gói trả lời gửi cho máy khác; không nhận gì, chọn đúng gói của máy này.",
        "The answer is for another station; nothing was accepted, choose the one for this station.")
    case .fork:
      Bilingual(
        "Sổ trên máy này và sổ ở tỉnh kể khác nhau dưới cùng một tên: tệp đã bị chép lại từ bản cũ. Không cấp số nữa; "
          + "báo quản trị tỉnh và phục hồi bằng vanthu restore --from-hub.",
        "This file and the hub have different journals under one name: an old copy was restored. Assign no numbers; "
          + "tell the province and run vanthu restore --from-hub."
      )
    case .keyNotGood:
      Bilingual(
        "Tỉnh không còn nhận khóa của máy này: máy đã được thay bằng máy khác, hoặc tệp khóa không đúng. "
          + "Xin mã mới rồi gõ vanthu enrol --again.",
        "The hub no longer accepts this station's key: another PC has replaced it, "
          + "or the key file is not the right one. Ask for a code and run vanthu enrol --again."
      )
    case .unknownSigner(let station):
      Bilingual(
        "Có văn bản do máy \(station) ký mà tỉnh chưa giới thiệu khóa; không nhận phần này, đồng bộ lại sau.",
        "Station \(station) signed something but the province has not announced its key; "
          + "that part is not accepted, sync again later."
      )
    case .disguised(let station):
      Bilingual(
        "Chữ ký của máy \(station) không đúng; không nhận phần này, báo quản trị tỉnh.",
        "The signature of station \(station) is not valid; that part is not accepted, tell the province.")
    }
  }
}
