import Vietnamese

extension OrganDirectory {
  /// The groups a letter is addressed to by a name that means a level of the tree, with those of it that exist on that day, in the order
  /// of the tree. Councils are addressed by name.
  ///
  /// - Parameter own: the office that writes; it is not among them.
  public func groups(on day: Day, besides own: Organ.ID?) -> [(name: String, members: [Organ])] {
    [("Các xã, phường", Organ.Level.commune), ("Các sở, ban, ngành", .department)].compactMap { name, level in
      let members = organs.filter {
        $0.level == level && $0.symbol != "HĐND" && $0.exists(on: day) && $0.id != own
      }
      return members.isEmpty ? nil : (name, members)
    }
  }
}
