import Records
import Wording

/// The reason why entries of a journal are not accepted. Entries accepted before stay.
public enum IntakeRefusal: Refusal, Equatable {
  /// Entries before this one are missing.
  case gap(EntryReference)
  /// They do not continue what is held.
  case otherStory(EntryReference)
  /// They could not be forwarded as they arrived.
  case unkeepable(EntryReference)

  public var words: Bilingual {
    switch self {
    case .gap(let entry):
      Bilingual(
        "Thiếu việc trước \(entry) trong nhật ký nhận được; đồng bộ lại lần nữa.",
        "Entries before \(entry) are missing from the journal received; sync again.")
    case .otherStory(let entry):
      Bilingual(
        "Nhật ký nhận được kể khác ở việc \(entry); không nhận, hãy báo quản trị của tỉnh.",
        "The journal received differs at entry \(entry); "
          + "it is not accepted, tell the administrator of the province."
      )
    case .unkeepable(let entry):
      Bilingual(
        "Việc \(entry) nhận được có ký tự không lưu được; không nhận, hãy báo quản trị của tỉnh.",
        "Entry \(entry) contains a character that cannot be stored; it is not accepted, tell the province."
      )
    }
  }
}
