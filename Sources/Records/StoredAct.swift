import Foundation

/// The stored form of an act: JSON with sorted keys, the bytes that are hashed and exchanged.
public enum StoredAct {
  private static let encoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }()

  public static func text(of act: Act) throws -> String { String(decoding: try encoder.encode(act), as: UTF8.self) }

  public static func act(from text: String) throws -> Act {
    try JSONDecoder().decode(Act.self, from: Data(text.utf8))
  }
}
