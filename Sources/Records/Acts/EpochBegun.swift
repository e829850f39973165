import Wording

extension Acts {
  /// The file was restored or copied: a new epoch begins after the entry `from`.
  public struct EpochBegun: OfficeAct, StaysInOffice {
    public static let name = ActName.epochBegun
    public var from: EntryReference

    public init(from: EntryReference) {
      self.from = from
    }

    public var words: Bilingual {
      Bilingual("tiếp tục từ bản sao lưu (sau \(from))", "continued from a backup (after \(from))")
    }
    /// The hub's journal begins epochs too.
    public static let speakers: Speakers = .everyone
  }
}
