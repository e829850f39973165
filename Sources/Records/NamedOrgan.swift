/// An agency that a clerk typed and no directory contained.
public struct NamedOrgan: Codable, Equatable, Sendable {
  public var name: String
  /// Mã định danh, where known.
  public var code: String?

  public init(name: String, code: String? = nil) {
    self.name = name
    self.code = code
  }
}
