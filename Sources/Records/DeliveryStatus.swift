import Wording

/// The state of a document at an office it was sent to (Decision 28/2018, article 10.2h), by the codes of the national
/// message format (QCVN 102:2016). Codes that were never seen in use are left out.
public enum DeliveryStatus: String, Codable, CaseIterable, Sendable {
  /// Đã đến: it is in the recipient's program, but not yet looked at.
  case arrived = "01"
  /// Từ chối tiếp nhận, with the reason.
  case refused = "02"
  /// Đã tiếp nhận: registered, has its số đến.
  case accepted = "03"
  /// Đã chuyển xử lý (phân công).
  case assigned = "04"
  /// Đang xử lý.
  case inProgress = "05"
  /// Đã hoàn thành.
  case completed = "06"
  /// Lấy lại: the sender has asked for it back and waits for the answer.
  case recalled = "13"
  /// Đồng ý lấy lại hoặc cập nhật.
  case agreed = "15"
  /// Từ chối lấy lại hoặc cập nhật, with the reason.
  case disagreed = "16"

  public var words: Bilingual {
    switch self {
    case .arrived: Bilingual("đã đến", "arrived")
    case .refused: Bilingual("từ chối nhận", "refused")
    case .accepted: Bilingual("đã tiếp nhận", "accepted")
    case .assigned: Bilingual("đã chuyển xử lý", "assigned")
    case .inProgress: Bilingual("đang xử lý", "in progress")
    case .completed: Bilingual("đã hoàn thành", "completed")
    case .recalled: Bilingual("đã yêu cầu lấy lại", "recall requested")
    case .agreed: Bilingual("đồng ý lấy lại, cập nhật", "recall or update agreed")
    case .disagreed: Bilingual("từ chối lấy lại, cập nhật", "recall or update refused")
    }
  }
}

extension Processing {
  /// The status that is reported to the sender of a document in this state; `nil` where there is nothing to report.
  public var deliveryStatus: DeliveryStatus? {
    switch self {
    case .arrived: .arrived
    case .accepted, .submitted: .accepted
    case .assigned: .assigned
    case .inProgress: .inProgress
    case .completed: .completed
    case .returned: .refused
    // For a withdrawn document the answer was sent when the recall was agreed to.
    case .withdrawn, .draft, .issued, .voided, .reserved, .recalled: nil
    }
  }
}
