import Wording

public enum MergeRefusal: Refusal, Equatable {
  case same(String)
  case copyOutgoing(String)
  case copySentBack(String)
  case copyDestroyed(String)
  /// The document, and the line into which it was merged.
  case copyMerged(String, String)
  case copyVoided(String)
  /// Its sender asks for it back.
  case copyRecalled(String)
  case lineOutgoing(String)
  case lineDraft(String)
  case lineUnregistered(String)
  case lineVoided(String)
  case lineDestroyed(String)
  /// The line has an electronic copy already, with another number and symbol: the codes of the line and of the copy.
  case otherDocument(String, String, copy: String, String)
  /// The line has an electronic copy from that office already.
  case otherSender(String, String)
  /// No document that looks like the copy is registered, or several are.
  case noneFound(String)
  case severalFound(String, [String])

  public var words: Bilingual {
    switch self {
    case .same(let line):
      Bilingual(
        "\(line) không nhập vào chính nó được; nêu số đã đăng ký bằng --into.",
        "\(line) cannot be merged into itself; name the registered number with --into.")
    case .copyOutgoing(let copy):
      Bilingual(
        "\(copy) là văn bản đi, không phải bản điện tử của một văn bản đến; chọn một văn bản mới đến.",
        "\(copy) is an outgoing document and no copy of an incoming one; choose an arrival.")
    case .copySentBack(let copy):
      Bilingual(
        "Văn bản \(copy) đã trả lại nơi gửi; hoàn tác việc trả lại bằng vanthu undo \(copy) rồi nhập.",
        "Document \(copy) was sent back; undo that with vanthu undo \(copy), then merge it.")
    case .copyDestroyed(let copy):
      Bilingual(
        "Nội dung văn bản \(copy) đã hủy theo yêu cầu thu hồi của nơi gửi, không còn gì để nhập; "
          + "xem lại bằng vanthu show \(copy).",
        "The content of document \(copy) was destroyed because its sender recalled it: nothing is left to be merged; "
          + "see vanthu show \(copy).")
    case .copyMerged(let copy, let line):
      Bilingual(
        "\(copy) đã nhập vào \(line) rồi; nhầm thì hoàn tác bằng vanthu undo \(line).",
        "\(copy) has been merged into \(line) already; if that was a mistake use vanthu undo \(line).")
    case .copyVoided(let copy):
      Bilingual(
        "\(copy) đã hủy nên không nhập được; hoàn tác việc hủy trước bằng vanthu undo \(copy).",
        "\(copy) was voided and cannot be merged; undo that first with vanthu undo \(copy).")
    case .copyRecalled(let copy):
      Bilingual(
        "Nơi gửi đang yêu cầu lấy lại \(copy); trả lời bằng vanthu agree hoặc vanthu refuse, "
          + "hay vẫn nhập thì nêu lý do bằng --anyway.",
        "The sender asks for \(copy) back; answer with vanthu agree or vanthu refuse, "
          + "or give a reason with --anyway to merge it all the same.")
    case .otherDocument(let line, let code, let copy, let other):
      Bilingual(
        "\(line) đã là văn bản điện tử \(code), còn \(copy) là \(other): hai văn bản khác nhau; "
          + "nêu đúng số bằng --into, hay vẫn nhập thì nêu lý do bằng --anyway.",
        "\(line) is the electronic document \(code) already, and \(copy) is \(other): two documents; "
          + "name the right number with --into, or give a reason with --anyway to merge them all the same.")
    case .lineOutgoing(let line):
      Bilingual(
        "\(line) là văn bản đi, không nhập bản điện tử vào được; nêu số đến của bản giấy bằng --into.",
        "\(line) is an outgoing document; name the arrival number of the paper with --into.")
    case .lineDraft(let line):
      Bilingual(
        "\(line) là dự thảo, không nhập bản điện tử vào được; nêu số đến của bản giấy bằng --into.",
        "\(line) is a draft; name the arrival number of the paper with --into.")
    case .lineUnregistered(let line):
      Bilingual(
        "\(line) chưa có số đến; tiếp nhận nó trước bằng vanthu accept \(line).",
        "\(line) has no arrival number yet; register it first with vanthu accept \(line).")
    case .lineVoided(let line):
      Bilingual(
        "Số đến \(line) đã hủy, không nhập bản điện tử vào được; nêu số còn hiệu lực bằng --into.",
        "Arrival \(line) is void; name a number in use with --into.")
    case .lineDestroyed(let line):
      Bilingual(
        "Nội dung số đến \(line) đã hủy theo yêu cầu thu hồi của nơi gửi, không nhập vào được; "
          + "tiếp nhận bản mới bằng vanthu accept.",
        "The content of arrival \(line) was destroyed because its sender recalled it; "
          + "register the new one with vanthu accept.")
    case .otherSender(let line, let office):
      Bilingual(
        "Số đến \(line) đã có bản điện tử do \(office) gửi, khác nơi gửi bản này; xem lại hai văn bản.",
        "Arrival \(line) has an electronic copy from \(office), another sender; compare the two documents.")
    case .noneFound(let copy):
      Bilingual(
        "Không thấy văn bản đã đăng ký nào giống \(copy); nêu số đến của bản giấy bằng --into.",
        "No registered document looks like \(copy); name the arrival number of the paper with --into.")
    case .severalFound(let copy, let lines):
      Bilingual(
        "\(copy) giống nhiều số đến (\(lines.joined(separator: ", "))); nêu một số bằng --into.",
        "\(copy) looks like several arrivals (\(lines.joined(separator: ", "))); name one with --into.")
    }
  }
}
