import Vietnamese

extension OrganDirectory {
  /// Returns the groups of recipients that mean one level of the tree, with the agencies of that level that exist on
  /// the day, in the order of the tree. Councils are not in them: they are addressed by name.
  ///
  /// - Parameter own: the issuing office, which is left out.
  public func groups(on day: Day, besides own: Organ.ID?) -> [(name: String, members: [Organ])] {
    [("Các xã, phường", Organ.Level.commune), ("Các sở, ban, ngành", .department)].compactMap { name, level in
      let members = organs.filter {
        $0.level == level && $0.symbol != "HĐND" && $0.exists(on: day) && $0.id != own
      }
      return members.isEmpty ? nil : (name, members)
    }
  }
}
