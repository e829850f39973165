import GRDB
import Records

extension Hub {
  /// The bodies an office issues documents for besides itself: those somebody named, else the People's Council of the same place.
  public func bodies(of office: Organ.ID) throws -> [Organ] {
    let directory = try directory
    guard let organ = directory[office] else { throw HubRefusal.unknownOrgan(office) }
    return directory.bodies(of: organ)
  }

  /// From now on the office issues for the body too, and all stations are told.
  public func letIssue(_ office: Organ, for body: Organ) throws {
    var bodies = try bodies(of: office.id)
    guard body.id != office.id, !bodies.contains(where: { $0.id == body.id }) else {
      throw HubRefusal.alreadyIssues(office.name, body.name)
    }
    bodies.append(body)
    try list([office.issuing(for: bodies.map(\.id))], as: (.issuerAdded, "\(office.id) ← \(body.id)"))
  }

  /// What the office issues in the name of the body is delivered to nobody any more.
  public func stopIssuing(_ office: Organ, for body: Organ) throws {
    let bodies = try bodies(of: office.id)
    guard bodies.contains(where: { $0.id == body.id }) else { throw HubRefusal.doesNotIssue(office.name, body.name) }
    try list(
      [office.issuing(for: bodies.map(\.id).filter { $0 != body.id })],
      as: (.issuerRemoved, "\(office.id) ← \(body.id)"))
  }
}
