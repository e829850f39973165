import Wording

extension Acts {
  /// An agency that the shipped directory does not know.
  public struct OrganNamed: OfficeAct, StaysInOffice {
    public static let name = ActName.organNamed
    public var organ: NamedOrgan

    public init(organ: NamedOrgan) {
      self.organ = organ
    }

    public var words: Bilingual { Bilingual("thêm cơ quan \(organ.name)", "named agency \(organ.name)") }
  }
}
