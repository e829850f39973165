import Office
import Wording

/// Why a message of the national format is not imported or not written.
enum MessageRefusal: Refusal, Equatable {
  /// It is about an incoming document that is not in the register.
  case unknown(String, of: String)
  /// It is about a document of ours that we have not issued.
  case notIssued(String)
  case notOurs(String, organID: String)
  /// This office issued it itself.
  case own(String)
  case incoming(String)
  case draft(String)
  case voided(String)
  case notRegistered(String)
  case noReason
  /// The document is registered already, mostly from paper.
  case registered(String, DocumentLine)
  case large(String)

  var words: Bilingual {
    switch self {
    case .registered(let code, let line):
      Bilingual(
        "Văn bản \(code) của \(line.author) đã đăng ký, số đến \(line.numberText) ngày \(line.day.display); "
          + "nếu tệp là bản điện tử của số ấy thì thêm --into \(line.numberText), "
          + "nếu vẫn muốn đăng ký, nêu lý do bằng --anyway.",
        "\(code) of \(line.author) is already registered, arrival number \(line.numberText) on "
          + "\(line.day.display); if the file is its electronic copy add --into \(line.numberText), "
          + "to register it anyway give a reason with --anyway.")
    case .unknown(let code, let organ):
      Bilingual(
        "Tệp nói về văn bản \(code) của \(organ), sổ đến không có (hoặc đã hủy số); "
          + "không có gì thay đổi, tìm bằng vanthu search.",
        "The file refers to \(code) of \(organ), which is not in the register (or is voided); "
          + "nothing changed, search with vanthu search."
      )
    case .notIssued(let code):
      Bilingual(
        "Tệp báo trạng thái của văn bản \(code), sổ đi không có; không có gì thay đổi, tìm bằng vanthu search.",
        "The file reports the status of \(code), which is not among the outgoing documents; "
          + "nothing changed, search with vanthu search."
      )
    case .notOurs(let code, let organID):
      Bilingual(
        "Tệp báo trạng thái của văn bản \(code) do cơ quan mã \(organID) phát hành, "
          + "không phải của cơ quan ta; hãy chọn tệp khác.",
        "The file reports the status of \(code), issued by the agency \(organID) and not by this office; "
          + "choose another file."
      )
    case .own(let code):
      Bilingual(
        "Văn bản \(code) do chính cơ quan ta gửi đi, không đăng ký đến; hãy chọn tệp khác.",
        "\(code) was sent by this office itself and is not registered as incoming; choose another file.")
    case .incoming(let reference):
      Bilingual(
        "\(reference) là văn bản đến; chỉ xuất văn bản đi đã phát hành, còn báo cho nơi gửi thì thêm --status 03.",
        "\(reference) is an incoming document; only issued ones are exported, "
          + "and --status 03 makes a report for its sender."
      )
    case .draft(let reference):
      Bilingual(
        "\(reference) còn là dự thảo; phát hành bằng vanthu issue rồi xuất.",
        "\(reference) is a draft; issue it with vanthu issue, then export it.")
    case .voided(let reference):
      Bilingual(
        "\(reference) đã hủy số nên không xuất; hãy chọn văn bản khác.",
        "\(reference) is voided and cannot be exported; choose another document.")
    case .notRegistered(let reference):
      Bilingual(
        "Văn bản \(reference) chưa đăng ký nên chưa báo đã tiếp nhận được; tiếp nhận bằng vanthu accept trước.",
        "\(reference) is not registered, so its registration cannot be reported; accept it with vanthu accept first.")
    case .noReason:
      Bilingual(
        "Từ chối thì phải có lý do; thêm --reason \"LÝ DO\".", "A refusal needs a reason; add --reason \"REASON\".")
    case .large(let reference):
      Bilingual(
        "Tệp kèm theo \(reference) quá lớn cho một tệp edXML (64 MB); gửi tệp bằng cách khác.",
        "The files of \(reference) are too large for one edXML file (64 MB); send them another way.")
    }
  }
}
