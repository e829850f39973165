import Office
import Records
import Sync
import Wording

/// What is said after a run of only what is urgent.
extension HelperTask {
  /// Returns the result with a sentence about the files that were left to the next complete exchange: while there are
  /// any, this one was a part.
  func withoutTheRest(
    _ result: (status: ExchangeRecord.Status, words: Bilingual), _ exchange: StationExchange
  ) throws -> (ExchangeRecord.Status, Bilingual) {
    guard exchange.isUrgentOnly, [.done, .partly].contains(result.status) else { return (result.status, result.words) }
    let (sent, received) = try exchange.leftForLater()
    let parts = [
      sent.files == 0
        ? nil
        : Bilingual(
          "\(sent.files) tệp chưa gửi (\(sent.bytes.inBytes))", "\(sent.files) files to send (\(sent.bytes.inBytes))"),
      received.files == 0
        ? nil
        : Bilingual(
          "\(received.files) tệp chưa nhận (\(received.bytes.inBytes))",
          "\(received.files) files to receive (\(received.bytes.inBytes))"),
    ].compactMap(\.self)
    guard !parts.isEmpty else { return (result.status, result.words) }
    let (vietnamese, english) = (
      parts.map(\.vietnamese).joined(separator: ", "), parts.map(\.english).joined(separator: ", ")
    )
    return (
      .partly,
      result.words.and(
        Bilingual(
          "Chỉ gửi nhận văn bản gấp; để lần gửi nhận đầy đủ: \(vietnamese).",
          "Only what is urgent; left to the next complete exchange: \(english)."))
    )
  }
}
