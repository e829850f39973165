import Wording

/// The exit status of a program.
public enum ExitStatus: Int32, CaseIterable, Sendable {
  case done = 0
  case refused = 1
  case usage = 2
  /// The file is in use, read-only or damaged, or the disk is full; also if the output cannot be written.
  case storage = 3
  case fault = 4
  /// An exchange was done in part; what was transferred stays.
  case partly = 5
  case noLine = 6

  public init(_ refusal: any Refusal) {
    self =
      refusal is any UsageRefusal
      ? .usage : refusal.isOfStorage ? .storage : refusal.isOfLine ? .noLine : .refused
  }

  public var words: Bilingual {
    switch self {
    case .done: Bilingual("xong", "done")
    case .refused:
      Bilingual(
        "từ chối, câu giải thích ở stderr, không có gì thay đổi",
        "refused, with the reason on stderr; nothing changed")
    case .usage: Bilingual("dòng lệnh sai", "the command line is wrong")
    case .storage:
      Bilingual(
        "tệp đang bận, chỉ đọc, hỏng, hoặc ổ đĩa đầy", "the file is busy, read-only, damaged, or the disk is full")
    case .partly:
      Bilingual("đồng bộ được một phần, phần còn lại đi lần sau", "exchanged in part; the rest follows next time")
    case .noLine: Bilingual("không tới được máy chủ của tỉnh", "the hub cannot be reached")
    case .fault: Bilingual("lỗi chương trình, ghi trong nhật ký", "fault of the program, written to the log")
    }
  }
}
