import GRDB
import Records

/// Whether what another office says is for this one, and whose word it is.
extension Desk {
  /// The office of a key, by the hub's journal; of a station all of whose keys were one office's, without the key too. `nil` while the
  /// hub has not said.
  func office(of station: String, _ key: [UInt8]?) throws -> Organ.ID? {
    let known = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT organ, signingKey FROM peer WHERE station = ?"), arguments: [station])
    if let key, let row = known.first(where: { $0[1] as String == key.hexadecimal }) { return row[0] }
    let organs = Set(known.map { $0[0] as String })
    return organs.count == 1 ? organs.first : nil
  }

  /// Whether a document of another office is addressed to this one, or to one in whose place it stands. The hub has looked at that
  /// already: what it brings to the wrong office all the same is set aside, and `verify` names it.
  ///
  /// By the names of today and of the days around the issue, whichever knows them: who reads it years later, from a hub, knows another
  /// tree than who sent it. Only where every recipient is somebody else is the document.
  func isForUs(_ act: Act, _ isReceived: Bool) throws -> Bool {
    guard isReceived, case .issued(let issued) = act,
      let own = try String.fetchOne(db.cachedStatement(sql: "SELECT organ FROM hub"))
    else { return true }
    if issued.to.contains(where: { $0.organID?.lowercased() == own }) { return true }
    let directory = try Province(db).directory
    guard let organ = directory[own] else { return true }
    let ours = Set(([organ] + directory.predecessors(of: organ)).map(\.id))
    let day = issued.document.issuedDate
    return issued.to.isEmpty
      ? false
      : issued.to.contains { recipient in
        [day, day.adding(days: 30), day.adding(days: -30), acting.day].contains { day in
          let meant = directory.addressees(of: recipient, on: day)
          return meant.isEmpty || meant.contains { ours.contains($0.id) }
        }
      }
  }
}
