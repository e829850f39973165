import Office
import Wording

/// The keys that matter on each screen, most useful first; the foot of the screen shows as many as fit.
enum Hints {
  typealias Hint = (command: String, words: Words)

  /// The keys that the document under the cursor alone has a use for; they stand first.
  ///
  /// - Parameter isDelivered: whether it went to offices that take part in the exchange.
  static func of(_ line: DocumentLine?, on screen: String, isDelivered: Bool) -> [Hint] {
    guard let line else { return [] }
    var hints: [Hint] = []
    if line.requests > 0 {
      hints += [("agree", Words("đồng ý", "agree")), ("refuse", Words("không đồng ý", "refuse"))]
    }
    if line.state == .arrived {
      hints += [("accept", line.isProvisional ? Words("cấp số", "number") : Words("tiếp nhận", "accept"))]
      hints += [("send-back", Words("trả lại", "send back"))]
      if screen == "triage" { hints.append(("open", Words("mở", "open"))) }
    }
    if line.state == .issued, isDelivered { hints.append(("recall", Words("thu hồi", "recall"))) }
    return hints
  }

  /// What the document has no use for: an outgoing one is not handed on, an arrival not before it is registered.
  static func isUseless(_ command: String, on line: DocumentLine?) -> Bool {
    guard let line, line.state == .arrived || line.direction == .outgoing else { return false }
    let changes = line.state == .arrived && !line.isProvisional ? ["correct", "attach"] : []
    return (["submit", "route", "settle", "progress"] + changes).contains(command)
  }

  static func on(_ screen: String) -> [Hint] {
    switch screen {
    case "triage":
      [
        ("register", Words("đăng ký", "register")), ("submit", Words("trình", "submit")),
        ("route", Words("chuyển", "route")),
        ("settle", Words("xong", "settle")), ("mark", Words("dấu", "mark")), ("undo", Words("hoàn tác", "undo")),
        ("search", Words("tìm", "search")), ("list incoming", Words("sổ đến", "incoming")),
        ("list outgoing", Words("sổ đi", "outgoing")),
        ("issue", Words("phát hành", "issue")), ("keys", Words("phím", "keys")), ("quit", Words("ra", "quit")),
      ]
    case "register":
      [
        ("open", Words("mở", "open")), ("filter", Words("lọc", "filter")), ("jump", Words("tới số", "number")),
        ("sort", Words("xếp", "sort")),
        ("register", Words("đăng ký", "register")), ("issue", Words("phát hành", "issue")),
        ("previous", Words("năm trước", "year before")),
        ("next", Words("năm sau", "year after")), ("inbox", Words("hộp việc", "triage")),
        ("keys", Words("phím", "keys")),
      ]
    case "search":
      [
        ("open", Words("mở", "open")), ("filter", Words("sửa từ", "words")), ("sort", Words("xếp", "sort")),
        ("save-search", Words("lưu", "save")),
        ("route", Words("chuyển", "route")), ("inbox", Words("hộp việc", "triage")), ("keys", Words("phím", "keys")),
      ]
    case "card":
      [
        ("submit", Words("trình", "submit")), ("route", Words("chuyển", "route")),
        ("progress", Words("tiến độ", "progress")),
        ("settle", Words("xong", "settle")), ("correct", Words("đính chính", "correct")),
        ("attach", Words("kèm tệp", "attach")),
        ("open-file", Words("mở tệp", "open file")), ("undo", Words("hoàn tác", "undo")),
        ("back", Words("trở lại", "back")),
        ("keys", Words("phím", "keys")),
      ]
    case "welcome":
      [
        ("init", Words("lập sổ", "begin")), ("open-sample", Words("xã mẫu", "sample commune")),
        ("language", Words("English", "tiếng Việt")), ("quit", Words("ra", "quit")),
      ]
    case "report":
      [
        ("previous", Words("năm trước", "year before")), ("next", Words("năm sau", "year after")),
        ("back", Words("trở lại", "back")), ("keys", Words("phím", "keys")),
      ]
    case "exchange":
      [
        ("sync", Words("gửi nhận ngay", "exchange now")), ("refresh", Words("đọc lại", "refresh")),
        ("back", Words("trở lại", "back")), ("inbox", Words("hộp việc", "triage")), ("keys", Words("phím", "keys")),
      ]
    case "backups":
      [
        ("restore", Words("phục hồi từ bản này", "go back to it")), ("backup", Words("sao lưu ngay", "back up now")),
        ("back", Words("trở lại", "back")), ("keys", Words("phím", "keys")), ("quit", Words("ra", "quit")),
      ]
    case "recovery":
      [
        ("restore", Words("phục hồi từ bản này", "go back to it")), ("init", Words("lập sổ mới", "begin anew")),
        ("quit", Words("ra", "quit")),
      ]
    default:
      [("back", Words("trở lại", "back")), ("keys", Words("phím", "keys")), ("quit", Words("ra", "quit"))]
    }
  }
}
