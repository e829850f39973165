import Records

/// Checks the issuer named in an entry against the office whose station signed it. Results are cached, because an
/// office writes in its own name day after day.
final class Authors {
  private struct Claim: Hashable {
    var office: Organ.ID
    var name: String
    var id: String?
    var day: Day
  }

  private static let mostKnown = 2_000
  private var known: [Claim: Authorship] = [:]

  /// The notice for an entry in the name of another agency; `nil` if there is none. The axis speaks for agencies
  /// outside the province, and is checked before it writes (`AxisReceiving`).
  func other(_ act: Act, _ office: Organ.ID, _ directory: OrganDirectory) -> NoticeKind? {
    guard office != NationalAxis.id else { return nil }
    switch act {
    case .issued(let act):
      let document = act.document
      let claim = Claim(office: office, name: document.organName, id: document.organID, day: document.issuedDate)
      return notice(claim, authorship(claim, directory), directory)
    case .corrected(let act) where act.field == .organName:
      // The date of the document is not known here; whether a former name was still valid was checked when it was
      // issued.
      let claim = Claim(office: office, name: act.new, id: nil, day: .first)
      return notice(claim, authorship(claim, directory), directory)
    default: return nil
    }
  }

  private func notice(_ claim: Claim, _ authorship: Authorship, _ directory: OrganDirectory) -> NoticeKind? {
    let office = directory[claim.office]?.name ?? claim.office
    switch authorship {
    case .own, .body, .former(_, isLate: false): return nil
    case .former(let organ, isLate: true), .foreign(let organ):
      return .sender(claim.name.isEmpty ? organ.name : claim.name, signedBy: office)
    }
  }

  private func authorship(_ claim: Claim, _ directory: OrganDirectory) -> Authorship {
    if let known = known[claim] { return known }
    if known.count >= Authors.mostKnown { known = [:] }
    let found = directory.authorship(name: claim.name, id: claim.id, of: claim.office, on: claim.day)
    known[claim] = found
    return found
  }
}
