import Wording

/// Why an account cannot be created or changed.
public enum AccountRefusal: Refusal, Equatable {
  case name(String)
  case exists(String)
  case none(String)
  case short
  case shortForAdministrator
  case long
  case common
  case named
  case needsOffice
  case noOffice(Role)
  /// No administrator would be left.
  case lastAdministrator(String)
  /// Two people are required, so two accounts must be able to confirm: how many there are; and which is one of the last
  /// two.
  case needsTwo(Int)
  case oneOfTwo(String)

  public var words: Bilingual {
    switch self {
    case .name(let typed):
      Bilingual(
        "“\(typed)” không làm tên tài khoản được: dùng 2 đến 40 chữ thường không dấu, chữ số, dấu chấm, gạch.",
        "“\(typed)” cannot be an account: use 2 to 40 plain small letters, digits, dots, dashes.")
    case .exists(let name):
      Bilingual(
        "Đã có tài khoản \(name); đổi mật khẩu bằng vanthu-hub account password, hoặc chọn tên khác.",
        "Account \(name) already exists; change its password with vanthu-hub account password, or choose another name.")
    case .none(let name):
      Bilingual(
        "Không có tài khoản \(name); xem bằng vanthu-hub account list.",
        "There is no account \(name); see vanthu-hub account list.")
    case .short:
      Bilingual(
        "Mật khẩu ngắn quá; đặt ít nhất 10 ký tự, dài dễ nhớ càng tốt.",
        "The password is too short; use at least 10 characters, long and easy to remember.")
    case .shortForAdministrator:
      Bilingual(
        "Mật khẩu của quản trị phải có ít nhất 12 ký tự; đặt dài hơn, dễ nhớ càng tốt.",
        "An administrator's password has at least 12 characters; choose a longer one, easy to remember.")
    case .long:
      Bilingual(
        "Mật khẩu dài quá 1.000 byte; đặt ngắn hơn.", "The password is longer than 1,000 bytes; choose a shorter one.")
    case .common:
      Bilingual(
        "Mật khẩu này nhiều người dùng, ai cũng đoán ra; ghép vài từ không liên quan với nhau thì dài mà dễ nhớ.",
        "This password is common and easy to guess; "
          + "several unrelated words are long and easy to remember."
      )
    case .named:
      Bilingual(
        "Mật khẩu có tên tài khoản, tên trung tâm hay tên riêng của tỉnh trong đó; đặt mật khẩu khác.",
        "The password contains the name of the account, of the hub or of the province; choose another.")
    case .lastAdministrator(let name):
      Bilingual(
        "\(name) là quản trị duy nhất; thêm quản trị khác trước bằng vanthu-hub account add, rồi làm lại. "
          + "Chỉ để đổi mật khẩu thì vanthu-hub account password \(name).",
        "\(name) is the only administrator; add another first with vanthu-hub account add, then try again. "
          + "For a new password: vanthu-hub account password \(name)."
      )
    case .needsTwo(let count):
      Bilingual(
        "Mới có \(count) tài khoản xác nhận được (quản trị, người cấp mã), mà trang sẽ cần hai người; "
          + "thêm tài khoản bằng vanthu-hub account add, rồi bật lại.",
        "There are \(count) accounts that can confirm (administrators, enrollers), and the page would need two people; "
          + "add one with vanthu-hub account add, then turn this on."
      )
    case .oneOfTwo(let name):
      Bilingual(
        "Không có \(name) thì chỉ còn một tài khoản xác nhận được, mà trang đang cần hai người; "
          + "thêm tài khoản khác trước bằng vanthu-hub account add, hoặc vanthu-hub two-people off.",
        "Without \(name) only one account could confirm, and the page needs two people; "
          + "add another first with vanthu-hub account add, or run vanthu-hub two-people off."
      )
    case .needsOffice:
      Bilingual(
        "Văn thư cơ quan phải thuộc một cơ quan; ghi thêm --office CƠ-QUAN.",
        "A clerk belongs to an office; add --office OFFICE.")
    case .noOffice(let role):
      Bilingual(
        "Vai trò “\(role.words.vietnamese)” không thuộc cơ quan nào; bỏ --office, hoặc ghi --role clerk.",
        "The role “\(role.words.english)” belongs to no office; leave --office out, or write --role clerk.")
    }
  }
}
