import Commands
import Office
import Wording

/// What the document under the cursor has a use for, on every screen that shows documents.
enum DocumentHints {
  /// The commands that this document alone has a use for.
  ///
  /// - Parameters:
  ///   - opens: whether it is opened from here.
  ///   - isDelivered: whether it went to offices that take part in the exchange.
  static func of(_ line: DocumentLine?, opens: Bool = false, isDelivered: Bool = false) -> [Hint] {
    guard let line else { return [] }
    var hints: [Hint] = []
    if line.requests > 0 {
      hints += [Hint("agree", Words("đồng ý", "agree")), Hint("refuse", Words("không đồng ý", "refuse"))]
    }
    if line.state == .arrived {
      hints += [Hint("accept", line.isProvisional ? Words("cấp số", "number") : Words("tiếp nhận", "accept"))]
      hints += [Hint("send-back", Words("trả lại", "send back"))]
      if opens { hints.append(Hint("open", Words("mở", "open"))) }
    }
    if line.state == .issued, isDelivered { hints.append(Hint("recall", Words("thu hồi", "recall"))) }
    return hints
  }

  /// What the document has no use for: an outgoing one is not handed on, an arrival not before it is registered.
  static func useless(_ line: DocumentLine?) -> Set<String> {
    guard let line, line.state == .arrived || line.direction == .outgoing else { return [] }
    let changes: Set = line.state == .arrived && !line.isProvisional ? ["correct", "attach"] : []
    return changes.union(["submit", "route", "settle", "progress"])
  }
}
