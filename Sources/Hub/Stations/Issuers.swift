import GRDB
import Records
import RecordsSQL

extension Hub {
  /// The bodies an office issues documents for besides itself: those named for it, otherwise the People's Council of
  /// the same place.
  public func bodies(of office: Organ.ID) throws -> [Organ] {
    let directory = try directory
    guard let organ = directory[office] else { throw HubRefusal.unknownOrgan(office) }
    return directory.bodies(of: organ)
  }

  /// Allows the office to issue for the body too, and informs all stations.
  public func letIssue(_ office: Organ, for body: Organ) throws {
    var bodies = try bodies(of: office.id)
    guard body.id != office.id, !bodies.contains(where: { $0.id == body.id }) else {
      throw HubRefusal.alreadyIssues(office.name, body.name)
    }
    bodies.append(body)
    try list([office.issuing(for: bodies.map(\.id))], as: (.issuerAdded, "\(office.id) ← \(body.id)"))
  }

  /// Ends that: what the office issues in the name of the body is no longer delivered to anybody.
  public func stopIssuing(_ office: Organ, for body: Organ) throws {
    let bodies = try bodies(of: office.id)
    guard bodies.contains(where: { $0.id == body.id }) else { throw HubRefusal.doesNotIssue(office.name, body.name) }
    try list(
      [office.issuing(for: bodies.map(\.id).filter { $0 != body.id })],
      as: (.issuerRemoved, "\(office.id) ← \(body.id)"))
  }
}
