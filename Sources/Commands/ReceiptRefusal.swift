import Office
import Records
import Wording

/// Why there is no delivery receipt of a document.
package enum ReceiptRefusal: Refusal, Equatable {
  case notIssued(String)
  case notEnrolled
  case byPost(String)
  case notSent(String)
  /// On a USB stick or, if `inLetter`, in an e-mail; since then, in milliseconds since 1970.
  case carried(String, inLetter: Bool, since: Int64?)
  case held(String, Bilingual)

  package var words: Bilingual {
    switch self {
    case .notIssued(let reference):
      Bilingual(
        "\(reference) không phải văn bản đi đã phát hành nên không có giấy xác nhận; nêu số, ký hiệu của văn bản đi.",
        "\(reference) is not an issued document, so it has no receipt; name an outgoing document by its code.")
    case .notEnrolled:
      Bilingual(
        "Cơ quan chưa đăng ký với tỉnh nên không có giấy xác nhận; xin mã rồi gõ vanthu enrol.",
        "The office is not enrolled at a hub, so there are no receipts; ask for a code and run vanthu enrol.")
    case .byPost(let reference):
      Bilingual(
        "\(reference) chỉ gửi bưu điện, tỉnh không chuyển cho ai nên không có giấy xác nhận; giữ biên nhận bưu điện.",
        "\(reference) went by post alone, so the hub has nothing to state; keep the receipt of the post.")
    case .notSent(let reference):
      Bilingual(
        "\(reference) còn ở máy này, tỉnh chưa nhận; gửi nhận (vanthu sync) rồi gõ lại lệnh này.",
        "\(reference) has not left this PC; exchange (vanthu sync) and repeat this command.")
    case .carried(let reference, let inLetter, let since):
      carried(reference, inLetter, since.map { moment($0) })
    case .held(let reference, let why):
      Bilingual(
        "\(reference) bị tỉnh giữ lại, không chuyển cho ai nên không có giấy xác nhận: \(why.vietnamese)",
        "The hub delivered \(reference) to nobody, so there is no receipt: \(why.english)")
    }
  }

  private func carried(_ reference: String, _ inLetter: Bool, _ since: String?) -> Bilingual {
    let (vietnamese, english) = inLetter ? ("trong thư", "in an e-mail") : ("trên USB", "on a stick")
    return Bilingual(
      "\(reference) còn \(vietnamese)\(since.map { " từ \($0)" } ?? ""), tỉnh chưa xác nhận; có trả lời của tỉnh thì "
        + "gõ lại lệnh này.",
      "\(reference) is \(english)\(since.map { " since \($0)" } ?? "") and not acknowledged by the hub; repeat this "
        + "command when the hub has answered."
    )
  }

  /// Why there was none when it was asked for last, by the hub's word.
  package static func words(_ code: String) -> Bilingual {
    switch code {
    case "unknown":
      Bilingual(
        "Lần trước tỉnh chưa có văn bản này (trung tâm vừa phục hồi dữ liệu thì máy tự gửi lại).",
        "The hub did not have this document (if it was put back from a copy, it is sent again).")
    case "held":
      Bilingual(
        "Tỉnh giữ lại văn bản này, không chuyển cho ai: xem vanthu sync status.",
        "The hub delivered this document to nobody: see vanthu sync status.")
    case "long":
      Bilingual(
        "Văn bản có quá nhiều nơi nhận, tệp kèm cho một giấy: dùng vanthu show.",
        "The document has too many recipients and files for one paper: use vanthu show.")
    case HeldStatement.elsewhere:
      Bilingual(
        "Trung tâm bản cũ không ký giấy này; chỉ máy đã phát hành văn bản tự lập được: gõ lệnh này ở máy ấy.",
        "This earlier hub signs no receipts; only the PC that issued the document can make one: run this there.")
    case HeldStatement.unsigned:
      Bilingual(
        "Trung tâm bản cũ chưa ký biên nhận cho nhật ký của máy này từ lúc ấy: gửi thêm một việc mới rồi xin lại.",
        "This earlier hub has signed no receipt for this PC's journal since: send something new, then ask again.")
    case HeldStatement.earlier:
      Bilingual(
        "Trung tâm đang chạy bản cũ, không ký giấy mới; giấy trước vẫn dùng được.",
        "The hub runs an earlier version and signs no newer paper; the one from before is still good.")
    default:
      Bilingual("Tỉnh không lập giấy này (\(code)).", "The hub makes no such paper (\(code)).")
    }
  }
}
