import Wording

extension Act {
  /// The tree of agencies, or the changes to it.
  public struct OrgansListed: OfficeAct, StaysInOffice {
    public static let name = Name.organsListed
    public var organs: [Organ]

    public init(organs: [Organ]) {
      self.organs = organs
    }

    public var act: Act { .organsListed(self) }

    public var words: Words {
      Words("tỉnh cập nhật \(organs.count) cơ quan", "the province listed \(organs.count) agencies")
    }
    public static let speakers: Speakers = .hub
  }
}
