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

  /// What a person says: `organ`, `co-quan`, `Cơ quan`, `trích yếu`.
  public static func reading(_ text: String) throws -> ListOrder {
    switch searchTokens(String(text.prefix(100))).joined() {
    case "day", "date", "ngay", "ngayden", "moinhat": return .day
    case "number", "so", "soden": return .number
    case "organ", "agency", "from", "coquan", "tacgia", "noinhan": return .organ
    case "type", "kind", "loai", "tenloai", "loaivanban": return .type
    case "subject", "trichyeu", "noidung": return .subject
    case "signer", "nguoiky": return .signer
    default: throw OrderRefusal.unknown(text)
    }
  }
}

/// An order that nobody knows.
public enum OrderRefusal: Refusal, Equatable {
  case unknown(String)

  public var words: Words {
    switch self {
    case .unknown(let typed):
      Words(
        "Không có cách xếp “\(quoted(typed))”; hãy dùng ngay, so, co-quan, loai, trich-yeu hoặc nguoi-ky.",
        "There is no order “\(quoted(typed))”; use day, number, organ, type, subject or signer.")
    }
  }
}
