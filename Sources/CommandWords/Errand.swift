import FoundationEssentials

/// What the clerk's program has another do, that links what it does not: a command that is understood already.
public struct Errand: Codable, Sendable {
  /// The name of what is asked; of another version perhaps, that knows other ones.
  public var command: String
  /// What the line gave, as in `Arguments`.
  public var values: [String: [String]]
  /// The office's file.
  public var office: String
  /// The folder of logs.
  public var state: String
  public var language: String
  public var asJSON: Bool
  public var version: String
  /// Who acts and on which day (`2026-11-23`), where the command acts at the clerk's desk.
  public var clerk: String?
  public var day: String?
  /// Whether the text of files is taken by somebody else: a screen waits for this errand.
  public var leavesTexts: Bool?
  /// Whether a person has said that it is this day; nil as true.
  public var isDayStated: Bool?

  public init(
    _ name: ErrandName, values: [String: [String]], office: String, state: String, language: String, asJSON: Bool,
    version: String, clerk: String? = nil, day: String? = nil, leavesTexts: Bool = false, isDayStated: Bool? = nil
  ) {
    self.isDayStated = isDayStated
    command = name.rawValue
    self.values = values
    self.office = office
    self.state = state
    self.language = language
    self.asJSON = asJSON
    self.version = version
    self.clerk = clerk
    self.day = day
    self.leavesTexts = leavesTexts
  }

  /// What is asked; nil if this version does not know it.
  public var name: ErrandName? { ErrandName(rawValue: command) }

  /// As the one argument of the other program.
  public var text: String {
    get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
  }

  public init?(_ text: String) {
    guard let errand = try? JSONDecoder().decode(Errand.self, from: Data(text.utf8)) else { return nil }
    self = errand
  }
}
