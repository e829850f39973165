import Wording

extension Act {
  /// An agency that the shipped directory does not know.
  public struct OrganNamed: OfficeAct, StaysInOffice {
    public static let name = Name.organNamed
    public var organ: NamedOrgan

    public init(organ: NamedOrgan) {
      self.organ = organ
    }

    public var act: Act { .organNamed(self) }

    public var words: Words { Words("thêm cơ quan \(organ.name)", "named agency \(organ.name)") }
  }
}
