import Records
import Wording

extension OfficeTransaction {
  /// Bỏ dự thảo: discards a draft, or a document that was registered provisionally by mistake. No number is lost: it
  /// had none.
  @discardableResult
  public func discard(_ line: DocumentLine) throws -> DocumentLine {
    let line = try current(line)
    if line.isProvisional {
      try expect(line, .incoming, "bỏ", "discarded", [.arrived])
    } else {
      guard line.direction == .outgoing else {
        throw line.number == nil ? DiscardRefusal.arrival(line.reference) : .registered(line.reference)
      }
      try expect(line, .outgoing, "bỏ dự thảo", "discarded", [.draft])
    }
    return try changed(line, .draftDiscarded(.init(document: try line.made())))
  }
}

extension Acts.DraftDiscarded: LineChange {
  /// Changes nothing in a document that a colleague has numbered meanwhile: it is no longer a draft.
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    if try registers.isNumbered(id) { return }
    try registers.run(
      "UPDATE document SET state = 'voided', closedOn = ? WHERE id = ?", [entry.day.description, id])
  }
}

public enum DiscardRefusal: Refusal, Equatable {
  /// Another office sent it, and waits to hear what becomes of it.
  case arrival(String)
  case registered(String)

  public var words: Bilingual {
    switch self {
    case .arrival(let line):
      Bilingual(
        "\(line) do nơi khác gửi qua mạng nên không bỏ được: tiếp nhận bằng vanthu accept, "
          + "trả lại nơi gửi bằng vanthu send-back, là bản điện tử của số đã có thì nhập bằng vanthu merge.",
        "\(line) was sent by another office and cannot be discarded: register it with vanthu accept, "
          + "send it back with vanthu send-back, or merge it with vanthu merge if it is registered already.")
    case .registered(let line):
      Bilingual(
        "Số đến \(line) đã cấp nên không bỏ được; hủy số bằng vanthu void \(line).",
        "Arrival \(line) has its number and cannot be discarded; void it with vanthu void \(line).")
    }
  }
}
