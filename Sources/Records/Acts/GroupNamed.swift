import Wording

extension Acts {
  /// A group of recipients gets a name: “Các xã, phường”.
  public struct GroupNamed: OfficeAct, StaysInOffice {
    public static let name = ActName.groupNamed
    public var name: String
    public var members: [Recipient]

    public init(name: String, members: [Recipient]) {
      self.name = name
      self.members = members
    }

    public var words: Bilingual {
      Bilingual("đặt nhóm \(name) gồm \(members.count) nơi nhận", "named group \(name) of \(members.count)")
    }
  }
}
