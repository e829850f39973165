import Wording

/// What is known of a file whose content is still on its way to this PC.
public struct AwaitedFile: Equatable, Sendable {
  public var size: Int
  /// Bytes that have arrived.
  public var arrived: Int
  /// The office that sends it; `nil` for a file of this office, which another station has or the hub.
  public var sender: String?

  public init(size: Int, arrived: Int, sender: String?) {
    (self.size, self.arrived, self.sender) = (size, arrived, sender)
  }

  /// `chưa về: nơi gửi (Sở Nội vụ) còn đang gửi, đã có 120 / 300 kB`
  public var words: Bilingual {
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
