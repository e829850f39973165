import Vietnamese
import Wording

/// In which order a list of documents stands. The raw value is what a command line says.
public enum ListOrder: String, CaseIterable, Sendable {
  /// By day of registration, newest first: the usual order.
  case day
  /// By book and number, from number 1, as on paper.
  case number
  /// By the agency it came from, or that it goes to.
  case organ
  /// By the name of its type.
  case type
  /// By what it is about.
  case subject
  /// By the given name of who signed it.
  case signer

  /// As a title says it behind the name of the list: `theo cơ quan`.
  public func words(_ direction: Book.Direction? = nil) -> Words {
    switch self {
    case .day: Words("mới nhất trước", "newest first")
    case .number: Words("theo số", "by number")
    case .organ where direction == .outgoing: Words("theo nơi nhận", "by addressee")
    case .organ: Words("theo cơ quan", "by agency")
    case .type: Words("theo loại", "by type")
    case .subject: Words("theo trích yếu", "by subject")
    case .signer: Words("theo người ký", "by signer")
    }
  }

  /// The order behind this one, and after the last the first again.
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

  /// What a person says: `organ`, `co-quan`, `Cơ quan`, `trích yếu`; `nil` for what nobody knows.
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
