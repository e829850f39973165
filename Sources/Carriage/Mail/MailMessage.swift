import Base64Coding
import Exchange
import Records

/// An e-mail (RFC 5322) that carries one volume, and explains itself to whoever opens it.
///
/// The same volume always makes the same e-mail with the same Message-ID, so duplicates are recognised.
public struct MailMessage {
  public let volume: Volume
  public let from: MailAddress
  public let to: MailAddress

  /// The longest e-mail we write, in bytes, with everything in it.
  public static let longest = 7_000_000

  public init(_ volume: Volume, from: MailAddress, to: MailAddress) {
    self.volume = volume
    self.from = from
    self.to = to
  }

  /// The file name of the e-mail.
  public var name: String { "\(station)-\(packet)-\(volume.index)-\(volume.count).eml" }

  private var station: StationName { volume.station }

  private var packet: String { MailMessage.name(of: volume.packet) }

  public static func name(of packet: UInt64) -> String {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: packet >> UInt64($0)) }.hexadecimal
  }

  public var bytes: [UInt8] {
    let boundary = "vanthu-\(packet)-\(volume.index)"
    let header = """
      Date: \(date)
      From: <\(from)>
      To: <\(to)>
      Subject: \(MailMessage.encoded(subject))
      Message-ID: <vanthu.\(packet).\(volume.index).\(volume.count)@\(from.domain)>
      MIME-Version: 1.0
      Auto-Submitted: auto-generated
      X-Vanthu: 1
      Content-Type: multipart/mixed; boundary="\(boundary)"

      --\(boundary)
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable


      """
    let attachment = """

      --\(boundary)
      Content-Type: application/octet-stream; name="\(fileName)"
      Content-Disposition: attachment; filename="\(fileName)"
      Content-Transfer-Encoding: base64


      """
    return MailMessage.lines(header) + QuotedPrintable.encoded(text) + MailMessage.lines(attachment)
      + Base64.lines(volume.stored) + MailMessage.lines("--\(boundary)--\n")
  }

  private var fileName: String { "vanthu-\(packet)-\(volume.index)-\(volume.count).vtv" }

  private var subject: String {
    let part = volume.count == 1 ? "" : ", phần \(volume.index)/\(volume.count)"
    return switch volume.receiver {
    case .hub: "vanthu: gói của trạm \(station) gửi tỉnh\(part)"
    case .station: "vanthu: tỉnh trả lời trạm \(station)\(part)"
    }
  }

  private var text: String {
    let (whom, command) =
      switch volume.receiver {
      case .hub: ("trung tâm của tỉnh", "vanthu-hub answer --mail THƯ-MỤC")
      case .station: ("máy văn thư \(station)", "vanthu sync --mail THƯ-MỤC")
      }
    let part =
      volume.count == 1
      ? "Tệp kèm theo là một gói"
      : "Tệp kèm theo là phần \(volume.index) trong \(volume.count) phần của một gói; "
        + "mỗi phần ở một thư, thứ tự nào cũng được. Gói"
    return """
      Thư này do chương trình vanthu viết để chuyển văn bản giữa các cơ quan.

      \(part) đã niêm phong cho \(whom), không ai khác đọc được.
      Không cần mở tệp ấy. Để thư này trong hộp thư (Maildir), hoặc lưu thư thành tệp .eml vào thư mục, rồi chạy ở đó:

          \(command)

      Nhận nhầm thư này thì xin chuyển tiếp cho văn thư của cơ quan, hoặc bỏ đi.
      """
  }

  /// `Fri, 20 Nov 2026 08:30:00 +0700`
  private var date: String {
    let seconds = max(0, volume.time) / 1_000
    let day = Day(unixSeconds: seconds)
    let clock = (seconds + 7 * 3_600) % 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(weekdays[(seconds + 7 * 3_600) / 86_400 % 7]), \(two(day.day)) \(months[day.month - 1]) \(day.year) "
      + "\(two(clock / 3_600)):\(two(clock / 60 % 60)):\(two(clock % 60)) +0700"
  }

  /// Encodes a header value as RFC 2047 encoded words, none longer than 75 characters.
  static func encoded(_ text: String) -> String {
    var words: [String] = []
    for sign in text {
      // A character is not split between words. 39 bytes become 52 letters; the first word also follows the name of the
      // header.
      if let last = words.last, last.utf8.count + sign.utf8.count <= 39 {
        words[words.count - 1].append(sign)
      } else {
        words.append(String(sign))
      }
    }
    return words.map { "=?UTF-8?B?\(String(decoding: Base64.encoded(Array($0.utf8)), as: UTF8.self))?=" }
      .joined(separator: "\n ")
  }

  private static func lines(_ text: String) -> [UInt8] { text.utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } }
}
