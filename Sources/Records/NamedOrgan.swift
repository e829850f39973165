/// An agency a clerk typed that no directory knew.
public struct NamedOrgan: Codable, Equatable, Sendable {
  public var name: String
  /// Mã định danh, where known.
  public var code: String?

  public init(name: String, code: String? = nil) {
    self.name = name
    self.code = code
  }
}
