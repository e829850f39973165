import Records

/// The code of a notice that entries which were held back are delivered after all: `released 0a1b2c3d.1.6 …`. A program
/// that does not know it shows the words.
public struct ReleasedNotice: Equatable, Sendable {
  public var entries: [EntryReference]

  /// How many entries one notice names.
  public static let most = 100
  private static let word = "released"

  public init(entries: [EntryReference]) { self.entries = entries }

  /// Returns `nil` for the code of another notice.
  public init?(code: String) {
    let parts = code.split(separator: " ")
    guard parts.first == Self.word[...] else { return nil }
    entries = parts.dropFirst().compactMap { EntryReference(String($0)) }
  }

  public var code: String { ([Self.word] + entries.map(\.description)).joined(separator: " ") }
}
