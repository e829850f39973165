import Wording

/// The processing state of a document, in the terms of Decree 30/2020 (articles 14–24) and Decision 28/2018, article
/// 10.2h.
public enum Processing: String, Codable, CaseIterable, Sendable {
  /// Đã đến: another office sent it through the hub; it is not registered yet.
  case arrived
  /// Đã tiếp nhận: registered, has its số đến.
  case accepted
  /// Đã trình: submitted to the head, waits for an opinion.
  case submitted
  /// Đã chuyển xử lý: a unit or person has it.
  case assigned
  /// Đang xử lý: the unit has reported progress.
  case inProgress
  /// Đã hoàn thành.
  case completed
  /// Đã trả lại: sent back to the issuer with a reason.
  case returned
  /// Đã hủy theo yêu cầu thu hồi: destroyed at the sender's request; the content is gone, the trace stays.
  case withdrawn
  /// Dự thảo: an outgoing document without a number yet.
  case draft
  /// Đã phát hành.
  case issued
  /// Đã thu hồi: we have asked the readers to destroy it.
  case recalled
  /// Đã hủy số: the number stays in the book, with the reason.
  case voided
  /// The number was used on paper before a restore and waits to be entered again.
  case reserved

  /// Whether something still has to be done about it.
  public var isOpen: Bool {
    switch self {
    case .arrived, .accepted, .submitted, .assigned, .inProgress, .draft, .reserved: true
    case .completed, .returned, .withdrawn, .issued, .recalled, .voided: false
    }
  }

  public var words: Bilingual {
    switch self {
    case .arrived: Bilingual("đã đến", "arrived")
    case .accepted: Bilingual("đã tiếp nhận", "accepted")
    case .submitted: Bilingual("đã trình", "submitted")
    case .assigned: Bilingual("đã chuyển xử lý", "assigned")
    case .inProgress: Bilingual("đang xử lý", "in progress")
    case .completed: Bilingual("đã hoàn thành", "completed")
    case .returned: Bilingual("đã trả lại", "sent back")
    case .withdrawn: Bilingual("đã hủy theo thu hồi", "withdrawn")
    case .draft: Bilingual("dự thảo", "draft")
    case .issued: Bilingual("đã phát hành", "issued")
    case .recalled: Bilingual("đã thu hồi", "recalled")
    case .voided: Bilingual("đã hủy số", "voided")
    case .reserved: Bilingual("chờ nhập lại", "to be entered again")
    }
  }
}
