import Wording

/// Why a message is rejected as a whole.
public enum EdXMLRefusal: Refusal, Equatable {
  /// Not XML: empty, a PDF, an archive.
  case notXML
  case notWellFormed(line: Int)
  /// A DOCTYPE: the format has none, and it is the usual means of attack on XML parsers.
  case documentType
  /// Well-formed, but another format.
  case notEdXML
  case fileTooLong(limit: Int)
  case tooDeep(limit: Int)
  case tooManyElements(limit: Int)
  case tagTooLong(limit: Int)
  case textTooLong(element: String, limit: Int)
  case tooManyAttachments(limit: Int)
  case attachmentsTooLong(limit: Int)
  /// A status message without a status code.
  case withoutStatus

  public var words: Bilingual {
    switch self {
    case .notXML:
      Bilingual(
        "Đây không phải tệp XML; hãy chọn đúng tệp .edxml nhận được.",
        "This is not an XML file; choose the .edxml file that was received.")
    case .notWellFormed(let line):
      Bilingual(
        "Tệp XML bị hỏng ở dòng \(line); hãy tải lại hoặc yêu cầu bên gửi gửi lại.",
        "The XML file is damaged at line \(line); fetch it again or ask the sender to send it again.")
    case .documentType:
      Bilingual(
        "Tệp có khai báo DOCTYPE, có thể gây hại nên không đọc; hãy báo bên gửi kiểm tra phần mềm của họ.",
        "The file has a DOCTYPE, which may be harmful, and is not read; tell the sender to check their program.")
    case .notEdXML:
      Bilingual(
        "Tệp XML này không theo định dạng edXML (QCVN 102:2016); hãy chọn đúng tệp văn bản liên thông.",
        "This XML file is not in the edXML format (QCVN 102:2016); choose the file of the document exchange.")
    case .fileTooLong(let limit): tooLong(Bilingual("Tệp", "The file"), limit)
    case .tooDeep(let limit):
      Bilingual(
        "Tệp XML lồng quá \(limit) lớp nên không đọc; hãy báo bên gửi kiểm tra phần mềm của họ.",
        "The XML file nests more than \(limit) levels and is not read; tell the sender to check their program.")
    case .tooManyElements(let limit):
      Bilingual(
        "Tệp XML có quá \(limit) phần tử nên không đọc; hãy báo bên gửi kiểm tra phần mềm của họ.",
        "The XML file has more than \(limit) elements and is not read; tell the sender to check their program.")
    case .tagTooLong(let limit):
      Bilingual(
        "Tệp XML có thẻ dài quá \(limit) byte nên không đọc; hãy báo bên gửi kiểm tra phần mềm của họ.",
        "The XML file has a tag longer than \(limit) bytes and is not read; tell the sender to check their program.")
    case .textTooLong(let element, let limit):
      Bilingual(
        "Phần “\(shown(element))” của tệp XML dài quá \(limit) byte nên không đọc; "
          + "hãy báo bên gửi kiểm tra phần mềm của họ.",
        "“\(shown(element))” in the XML file is longer than \(limit) bytes and is not read; "
          + "tell the sender to check their program."
      )
    case .tooManyAttachments(let limit):
      Bilingual(
        "Văn bản có quá \(limit) tệp đính kèm nên không đọc; hãy yêu cầu bên gửi gửi làm nhiều lần.",
        "The document has more than \(limit) attached files and is not read; ask the sender to send it in parts.")
    case .attachmentsTooLong(let limit):
      tooLong(Bilingual("Các tệp đính kèm sau khi giải nén", "The unpacked files"), limit)
    case .withoutStatus:
      Bilingual(
        "Thông báo trạng thái không ghi mã trạng thái; hãy báo bên gửi kiểm tra phần mềm của họ.",
        "The status message contains no status; tell the sender to check their program.")
    }
  }

  private func tooLong(_ what: Bilingual, _ limit: Int) -> Bilingual {
    let size = limit >= 1 << 20 ? "\(limit >> 20) MB" : "\(limit) byte"
    return Bilingual(
      "\(what.vietnamese) lớn hơn \(size) nên không đọc; hãy yêu cầu bên gửi gửi làm nhiều lần.",
      "\(what.english) exceed \(size) and are not read; ask the sender to send it in parts.")
  }
}
