import Records

/// A document identifier like `000.00.00.H14,2026/02/27,118/UBND-VX`: issuer, date of issue, number and symbol.
public struct MessageIdentifier {
  public var organID: String
  public var day: Day?
  public var code: String

  /// Returns `nil` for an identifier in another form.
  public init?(_ text: String) {
    let parts = text.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, !parts[2].isEmpty else { return nil }
    (organID, code) = (String(parts[0]), String(parts[2]))
    day = EdXMLDay(reading: String(parts[1])).day
  }
}
