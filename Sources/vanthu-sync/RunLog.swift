import DurableFile
import Office
import Records

/// A log with one line per run; rotated at a megabyte, three files are kept.
struct RunLog {
  let path: String
  private static let most = 1_000_000

  init(_ path: String) { self.path = path }

  /// Appends a line. A failure to log does not fail the run.
  func add(_ record: ExchangeRecord) {
    let line = """
      \(VietnamTime(milliseconds: record.ended).stamp) \
      \(record.way) \(record.status.rawValue) \
      sent=\(record.sentEntries)/\(record.sentBytes) received=\(record.receivedEntries)/\(record.receivedBytes) \
      waiting=\(record.waiting) seconds=\((record.ended - record.started) / 1000)\n
      """
    try? StandingFile.log(line, to: path, most: RunLog.most, kept: 2)
  }
}
