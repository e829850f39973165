import Wording

extension Act {
  /// A person who may act here.
  public struct ClerkNamed: OfficeAct, StaysInOffice {
    public static let name = Name.clerkNamed
    public var name: String

    public init(name: String) {
      self.name = name
    }

    public var act: Act { .clerkNamed(self) }

    public var words: Words { Words("thêm người dùng \(name)", "named clerk \(name)") }
  }
}
