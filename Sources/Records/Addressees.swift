extension OrganDirectory {
  /// The agencies whose mailboxes a recipient's documents go to on a day: the agency meant, or its successors.
  ///
  /// The agency is found by its key, by a code, or by an exact name that one agency had on that day. Empty if none or
  /// several are found: such a recipient is outside the exchange and is served by post.
  public func addressees(of recipient: Recipient, on day: Day) -> [Organ] {
    guard let organ = meant(recipient, on: day) else { return [] }
    guard !organ.exists(on: day), !organ.successors.isEmpty else { return [organ] }
    let standing = successors(of: organ).filter { $0.exists(on: day) }
    return standing.isEmpty ? [organ] : standing
  }

  /// Returns the agency that a recipient names, if it had ended by that day and others have its documents.
  public func endedAddressee(of recipient: Recipient, on day: Day) -> Organ? {
    guard let organ = meant(recipient, on: day), !addressees(of: recipient, on: day).contains(organ) else { return nil }
    return organ
  }

  private func meant(_ recipient: Recipient, on day: Day) -> Organ? {
    for typed in [recipient.organID, recipient.name].compactMap(\.self) {
      if let organ = self[typed.lowercased()] { return organ }
      let coded = organs(withCode: typed)
      let existing = coded.filter { $0.exists(on: day) }
      if let organ = existing.count == 1 ? existing[0] : coded.count == 1 ? coded[0] : nil { return organ }
    }
    return find(exactly: recipient.name, on: day)
  }
}
