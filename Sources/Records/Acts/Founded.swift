import Wording

extension Acts {
  /// The office starts its file, or changes its name.
  public struct Founded: OfficeAct, StaysInOffice {
    public static let name = ActName.founded
    public var office: OfficeProfile

    public init(office: OfficeProfile) {
      self.office = office
    }

    public var words: Bilingual { Bilingual("lập sổ của \(office.name)", "created the file of \(office.name)") }
  }
}
