import GRDB
import Records
import RecordsSQL

/// Whether an act of another office is meant for this one, and which office it comes from.
extension OfficeTransaction {
  /// Returns the office of a key according to the hub's journal; also without the key, if all keys of the station
  /// belonged to one office. `nil` until the hub has said.
  func office(of station: StationName, _ key: [UInt8]?) throws -> Organ.ID? {
    let known = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT organ, signingKey FROM peer WHERE station = ?"), arguments: [station])
    if let key, let row = known.first(where: { $0[1] as String == key.hexadecimal }) { return row[0] }
    let organs = Set(known.map { $0[0] as String })
    return organs.count == 1 ? organs.first : nil
  }

  /// Whether a document of another office is addressed to this one, or to one that it succeeds. The hub has checked
  /// that already: what it delivers to the wrong office all the same is set aside, and `verify` names it.
  ///
  /// Recipients are looked up as of today and of the days around the issue: a reader years later, who gets the document
  /// from the hub, knows another tree than the sender did. The document belongs to others only if every recipient was
  /// found each time, as another agency.
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
        [day, day.adding(days: 30), day.adding(days: -30), context.day].contains { day in
          let meant = directory.addressees(of: recipient, on: day)
          return meant.isEmpty || meant.contains { ours.contains($0.id) }
        }
      }
  }
}
