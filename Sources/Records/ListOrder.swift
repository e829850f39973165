import Vietnamese
import Wording

/// The order of a list of documents. The raw value is what a command line uses.
public enum ListOrder: String, CaseIterable, Sendable {
  /// By day of registration, newest first: the usual order.
  case day
  /// By book and number, from number 1, as on paper.
  case number
  /// By the agency it came from or goes to.
  case organ
  /// By the name of its type.
  case type
  /// By its subject.
  case subject
  /// By the given name of the signatory.
  case signer

  /// Returns the text that a title shows after the name of the list: `theo cơ quan`.
  public func words(_ direction: Book.Direction? = nil) -> Bilingual {
    switch self {
    case .day: Bilingual("mới nhất trước", "newest first")
    case .number: Bilingual("theo số", "by number")
    case .organ where direction == .outgoing: Bilingual("theo nơi nhận", "by addressee")
    case .organ: Bilingual("theo cơ quan", "by agency")
    case .type: Bilingual("theo loại", "by type")
    case .subject: Bilingual("theo trích yếu", "by subject")
    case .signer: Bilingual("theo người ký", "by signer")
    }
  }

  /// The order after this one; after the last the first again.
  public var next: ListOrder {
    let all = ListOrder.allCases
    return all[(all.firstIndex(of: self)! + 1) % all.count]
  }

  /// What a clerk types for it: `co-quan`.
  public var vietnameseName: String {
    switch self {
    case .day: "ngay"
    case .number: "so"
    case .organ: "co-quan"
    case .type: "loai"
    case .subject: "trich-yeu"
    case .signer: "nguoi-ky"
    }
  }

  /// Reads what a person types: `organ`, `co-quan`, `Cơ quan`, `trích yếu`; returns `nil` for anything else.
  public static func reading(_ text: String) -> ListOrder? {
    switch searchTokens(String(text.prefix(100))).joined() {
    case "day", "date", "ngay", "ngayden", "moinhat": .day
    case "number", "so", "soden": .number
    case "organ", "agency", "from", "coquan", "tacgia", "noinhan": .organ
    case "type", "kind", "loai", "tenloai", "loaivanban": .type
    case "subject", "trichyeu", "noidung": .subject
    case "signer", "nguoiky": .signer
    default: nil
    }
  }
}
