import Wording

/// How far the hub's clock is ahead of this PC's, in milliseconds.
public struct ClockSkew: Hashable, Sendable {
  public var milliseconds: Int64

  public init(_ milliseconds: Int64) { self.milliseconds = milliseconds }

  /// What an answer shows that was brought by hand or by mail: it was written at some time between the request, if that
  /// is known, and now.
  public init(of hubTime: Int64, between asked: Int64?, and now: Int64) {
    milliseconds = hubTime > now ? hubTime - now : min(0, hubTime - (asked ?? hubTime))
  }

  /// Whether it is more than five minutes.
  public var isWrong: Bool { milliseconds.magnitude > 5 * 60_000 }

  /// What to do, without a stop. A clock that is minutes or hours wrong is nearly always the PC's; of days it may as
  /// well be the hub's, and a clerk who obeys would set a false date.
  public var advice: Bilingual {
    guard milliseconds.magnitude >= 86_400_000 else { return Bilingual("hãy chỉnh lại", "set it") }
    return Bilingual(
      "giờ của máy này hay của tỉnh sai: xem giờ đúng, máy này sai thì chỉnh lại, máy này đúng thì báo quản trị tỉnh",
      "this PC's clock or the hub's is wrong: look up the time, set this PC's clock if it is that one, "
        + "otherwise tell the administrator of the province")
  }

  /// What is wrong, without a stop.
  public var words: Bilingual {
    let (vietnamese, english) = milliseconds > 0 ? ("chậm", "slow") : ("nhanh", "fast")
    let minutes = Int(milliseconds.magnitude / 60_000)
    let (amount, inEnglish) =
      switch minutes {
      case ..<120: ("\(minutes) phút", "\(minutes) minutes")
      case ..<2_880: ("\(minutes / 60) giờ", "\(minutes / 60) hours")
      default: ("\(minutes / 1_440) ngày", "\(minutes / 1_440) days")
      }
    return Bilingual("\(vietnamese) \(amount) so với tỉnh", "\(inEnglish) \(english) by the hub's clock")
  }
}
