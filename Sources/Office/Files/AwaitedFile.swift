import Wording

/// What is known of a file whose content is not on this PC: it is still on its way, or lost.
public struct AwaitedFile: Equatable, Sendable {
  public var size: Int
  /// Bytes that have arrived.
  public var arrived: Int
  /// The office that sends it; `nil` for a file of this office, which another station has or the hub.
  public var sender: String?

  /// Whether it is lost where it was attached, and will not come unless somebody attaches it again.
  public var isLost: Bool

  public init(size: Int, arrived: Int, sender: String?, isLost: Bool = false) {
    (self.size, self.arrived, self.sender, self.isLost) = (size, arrived, sender, isLost)
  }

  /// `chưa về: nơi gửi (Sở Nội vụ) còn đang gửi, đã có 120 / 300 kB`
  public var words: Bilingual {
    if isLost {
      return sender.map { Bilingual("không còn ở nơi gửi (\($0))", "lost at its sender (\($0))") }
        ?? Bilingual("không còn ở máy đã kèm", "lost at the PC that attached it")
    }
    let (come, all) = (arrived.inBytes.split(separator: " "), size.inBytes)
    // The unit is written once if it is the same.
    let share = all.hasSuffix(" \(come.last ?? "")") ? "\(come[0]) / \(all)" : "\(arrived.inBytes) / \(all)"
    guard let sender else {
      return Bilingual("chưa về máy này, đã có \(share)", "not here yet, \(share) arrived")
    }
    return Bilingual(
      "chưa về: nơi gửi (\(sender)) còn đang gửi, đã có \(share)",
      "not here yet: \(sender) is sending it, \(share) arrived")
  }
}
