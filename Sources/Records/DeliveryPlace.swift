import Wording

/// Where a document is on its way to a recipient that takes part in the exchange.
public enum DeliveryPlace: String, CaseIterable, Sendable {
  /// The hub stores it and delivered it to nobody.
  case held
  /// Taken back by its office before it was delivered: the hub gave it to nobody there.
  case keptBack
  /// On this PC: in no packet yet.
  case here
  /// In a packet on a USB stick or in an e-mail, which the hub has not acknowledged.
  case carrier
  /// The hub has it, and the recipient has reported nothing.
  case hub
  /// The recipient has reported that it is there, or anything later.
  case arrived

  public var words: Bilingual {
    switch self {
    case .held: Bilingual("bị tỉnh giữ lại", "held by the hub")
    case .keptBack: Bilingual("thu hồi kịp, chưa chuyển đến", "kept back, not delivered")
    case .here: Bilingual("trên máy này, chưa gửi", "on this PC, not sent")
    case .carrier: Bilingual("trên USB, trong thư", "on a stick, in e-mail")
    case .hub: Bilingual("ở tỉnh", "at the hub")
    case .arrived: Bilingual("đã đến", "arrived")
    }
  }
}
