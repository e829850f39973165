import Wording

extension Acts {
  /// The tree of agencies, or the changes to it.
  public struct OrgansListed: OfficeAct, StaysInOffice {
    public static let name = ActName.organsListed
    public var organs: [Organ]

    public init(organs: [Organ]) {
      self.organs = organs
    }

    public var words: Bilingual {
      Bilingual("tỉnh cập nhật \(organs.count) cơ quan", "the province listed \(organs.count) agencies")
    }
    public static let speakers: Speakers = .hub
  }
}
