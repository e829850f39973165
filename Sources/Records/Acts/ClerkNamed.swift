import Wording

extension Acts {
  /// A person who may act here.
  public struct ClerkNamed: OfficeAct, StaysInOffice {
    public static let name = ActName.clerkNamed
    public var name: String

    public init(name: String) {
      self.name = name
    }

    public var words: Bilingual { Bilingual("thêm người dùng \(name)", "named clerk \(name)") }
  }
}
