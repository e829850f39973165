import FoundationEssentials
import GRDB
import Office
import Records
import RecordsSQL

/// Checks that a sender shows what a reader last reported, and that the reader has reported what it did.
extension World {
  func checkStatuses() throws {
    let hub = try hubEntries()
    let atHub = Set(hub.map(\.version))
    let heldBack = try heldBack(hub, noticed())
    for seat in seats where !seat.isEmpty && isHonest(seat.organ) {
      try checkIsTold(seat)
      for said in try lastReports(by: seat, atHub) where !heldBack.contains(said.entry) {
        guard let sender = seats.first(where: { $0.organ == said.sender && !$0.isEmpty }), isHonest(said.sender)
        else { continue }
        try check(said, of: seat, shownBy: sender, atHub)
      }
    }
  }

  /// Checks that the sender of every document that arrived was told what became of it.
  private func checkIsTold(_ seat: Seat) throws {
    let arrived = try seat.office.read {
      try Row.fetchAll($0, sql: "SELECT entry, state, reported FROM document WHERE mailbox IS NOT NULL")
    }
    for row in arrived {
      guard let status = Processing(rawValue: row[1])?.deliveryStatus, status.rawValue != row[2] as String?,
        try !isContradicted(seat, row[0], status)
      else { continue }
      problem(
        "status", "desk \(seat.number) never told the sender of \(row[0] as String) that it is \(row[1] as String)")
    }
  }

  private func check(
    _ said: LastReport, of seat: Seat, shownBy sender: Seat, _ atHub: Set<EntryVersion>
  ) throws {
    guard let shown = try shown(said.document, at: said.recipient, by: sender) else {
      if !said.recipient.isEmpty, !truth.isForked(said.document),
        try !hasLostIssue(sender, of: said.document, to: said.recipient, atHub),
        try sender.office.read({
          try Bool.fetchOne(
            $0, sql: "SELECT EXISTS (SELECT 1 FROM document WHERE entry = ?)", arguments: [said.document.description])!
        })
      {
        problem(
          "status", "desk \(seat.number) reported \(said.document) as \(said.recipient), which its sender does not know"
        )
      }
      return
    }
    // A reader that was asked to send it back and has not answered is shown so, whatever it does with it.
    let isFinal = try said.isFinal || asked(sender, said.answers)
    let expected = shown.isRecalled && !isFinal ? DeliveryStatus.recalled.rawValue : said.status.rawValue
    guard shown.status != expected, try !holdsWhatIsLost(sender, of: seat, about: said.document, atHub),
      try !hasLostIssue(sender, of: said.document, to: said.recipient, atHub), try !cannotSend(sender, said, atHub)
    else { return }
    problem(
      "status",
      """
      \(said.document) at \(said.recipient): desk \(seat.number) said \(said.status.rawValue), desk \(sender.number) \
      shows \(shown.status ?? "nothing")
      """
    )
  }

  /// Whether the sender's desk has the request that was answered, and its office has not undone it: then the answer is
  /// none to what it asked since. A hub that was put back may have lost it, with the key of the PC that wrote it.
  private func asked(_ sender: Seat, _ request: EntryReference?) throws -> Bool {
    guard hubRestores > 0, let request else { return false }
    let own = try entries(sender, .office)
    return own.contains { $0.reference == request && act($0.act)?.asksBack == true }
      && !own.contains { if case .undone(let undone)? = act($0.act) { undone.entry == request } else { false } }
  }

  /// Whether the desk has reported so, and a colleague contradicts it that knows acts this desk has not: of an epoch
  /// that the hub and the PC that wrote it were both restored to before. Neither can learn what the other has; each
  /// reports once.
  private func isContradicted(_ seat: Seat, _ document: String, _ status: DeliveryStatus) throws -> Bool {
    guard hubRestores > 0 else { return false }
    let own = Set(try entries(seat, .office).map(\.reference))
    let knowsOther = try seats.contains { other in
      guard other !== seat, other.organ == seat.organ, !other.isEmpty else { return false }
      return try Set(entries(other, .office).map(\.reference)) != own
    }
    guard knowsOther else { return false }
    return try entries(seat, .office).contains { entry in
      guard entry.station == seat.station, entry.act.hasPrefix("{\"reported\""),
        case .reported(let report) = try StoredAct.act(from: entry.act), report.answers == nil
      else { return false }
      return report.document.description == document && report.status == status
    }
  }

  /// Whether the sender has received a report of the desk's office that neither the desk nor the hub has any more: both
  /// were restored to before it, and an old copy may have written another entry under its name since. Nobody can learn
  /// of it from the sender, which has no signature to show; the next act on the document is reported again.
  private func holdsWhatIsLost(
    _ sender: Seat, of seat: Seat, about document: EntryReference, _ atHub: Set<EntryVersion>
  ) throws -> Bool {
    guard hubRestores > 0 else { return false }
    let own = Set(try entries(seat, .office).map(\.version))
    return try entries(sender, .otherOffices).contains { entry in
      guard truth.stations[entry.station] == seat.organ, !own.contains(entry.version), !atHub.contains(entry.version),
        case .reported(let report)? = act(entry.act)
      else { return false }
      return report.document == document
    }
  }

  /// Whether the sender issued the draft to that recipient in an epoch that it and the hub were restored to before: to
  /// itself it is a draft, or was issued to others only.
  func hasLostIssue(
    _ sender: Seat, of document: EntryReference, to recipient: String, _ atHub: Set<EntryVersion>
  ) throws -> Bool {
    guard hubRestores > 0 else { return false }
    let held = try entries(sender, .office)
    guard !held.contains(where: { isIssue($0.act, of: document, to: recipient) }) else { return false }
    let versions = Set(held.map(\.version))
    return truth.issues.contains { reference in
      guard truth.stations[reference.station] == sender.organ else { return false }
      return truth.entries[reference, default: []].contains { written in
        let version = EntryVersion(reference: reference, hash: written.hash)
        return !versions.contains(version) && !atHub.contains(version)
          && isIssue(written.act, of: document, to: recipient)
      }
    }
  }

  /// Whether the hub has lost the issue, with the key that signed it, and the PC that had written it is another one
  /// since: the sender's office cannot send it again, and the hub keeps what is said of it.
  private func cannotSend(_ sender: Seat, _ said: LastReport, _ atHub: Set<EntryVersion>) throws -> Bool {
    guard hubRestores > 0 else { return false }
    let issues = try entries(sender, .office).filter {
      $0.reference == said.document || isIssue($0.act, of: said.document, to: said.recipient)
    }
    return try !issues.isEmpty && issues.allSatisfy { !atHub.contains($0.version) }
      && issues.contains { try hasLostKey(of: $0.station, knownTo: sender) }
  }

  private func isIssue(_ text: String, of document: EntryReference, to recipient: String) -> Bool {
    guard case .issued(let issued)? = act(text) else { return false }
    return issued.draft == document && issued.to.contains { ($0.organID ?? $0.name) == recipient }
  }

  /// Returns what the card of a document shows of a recipient; `nil` where it names no such recipient.
  private func shown(
    _ document: EntryReference, at recipient: String, by seat: Seat
  ) throws -> (status: String?, isRecalled: Bool)? {
    let ids = try seat.office.read {
      try Int64.fetchAll($0, sql: "SELECT id FROM document WHERE entry = ?", arguments: [document.description])
    }
    guard let line = try seat.office.lines(ids: ids).first else { return nil }
    let card = try seat.office.card(line)
    let place = card.recipients.firstIndex { ($0.organID ?? $0.name) == recipient }
    return place.map { (card.deliveries[$0].status?.rawValue, line.state == .recalled) }
  }

  /// Returns what an office last reported to the senders of its documents, by what a desk of it knows and the hub can
  /// have, or the sender received before the hub lost it: a journal, and what readers brought back of it.
  private func lastReports(by seat: Seat, _ atHub: Set<EntryVersion>) throws -> [LastReport] {
    let organs = stationOrgans()
    var last: [String: LastReport] = [:]
    // The answer to a recall stays.
    var answered: Set<String> = []
    for entry in try reports(knownTo: seat) {
      guard case .reported(let report)? = act(entry.act), let sender = organs[report.document.station],
        try atHub.contains(entry.version) || entry.station == seat.station || hubRestores == 0
          || !hasLostKey(of: entry.station, knownTo: seat) || hasReceived(entry.version, sender)
      else { continue }
      let place = "\(report.document)|\(report.recipient)"
      let isAnswer = try report.answers.map(isTakingBack) ?? false
      // What was destroyed stays so.
      if let known = last[place], known.isFinal && known.status == .agreed { continue }
      if isAnswer { answered.insert(place) }
      guard isAnswer || !answered.contains(place) else { continue }
      last[place] = LastReport(
        entry: entry.reference, document: report.document, sender: sender, recipient: report.recipient,
        status: report.status, answers: report.answers, isFinal: isAnswer)
    }
    return last.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Whether the desk of the office whose document it is has that entry.
  private func hasReceived(_ report: EntryVersion, _ sender: Organ.ID) throws -> Bool {
    guard let seat = seats.first(where: { $0.organ == sender && !$0.isEmpty }) else { return false }
    return try entries(seat, .otherOffices).contains { $0.version == report }
  }

  /// Returns the reports of an office that a desk of it knows, by their times: of several stations of an office the
  /// later report counts.
  private func reports(knownTo seat: Seat) throws -> [Lying] {
    try seat.office.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT station, epoch, sequence, hash, act, time FROM journal WHERE act LIKE '{"reported%'
          UNION ALL
          SELECT station, epoch, sequence, hash, act, time FROM received WHERE isOwn AND act LIKE '{"reported%'
          ORDER BY time, station, epoch, sequence
          """)
    }.map(lying)
  }
}

/// What an office last reported about a document to its sender.
private struct LastReport {
  var entry: EntryReference
  var document: EntryReference
  var sender: Organ.ID
  var recipient: String
  var status: DeliveryStatus
  var answers: EntryReference?
  var isFinal: Bool
}
