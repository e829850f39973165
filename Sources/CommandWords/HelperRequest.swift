import FoundationEssentials

/// A request to a helper program, which links libraries the clerk's program does not: a command already parsed.
public struct HelperRequest: Codable, Sendable {
  /// The raw value of an `HelperCommand`, perhaps of one that only another version knows.
  public var command: String
  /// The values of the command line, as in `Arguments`.
  public var values: [String: [String]]
  /// The path of the office's file.
  public var office: String
  /// The path of the folder for logs.
  public var state: String
  public var language: String
  public var asJSON: Bool
  public var version: String
  /// Who acts and on which day (`2026-11-23`), if the command writes to the office.
  public var clerk: String?
  public var day: String?
  /// Whether to leave extracting the text of files to the calling program, because a screen waits for this request.
  public var leavesTexts: Bool?
  /// Whether a person has confirmed this day; `nil` means true.
  public var isDayStated: Bool?
  /// The path of the folder with the user's settings.
  public var configuration: String?
  /// Whether the program asks by itself: a run that brings nothing leaves no trace, and one that fails is not repeated.
  public var isQuiet: Bool?

  /// A line that begins with this tells how far it is, and not what has come of it. After a tab, if it is known, in how
  /// many seconds it will be done.
  public static let progress = "~ "

  public init(
    _ name: HelperCommand, values: [String: [String]], office: String, state: String, language: String, asJSON: Bool,
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

  /// The command; `nil` if this version does not know its name.
  public var name: HelperCommand? { HelperCommand(rawValue: command) }

  /// The request as JSON, the only argument of the helper program.
  public var text: String {
    get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
  }

  public init?(_ text: String) {
    guard let request = try? JSONDecoder().decode(HelperRequest.self, from: Data(text.utf8)) else { return nil }
    self = request
  }
}
