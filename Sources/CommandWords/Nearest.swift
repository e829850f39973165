/// Returns the name that was probably meant: at most one letter in three is wrong. Two swapped neighbours count as one
/// mistake.
public func nearest(_ typed: String, in names: [String]) -> String? {
  let typed = Array(typed.lowercased().utf8.prefix(64))
  guard !typed.isEmpty else { return nil }
  var best: (name: String, distance: Int)?
  for name in names {
    let letters = Array(name.utf8)
    var distance = editDistance(typed, letters)
    // The first letters of a name are most often an abbreviation of it.
    if typed.count >= 3, letters.starts(with: typed) { distance = min(distance, 1) }
    if distance <= max(1, letters.count / 3), distance < best?.distance ?? .max { best = (name, distance) }
  }
  return best?.name
}

/// Returns how many letters must be inserted, deleted, replaced or swapped with their neighbour.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
  var before: [Int] = []
  var above = Array(0...right.count)
  for row in 1...left.count {
    var current = [row]
    for column in 1...right.count {
      let isSame = left[row - 1] == right[column - 1]
      var best = min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (isSame ? 0 : 1))
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
        best = min(best, before[column - 2] + 1)
      }
      current.append(best)
    }
    (before, above) = (above, current)
  }
  return above[right.count]
}
