import GRDB
import Records
import Wording

/// Works out where documents are at their recipients: from the registers, from how far the journals of this station
/// have come, and from the notices of the hub.
final class Deliveries {
  let db: Database
  private let participants: Set<Organ.ID>
  private let directory: () throws -> OrganDirectory
  private lazy var known = Result { try directory() }
  private lazy var reached = Result { try Reached(db) }
  private lazy var notices = Result { try HubNotice.all(db) }

  /// - Parameter directory: called only if a recipient has to be looked up.
  init(_ db: Database, _ directory: @autoclosure @escaping () throws -> OrganDirectory) throws {
    self.db = db
    self.directory = directory
    participants = try Province.participants(db)
    areThere = try !participants.isEmpty || Deliveries.areThere(db)
  }

  /// Whether documents of this office are delivered through the hub.
  ///
  /// The hub says with its first answer who takes part. Until then every agency that the directory knows counts: what
  /// is for it has not been sent, and whether it goes by post is not known.
  let areThere: Bool

  /// Returns the state of an outgoing document at each of its recipients, in their order.
  func states(of line: DocumentLine) throws -> [DeliveryState] {
    guard line.direction == .outgoing else { return [] }
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT name, organID, status, statusDay, statusNote FROM recipient WHERE document = ? ORDER BY position
          """), arguments: [line.id])
    let organs = try rows.map { try participant(Recipient(name: $0[0], organID: $0[1]), on: line.day) }
    let isRecalled = line.state == .recalled || line.state == .voided
    guard isRecalled || organs.contains(where: { $0 != nil }) || rows.contains(where: { $0[2] as String? != nil })
    else { return rows.map { DeliveryState(way: .post, recipient: $0[1] as String? ?? $0[0]) } }
    let trail = DeliveryTrail(try Journal(db).entries(about: line.id))
    let place = try place(of: trail)
    let kept = try isRecalled ? kept(trail) : []
    let recall = try isRecalled ? trail.recall.map { try reached.get().place(of: $0).kind } : nil
    let states = zip(rows, organs).map { row, organ in
      let key = row[1] as String? ?? row[0]
      var state = DeliveryState(
        status: (row[2] as String?).flatMap(DeliveryStatus.init), day: (row[3] as String?).flatMap { Day($0) },
        statusTime: trail.reports[key]?.last, note: row[4], way: organ == nil ? .post : .hub, recipient: key)
      state.organ = organ
      if organ != nil { (state.place, state.since) = (place?.place, place?.since) }
      if let organ, state.status == nil, let kept = kept.first(where: { $0.includes(organ) }) {
        state.place = .keptBack(everywhere: kept.isEverywhere)
        return state
      }
      if state.status != nil, organ != nil { (state.place, state.since) = (.arrived, trail.reports[key]?.first) }
      if let answer = trail.answers[key], isRecalled {
        (state.status, state.day, state.note, state.statusTime) = (answer.status, answer.day, answer.note, answer.time)
      } else if line.state == .recalled, organ != nil {
        state.status = .recalled
        state.statusTime = nil
        state.recall = recall == .hub ? nil : recall
      }
      return state
    }
    return try joined(states, rows.map { Recipient(name: $0[0], organID: $0[1]) }, on: line.day)
  }

  /// Makes one of the recipients that have one mailbox: an agency, and those that were merged into it.
  private func joined(_ states: [DeliveryState], _ recipients: [Recipient], on day: Day) throws -> [DeliveryState] {
    var states = states
    let places = Dictionary(grouping: states.indices.filter { states[$0].organ != nil }) { states[$0].organ! }
    for (organ, places) in places {
      let directory = try known.get()
      let ended = places.compactMap { place in
        directory.endedAddressee(of: recipients[place], on: day).map { (place: place, organ: $0) }
      }
      guard places.count > 1 || !ended.isEmpty else { continue }
      let main = places.first { place in !ended.contains { $0.place == place } } ?? places[0]
      // They report under all names at once; a report of before the merger is older.
      let latest = ([main] + places).max { (states[$0].statusTime ?? 0) < (states[$1].statusTime ?? 0) }
      var state = states[latest ?? main]
      state.recipient = states[main].recipient
      // A commune may have the name of one that was merged into it.
      let name = directory[organ]?.name
      state.predecessors = ended.map { place, organ in
        recipients[place].name == name ? directory.fullName(of: organ, on: day) : recipients[place].name
      }
      if ended.count == places.count { state.presentName = name }
      states[main] = state
      for place in places where place != main { states[place].sameAs = main }
    }
    return states
  }

  /// Returns the agency by which a recipient takes part in the exchange; `nil` if it is served by post.
  private func participant(_ recipient: Recipient, on day: Day) throws -> Organ.ID? {
    guard areThere else { return nil }
    let directory = try known.get()
    let addressees = directory.addressees(of: recipient, on: day)
    if let organ = addressees.first(where: { participants.isEmpty || participants.contains($0.id) }) { return organ.id }
    // Outside the province it is delivered over the national axis, if the hub serves it.
    guard participants.contains(NationalAxis.id), let outside = directory.outside(recipient, on: day) else {
      return nil
    }
    return outside.organ?.id ?? outside.code
  }

  /// The condition that something came back of a delivery, or that the hub delivered it to nobody.
  static let cameBack = "(event IS NOT NULL OR place = 'held')"

  /// Whether this office is enrolled at a hub.
  static func areThere(_ db: Database) throws -> Bool {
    try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM hub)"))!
  }

  private func place(of trail: DeliveryTrail) throws -> (place: DeliveryState.Place, since: Int64?)? {
    guard let issue = trail.issue else { return nil }
    let reached = try reached.get().place(of: issue)
    if let notice = try notices.get().last(where: { $0.entry == issue.reference && $0.keptBack == nil }) {
      return (.held(notice.words), reached.kind == .hub ? reached.since : nil)
    }
    return (.init(reached.kind), reached.since)
  }

  /// From whom the hub kept the document back, by each of the entries that took it back.
  private func kept(_ trail: DeliveryTrail) throws -> [HubNotice.KeptBack] {
    try notices.get().filter { trail.recalls.contains($0.entry) }.compactMap(\.keptBack)
  }
}

/// What the trail of an outgoing document says of its delivery.
private struct DeliveryTrail {
  /// The entry that issued it: the last one, if two stations of the office did.
  private(set) var issue: JournalEntry?
  /// The last request to give it back.
  private(set) var recall: JournalEntry?
  /// All of them.
  private(set) var recalls: Set<EntryReference> = []
  /// When each recipient reported something, by the names under which they were addressed; milliseconds since 1970.
  private(set) var reports: [String: (first: Int64, last: Int64)] = [:]
  /// The recipients' answers to the recall.
  ///
  /// An answer to the recall outweighs any later state. It is recognized by the entry it answers, not by time: the
  /// clocks of two offices may be years apart.
  private(set) var answers: [String: (status: DeliveryStatus, day: Day, note: String?, time: Int64)] = [:]

  init(_ entries: [SourcedEntry]) {
    let entries = entries.filter { $0.undoneBy == nil }
    let recalls = entries.filter { $0.entry.act.asksBack && !$0.isReceived }.map(\.entry)
    recall = recalls.last
    issue =
      entries.last { sourced in
        if case .issued = sourced.entry.act { !sourced.isReceived } else { false }
      }?.entry
    self.recalls = Set(recalls.map(\.reference))
    for sourced in entries where sourced.isReceived {
      guard case .reported(let report) = sourced.entry.act else { continue }
      let time = sourced.entry.time.milliseconds
      reports[report.recipient] = (reports[report.recipient]?.first ?? time, time)
      guard let answered = report.answers, self.recalls.contains(answered) else { continue }
      // What was destroyed stays so.
      if answers[report.recipient]?.status == .agreed { continue }
      answers[report.recipient] = (report.status, sourced.entry.day, report.note, time)
    }
  }
}
