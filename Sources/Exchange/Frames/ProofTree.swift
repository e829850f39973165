import Records

/// A Merkle tree over the entries of a batch: it proves to an office that one entry was signed by its station, without
/// showing the entries the office must not see.
///
/// Leaf: SHA-256(00 ‖ hash of the entry). Node: SHA-256(01 ‖ left ‖ right). A node without a sibling moves up as it is.
enum ProofTree {
  private static func leaf(_ hash: Hash256) -> Hash256 { Hash256(of: [0], hash.bytes) }
  private static func node(_ left: Hash256, _ right: Hash256) -> Hash256 { Hash256(of: [1], left.bytes, right.bytes) }

  private static func above(_ level: [Hash256]) -> [Hash256] {
    stride(from: 0, to: level.count, by: 2).map { index in
      index + 1 < level.count ? node(level[index], level[index + 1]) : level[index]
    }
  }

  /// Returns the root; zero for no entries, which no seal covers.
  static func root(of entries: [Hash256]) -> Hash256 {
    var level = entries.map(leaf)
    while level.count > 1 { level = above(level) }
    return level.first ?? .zero
  }

  /// Returns the siblings on the way from an entry up to the root.
  static func path(to index: Int, of entries: [Hash256]) -> [Hash256] { path(to: index, in: levels(of: entries)) }

  /// Returns all levels of the tree from the leaves up, to make several paths from.
  static func levels(of entries: [Hash256]) -> [[Hash256]] {
    var levels = [entries.map(leaf)]
    while let last = levels.last, last.count > 1 { levels.append(above(last)) }
    return levels
  }

  static func path(to index: Int, in levels: [[Hash256]]) -> [Hash256] {
    var path: [Hash256] = []
    var place = index
    for level in levels where level.count > 1 {
      if level.indices.contains(place ^ 1) { path.append(level[place ^ 1]) }
      place /= 2
    }
    return path
  }

  /// Returns the root that an entry and its path lead to; `nil` when the path has the wrong length.
  static func root(from entry: Hash256, at index: Int, of count: Int, path: [Hash256]) -> Hash256? {
    guard (0..<count).contains(index) else { return nil }
    var hash = leaf(entry)
    var rest = path[...]
    var place = index
    var width = count
    while width > 1 {
      if place ^ 1 < width {
        guard let neighbour = rest.popFirst() else { return nil }
        hash = place & 1 == 0 ? node(hash, neighbour) : node(neighbour, hash)
      }
      place /= 2
      width = (width + 1) / 2
    }
    return rest.isEmpty ? hash : nil
  }
}
