import Records
import Wording

/// Why the hub refuses a request of a person or a program.
public enum HubRefusal: Refusal, Equatable {
  case unknownStation(String)
  /// A packet that is meant for a station, not for a hub.
  case notForHub
  /// A newer packet of the same station came: this one is not read any further.
  case fenced(String)
  case tooMuch
  case noStation(String)
  case unknownOrgan(String)
  /// The office no longer exists, so it gets no station; with its successors that exist today.
  case ended(Organ, successors: [Organ])
  case alreadyIssues(String, String)
  case doesNotIssue(String, String)
  case noStick(String)
  case noPackets(String)
  /// No open code of this office.
  case noCode(String)

  public var words: Bilingual {
    switch self {
    case .unknownStation(let station):
      Bilingual(
        "Trạm \(station) chưa đăng ký tham gia ở trung tâm này, hay trung tâm vừa phục hồi một bản sao cũ hơn; "
          + "hãy xin mã rồi chạy vanthu enrol --again, sổ giữ nguyên.",
        "Station \(station) is not enrolled at this hub, or the hub was restored from an older backup; "
          + "ask for a code and run vanthu enrol --again, which keeps the register.")
    case .notForHub:
      Bilingual(
        "Gói này gửi cho một trạm, không phải cho trung tâm; hãy chọn đúng tệp.",
        "This packet is for a station, not for the hub; choose the right file.")
    case .fenced(let station):
      Bilingual(
        "Trạm \(station) đã bắt đầu một lần gửi mới; lần gửi cũ dừng ở đây, không mất gì.",
        "Station \(station) has started a newer exchange; the older one ends here, nothing is lost.")
    case .tooMuch:
      Bilingual(
        "Gói kê khai quá nhiều nhật ký; hãy báo bên gửi kiểm tra chương trình.",
        "The packet names too many journals; ask the sender to check their program.")
    case .noStation(let station):
      Bilingual(
        "Không có trạm “\(station)”; xem danh sách bằng vanthu-hub stations.",
        "There is no station “\(station)”; see the list with vanthu-hub stations.")
    case .alreadyIssues(let office, let body):
      Bilingual(
        "\(office) đã được ban hành văn bản của \(body); xem bằng vanthu-hub issuers list.",
        "\(office) already issues for \(body); see vanthu-hub issuers list.")
    case .doesNotIssue(let office, let body):
      Bilingual(
        "\(office) không ban hành văn bản của \(body), không có gì để bỏ; xem bằng vanthu-hub issuers list.",
        "\(office) does not issue for \(body), there is nothing to remove; see vanthu-hub issuers list.")
    case .noStick(let folder):
      Bilingual(
        "Không có thư mục \(folder); cắm USB rồi làm lại.",
        "There is no folder \(folder); insert the USB stick and try again.")
    case .noPackets(let folder):
      Bilingual(
        "\(folder) không có thư mục vanthu/to-hub, nên không có gói nào của trạm; "
          + "xem đã cắm đúng USB chưa rồi làm lại.",
        "There is no folder vanthu/to-hub in \(folder), so there are no packets from stations; "
          + "check that it is the right stick and try again."
      )
    case .noCode(let organ):
      Bilingual(
        "\(organ) không có mã nào còn dùng được; xem danh sách bằng vanthu-hub codes.",
        "\(organ) has no code that is still valid; see the list with vanthu-hub codes.")
    case .ended(let organ, let successors):
      HubRefusal.ended(organ, successors)
    case .unknownOrgan(let typed):
      Bilingual(
        "Không có cơ quan “\(typed)” trong danh mục; xem bằng vanthu-hub offices, hoặc thêm bằng offices import.",
        "There is no agency “\(typed)” in the tree; see vanthu-hub offices, or add it with offices import.")
    }
  }

  private static func ended(_ organ: Organ, _ successors: [Organ]) -> Bilingual {
    guard !successors.isEmpty else {
      return Bilingual(
        "\(organ.label) không còn hoạt động, nên không cấp mã; xem cơ quan đang có bằng vanthu-hub offices.",
        "\(organ.label) no longer exists and gets no code; see the agencies that exist now with vanthu-hub offices.")
    }
    let names = successors.map(\.name).joined(separator: ", ")
    let keys = successors.map(\.id)
    let commands = keys.map { "vanthu-hub enrol \($0)" }
    return Bilingual(
      "\(organ.label) đã nhập vào \(names); cấp mã cho \(keys.joined(separator: " hoặc ")): "
        + "\(commands.joined(separator: ", hoặc ")).",
      "\(organ.label) has become \(names); issue a code for \(keys.joined(separator: " or ")): "
        + "\(commands.joined(separator: ", or "))."
    )
  }
}
