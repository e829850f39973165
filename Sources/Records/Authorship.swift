import Vietnamese

/// In whose name a document is issued, compared with the office whose key signed it.
///
/// The name shown to people comes from the key; what the document states about its issuer is compared and never
/// trusted.
public enum Authorship: Equatable, Sendable {
  /// The office itself, in any spelling of its name, or a name that is in no directory and so means no other agency.
  case own
  /// A body that the office issues for: its People's Council.
  case body(Organ)
  /// An agency that the office has replaced. Old letterheads may be used up for half a year; `isLate` means that the
  /// document was issued after that.
  case former(Organ, isLate: Bool)
  /// Another agency of the tree.
  case foreign(Organ)
}

extension Organ {
  /// How many days after the end of an agency its successor may still issue in its name.
  public static let letterheadDays = 180

  /// The key of the People's Council of the same place, from the key of a People's Committee: `xa-2025-01273/hdnd` from
  /// `xa-2025-01273/ubnd`.
  fileprivate var councilID: Organ.ID? {
    if id.hasSuffix("/ubnd") { return id.dropLast("ubnd".count) + "hdnd" }
    return id.hasPrefix("ubnd-") ? "hdnd-" + id.dropFirst("ubnd-".count) : nil
  }

  /// Returns the bodies it issues for.
  ///
  /// A commune's Council has no office of its own. So a People's Committee issues for the People's Council of its place
  /// without an entry saying so, if key and name both show that the place is the same.
  ///
  /// - Parameter organ: returns an agency by its key.
  public func issues(_ organ: (Organ.ID) throws -> Organ?) rethrows -> [Organ] {
    if let issuesFor { return try issuesFor.compactMap(organ) }
    guard let council = try councilID.flatMap(organ) else { return [] }
    let (own, other) = (OrganDirectory.nameKey(name), OrganDirectory.nameKey(council.name))
    guard own.hasPrefix("ubnd "), other.hasPrefix("hđnd "), own.dropFirst(4) == other.dropFirst(4) else { return [] }
    return [council]
  }
}

extension OrganDirectory {
  /// Returns the bodies an agency issues for besides itself.
  public func bodies(of organ: Organ) -> [Organ] { organ.issues { self[$0] } }

  /// Returns in whose name a document is issued that the office signed.
  ///
  /// The name and the key or code are looked up separately: if one of them means another agency, so does the document.
  /// A name that several agencies share means the office if it is one of them.
  ///
  /// - Parameters:
  ///   - id: a key of the directory, or a code of either scheme.
  ///   - day: the day of the document.
  public func authorship(name: String, id: String?, of office: Organ.ID, on day: Day) -> Authorship {
    guard let organ = self[office] else { return .own }
    let bodies = bodies(of: organ)
    let formers = predecessors(of: organ) + bodies.flatMap(predecessors)
    func meant(_ candidates: [Organ]) -> Authorship? {
      guard let first = candidates.first(where: { $0.exists(on: day) }) ?? candidates.first else { return nil }
      if candidates.contains(where: { $0.id == office }) { return .own }
      if let body = candidates.first(where: { bodies.contains($0) }) { return .body(body) }
      if let former = candidates.first(where: { formers.contains($0) }) {
        let isLate = former.validTo.map { $0.adding(days: Organ.letterheadDays) < day } ?? false
        return .former(former, isLate: isLate)
      }
      return .foreign(first)
    }
    let byID = id.flatMap { id in meant(self[id.lowercased()].map { [$0] } ?? organs(withCode: id)) }
    let byName = meant(everybody(named: name, besides: organ))
    for said in [byName, byID] { if case .foreign = said { return said ?? .own } }
    for said in [byName, byID] { if case .former = said { return said ?? .own } }
    return byName ?? byID ?? .own
  }

  /// Returns all agencies that ever had the name, on whatever day; if none has it as written, those that have it
  /// without marks.
  private func everybody(named name: String, besides own: Organ) -> [Organ] {
    guard name.utf8.count <= 1_000 else { return [] }
    let key = OrganDirectory.nameKey(name)
    if key == OrganDirectory.nameKey(own.name) { return [own] }
    let exact = organs(with: .name(key))
    if !exact.isEmpty { return exact }
    let folded = OrganDirectory.foldedKey(name)
    guard folded.utf8.count >= 4 else { return [] }
    if folded == OrganDirectory.foldedKey(own.name) { return [own] }
    return organs(with: .folded(folded))
  }

  /// Returns the letters and digits of the name without marks, spaces and dots: what a hasty reader sees.
  public static func foldedKey(_ name: String) -> String {
    let words = searchTokens(OrganDirectory.abbreviated(name))
    return words.joined().replacing("uybannhandan", with: "ubnd").replacing("hoidongnhandan", with: "hdnd")
  }
}

extension Organ {
  /// Whether a register that bears this name may be this agency's.
  ///
  /// It may if the name is the agency's in any spelling, or if one of the two names contains the other (`Sở Nội vụ` and
  /// `Sở Nội vụ tỉnh Cao Bằng`) and no other agency is meant.
  public func isCalled(_ name: String, in directory: OrganDirectory, on day: Day) -> Bool {
    guard directory.authorship(name: name, id: nil, of: id, on: day) == .own else { return false }
    let (written, own) = (OrganDirectory.foldedKey(name), OrganDirectory.foldedKey(self.name))
    return !written.isEmpty && (own.contains(written) || written.contains(own))
  }

  /// Whether the name is that of an agency which this one has replaced, and no agency of today has it: the register of
  /// a commune that was merged may be continued by its successor.
  public func succeeds(_ name: String, in directory: OrganDirectory, on day: Day) -> Bool {
    guard case .former = directory.authorship(name: name, id: nil, of: id, on: day) else { return false }
    return !directory.namesakes(name, on: day).contains { $0.exists(on: day) }
  }
}
