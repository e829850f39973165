import Vietnamese

/// In whose name a document is issued, held against the office whose key signed it. What a person reads comes from the key; what the
/// document says of its issuer is compared and never believed.
public enum Authorship: Equatable, Sendable {
  /// The office itself, in any spelling of its name; or a name no directory knows, which says nothing of anybody else.
  case own
  /// A body the office writes for: its People's Council.
  case body(Organ)
  /// An agency in whose place the office stands. Old letterheads are used up for half a year; what is `isLate` was issued behind that.
  case former(Organ, isLate: Bool)
  /// Another agency of the tree.
  case foreign(Organ)
}

extension Organ {
  /// How long after an agency has ended its successor may still issue in its name.
  public static let letterheadDays = 180

  /// The People's Council of the place of a People's Committee, by its key: `xa-2025-01273/hdnd` of `xa-2025-01273/ubnd`.
  fileprivate var councilID: Organ.ID? {
    if id.hasSuffix("/ubnd") { return id.dropLast("ubnd".count) + "hdnd" }
    return id.hasPrefix("ubnd-") ? "hdnd-" + id.dropFirst("ubnd-".count) : nil
  }

  /// The bodies it issues for. A People's Committee writes for the People's Council of the same place without anybody saying so, where
  /// key and name both tell that it is the same place: a Council of a commune has no office of its own.
  ///
  /// - Parameter organ: an agency by its key.
  public func issues(_ organ: (Organ.ID) throws -> Organ?) rethrows -> [Organ] {
    if let issuesFor { return try issuesFor.compactMap(organ) }
    guard let council = try councilID.flatMap(organ) else { return [] }
    let (own, other) = (OrganDirectory.nameKey(name), OrganDirectory.nameKey(council.name))
    guard own.hasPrefix("ubnd "), other.hasPrefix("hđnd "), own.dropFirst(4) == other.dropFirst(4) else { return [] }
    return [council]
  }
}

extension OrganDirectory {
  /// The bodies an agency issues for besides itself.
  public func bodies(of organ: Organ) -> [Organ] { organ.issues { self[$0] } }

  /// In whose name a document is issued that the office signed.
  ///
  /// Key or code and name are each looked at: where one of them means another agency, so does the document. A name that several share
  /// means the office where it is one of them.
  ///
  /// - Parameters:
  ///   - id: a key of the tree, or a code of either scheme.
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

  /// All that ever had the name, whatever the day; without marks where nobody has it as it is written.
  private func everybody(named name: String, besides own: Organ) -> [Organ] {
    guard name.utf8.count <= 1_000 else { return [] }
    let key = OrganDirectory.nameKey(name)
    if key == OrganDirectory.nameKey(own.name) { return [own] }
    let exact = organs(withNameKey: key)
    if !exact.isEmpty { return exact }
    let folded = OrganDirectory.foldedKey(name)
    guard folded.utf8.count >= 4 else { return [] }
    if folded == OrganDirectory.foldedKey(own.name) { return [own] }
    return organs.filter { OrganDirectory.foldedKey($0.name) == folded }
  }

  /// Letters and digits of the name without marks, spaces and dots: what somebody sees who reads fast.
  public static func foldedKey(_ name: String) -> String {
    let words = searchTokens(OrganDirectory.abbreviated(name))
    return words.joined().replacing("uybannhandan", with: "ubnd").replacing("hoidongnhandan", with: "hdnd")
  }
}

extension Organ {
  /// Whether a register that bears this name may be the agency's: its own name in any spelling, or one that leaves out what the other says
  /// more (`Sở Nội vụ` and `Sở Nội vụ tỉnh Cao Bằng`) and means nobody else.
  public func isCalled(_ name: String, in directory: OrganDirectory, on day: Day) -> Bool {
    guard directory.authorship(name: name, id: nil, of: id, on: day) == .own else { return false }
    let (written, own) = (OrganDirectory.foldedKey(name), OrganDirectory.foldedKey(self.name))
    return !written.isEmpty && (own.contains(written) || written.contains(own))
  }
}
