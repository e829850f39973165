import GRDB
import Office
import Records

/// Checks that numbers and books are where they must be.
extension World {
  /// P: no number is on two papers. Who shows an old copy to the hub, or moves the clock, deceives the lease; a backup
  /// of the hub has forgotten it.
  func checkPapers() {
    let deceiving: Set<Fault> = [.oldCopy, .hubRestored, .clockWrong, .clockJumps, .liar]
    guard deceiving.isDisjoint(with: plan.rates.keys) else { return }
    for (number, documents) in truth.given.sorted(by: { $0.key < $1.key }) where documents.count > 1 {
      problem("P", "\(number) is on \(documents.count) papers: \(documents.map(\.description).sorted())")
    }
  }

  /// I5: one station holds each generation of a book.
  func checkHolders() throws {
    let organs = stationOrgans()
    var holders: [String: Set<String>] = [:]
    for entry in try hubEntries() where entry.act.contains("\"custody") {
      let organ = organs[entry.station] ?? ""
      guard isHonest(organ) else { continue }
      switch try StoredAct.act(from: entry.act) {
      case .custodyHandedOver(let act):
        holders["\(organ) \(act.book), hand \(act.generation)", default: []].insert(act.to)
      case .custodyRecovered(let act):
        holders["\(organ) \(act.book), hand \(act.generation)", default: []].insert(entry.station.description)
      default: break
      }
    }
    for (book, stations) in holders where stations.count > 1 { problem("I5", "\(book) lies with \(stations.sorted())") }
  }

  /// I4: no number is missing in a book. `verify` only remarks on a gap in a book in which a colleague writes; where
  /// nothing was lost for ever, and all colleagues are honest, there is none there either.
  func checkGaps(_ seat: Seat) throws {
    let losing: Set<Fault> = [.oldCopy, .restored, .hubRestored, .lost, .replacedLives, .revoked]
    guard isHonest(seat.organ), losing.isDisjoint(with: plan.rates.keys) else { return }
    let books = try seat.office.read {
      try Row.fetchAll(
        $0,
        sql: """
          SELECT b.id, b.firstNumber, b.lastNumber, count(DISTINCT d.number) AS amount
          FROM book b LEFT JOIN document d ON d.book = b.id GROUP BY b.id
          """)
    }
    for row in books {
      let (book, first, last, amount): (String, Int, Int, Int) = (row[0], row[1], row[2], row[3])
      if amount != last - first + 1 {
        problem("I4", "desk \(seat.number) has \(amount) numbers from \(first) to \(last) in \(book)")
      }
    }
  }
}
