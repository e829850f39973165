import Commands
import Office
import Wording

/// The commands for the document under the cursor, on every screen that shows documents.
enum DocumentHints {
  /// Returns the commands that are useful for this document and not for every one.
  ///
  /// - Parameters:
  ///   - opens: whether the document can be opened from this screen.
  ///   - isDelivered: whether it was sent to offices that take part in the exchange.
  static func of(_ line: DocumentLine?, opens: Bool = false, isDelivered: Bool = false) -> [Hint] {
    guard let line else { return [] }
    var hints: [Hint] = []
    if line.requests > 0 {
      hints += [Hint("agree", Bilingual("đồng ý", "agree")), Hint("refuse", Bilingual("không đồng ý", "refuse"))]
    }
    if line.doubled > 0, line.state != .voided {
      hints += [Hint("renumber", Bilingual("cấp số khác", "renumber")), Hint("void", Bilingual("hủy số", "void"))]
    }
    if line.state == .arrived {
      hints += [Hint("accept", line.isProvisional ? Bilingual("cấp số", "number") : Bilingual("tiếp nhận", "accept"))]
      hints += [Hint("send-back", Bilingual("trả lại", "send back"))]
      if opens { hints.append(Hint("open", Bilingual("mở", "open"))) }
    }
    if line.state == .issued, isDelivered { hints.append(Hint("recall", Bilingual("thu hồi", "recall"))) }
    return hints
  }

  /// Returns the commands that are of no use for the document: an outgoing one is not handed on, an arrival not before
  /// it is registered, nor one that is done with: settled, sent back, taken back by its sender, void.
  static func useless(_ line: DocumentLine?) -> Set<String> {
    guard let line, line.state == .arrived || line.direction == .outgoing || !line.state.isOpen else { return [] }
    let changes: Set = line.state == .arrived && !line.isProvisional ? ["correct", "attach"] : []
    return changes.union(["submit", "route", "settle", "progress"])
  }
}
