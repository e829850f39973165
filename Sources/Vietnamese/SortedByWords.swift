extension Sequence {
  /// Returns the elements in the dictionary order of a text (`sortKey`).
  public func sortedByWords(_ text: (Element) -> String) -> [Element] { sorted(byKey: { sortKey(text($0)) }) }

  /// Returns the elements in the order of persons' names (`personSortKey`).
  public func sortedByGivenName(_ name: (Element) -> String) -> [Element] {
    sorted(byKey: { personSortKey(name($0)) })
  }

  /// Computes each key once; the sort is stable.
  private func sorted(byKey key: (Element) -> [UInt8]) -> [Element] {
    let keyed = enumerated().map { (key: key($1), place: $0, element: $1) }
    return keyed.sorted {
      $0.key == $1.key ? $0.place < $1.place : $0.key.lexicographicallyPrecedes($1.key)
    }.map(\.element)
  }
}
