import Records
import Wording

public enum LeaseRefusal: Refusal, Equatable {
  /// What the hub has answered last was written longer ago than the office allows. Since then, in milliseconds since
  /// 1970.
  case over(String, since: Int64, days: Int)
  /// The file was restored or copied: the hub has to say again that it may number.
  case notAgain(String)
  /// The book was taken over, and the hub has not answered since.
  case notAsked(String)
  /// The station from which the book was taken over may still give its numbers.
  case withheld(String, until: Day)
  /// The PC's clock is so many days ahead of the hub's, or behind it: nothing is granted.
  case wrongClock(days: Int)
  /// The PC's clock is behind the day of the last exchange.
  case clock(Day)

  public var words: Bilingual {
    switch self {
    case .over(_, let since, let days):
      Bilingual(
        "Từ \(moment(since)) máy này không cấp số: đã quá \(days) ngày từ gói mà tỉnh trả lời gần nhất (lỡ máy đã được "
          + "thay). Gửi nhận bằng mạng, USB hay thư rồi làm lại.",
        "Since \(moment(since)) this PC assigns no number: what the hub answered last was written more than \(days) "
          + "days ago, and it may have been replaced. Exchange by connection, stick or mail, then do it again."
      )
    case .notAgain:
      Bilingual(
        "Tệp này vừa được phục hồi hay chép lại, tỉnh chưa cho cấp số tiếp: gửi nhận (vanthu sync, USB hay "
          + "thư) rồi làm lại.",
        "The file was restored or copied, and the hub has not let it number again: exchange (vanthu sync, a "
          + "stick or mail), then do it again."
      )
    case .notAsked(let book):
      Bilingual(
        "Máy này vừa nhận \(book), tỉnh chưa trả lời: gửi nhận (vanthu sync, USB hay thư) rồi cấp số.",
        "This PC has just taken \(book) over, and the hub has not answered: exchange (vanthu sync, a stick or mail), "
          + "then assign numbers."
      )
    case .withheld(let book, let until):
      Bilingual(
        "\(book): máy khác, hay máy cũ chưa bị thu hồi, có thể còn cấp số. Máy này cấp được khi máy ấy đã gửi "
          + "nhận hai lần, chậm nhất từ \(until.display); máy ấy hỏng hẳn thì nhờ văn phòng tỉnh (vanthu-hub custody "
          + "release).",
        "\(book): another PC, or the old one that was not revoked, may still assign its numbers. This one may "
          + "when that has exchanged twice, or from \(until.display) on; if it is gone for good, ask the province "
          + "(vanthu-hub custody release)."
      )
    case .wrongClock(let days):
      Bilingual(
        "Đồng hồ máy này \(days > 0 ? "nhanh" : "chậm") \(days.magnitude) ngày so với tỉnh nên chưa được cấp số tiếp: "
          + "chỉnh lại đồng hồ, gửi nhận, rồi làm lại.",
        "The clock of this PC is \(days.magnitude) days \(days > 0 ? "ahead of" : "behind") the hub's, so it may "
          + "assign no more numbers: set it, exchange, then do it again."
      )
    case .clock(let day):
      Bilingual(
        "Đồng hồ máy này sớm hơn lần gửi nhận trước (\(day.display)): chỉnh lại đồng hồ rồi cấp số.",
        "The clock of this PC is behind the last exchange (\(day.display)): set it, then assign numbers.")
    }
  }
  /// A line for the box.
  public var short: Bilingual {
    switch self {
    case .over, .notAgain, .notAsked:
      Bilingual("Máy này chưa cấp số được: gửi nhận trước", "This PC assigns no numbers before an exchange")
    case .withheld(_, let until):
      Bilingual(
        "Máy khác có thể còn cấp số: máy này đợi, chậm nhất đến \(until.display)",
        "Another PC may number a book: this one waits, until \(until.display) at most")
    case .clock, .wrongClock:
      Bilingual("Đồng hồ máy này sai: chưa cấp số được", "The clock is wrong: no numbers are assigned")
    }
  }
}
