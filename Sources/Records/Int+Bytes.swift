package extension Int {
  /// A size for people: `812 B`, `1,4 MB`.
  var inBytes: String {
    if self < 1000 { return "\(self) B" }
    for (unit, size) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)] where self >= size {
      let tenths = self * 10 / size
      return tenths < 100 ? "\(tenths / 10),\(tenths % 10) \(unit)" : "\(tenths / 10) \(unit)"
    }
    return "\(self) B"
  }
}
