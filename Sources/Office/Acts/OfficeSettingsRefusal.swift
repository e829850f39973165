import Records
import Wording

public enum OfficeSettingsRefusal: Refusal, Equatable {
  case clerkKnown(String)
  case firstNumber(Int)
  case bookKnown(String)
  case typeTaken(String, String)
  case commonTaken(String)
  case emptyGroup(String)
  case otherYear(Day, Int)
  case noBook(String)
  case numberKnown(String, Int, known: Int)
  case numberFar(String, Int, known: Int)
  case numberMissing(String)
  case leaseDays(Int)

  public var words: Bilingual {
    switch self {
    case .clerkKnown(let name): Bilingual("Đã có người dùng \(name).", "\(name) is already a clerk here.")
    case .firstNumber(let number):
      Bilingual(
        "Số đầu tiên là \(number), phải từ 1 đến \(Book.firstNumbers.upperBound).",
        "The first number is \(number); it must be from 1 to \(Book.firstNumbers.upperBound).")
    case .bookKnown(let id): Bilingual("Đã có sổ \(id).", "Book \(id) already exists.")
    case .typeTaken(let type, let book):
      Bilingual(
        "\(type) đã lấy số ở \(book); bỏ loại này khỏi sổ mới.",
        "\(type) is already numbered in \(book); leave it out.")
    case .commonTaken(let book):
      Bilingual(
        "\(book) đã là sổ chung; nêu các loại văn bản của sổ mới bằng --type.",
        "\(book) is already the common book; name the types of the new one with --type.")
    case .emptyGroup(let name): Bilingual("Nhóm \(name) chưa có nơi nhận nào.", "Group \(name) has no members.")
    case .otherYear(let day, let year):
      Bilingual(
        "Ngày \(day.display) không thuộc năm \(year); sửa lại lịch.",
        "\(day.display) is not in \(year); correct the table.")
    case .noBook(let id):
      Bilingual("Không có sổ \(id); xem vanthu book list.", "There is no book \(id); see vanthu book list.")
    case .numberKnown(let book, let number, let known):
      Bilingual(
        "Sổ \(book) trong máy đã tới số \(known), số cuối trên giấy không thể là \(number).",
        "Book \(book) has reached \(known) in the file; the last on paper cannot be \(number).")
    case .numberFar(let book, let number, let known):
      Bilingual(
        "Sổ \(book) trong máy tới số \(known); \(number) cách quá xa, xem lại trên giấy.",
        "Book \(book) has reached \(known) in the file; \(number) is too far away, check the paper.")
    case .leaseDays(let days):
      Bilingual(
        "\(days) ngày không được; đặt từ 0 (không giới hạn) đến \(Lease.days.upperBound).",
        "\(days) days are not possible; set 0 (no limit) to \(Lease.days.upperBound).")
    case .numberMissing(let book):
      Bilingual("Chưa có số cuối trên giấy của sổ \(book).", "The last number on paper of book \(book) is missing.")
    }
  }
}
