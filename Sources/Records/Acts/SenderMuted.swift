import Wording

extension Acts {
  /// Documents of this sender are still delivered but listed separately in the inbox (`isMuted`), or no longer
  /// separately.
  public struct SenderMuted: OfficeAct, StaysInOffice {
    public static let name = ActName.senderMuted
    public var organ: String
    public var name: String
    public var isMuted: Bool

    public init(organ: String, name: String, isMuted: Bool) {
      self.organ = organ
      self.name = name
      self.isMuted = isMuted
    }

    public var words: Bilingual {
      isMuted ? Bilingual("tắt tiếng \(name)", "muted \(name)") : Bilingual("thôi tắt tiếng \(name)", "unmuted \(name)")
    }
    public var fitsRegister: Bool { fits(organ, Lengths.organID) && fits(name, Lengths.organName) }
  }
}
