import DurableFile
import Glibc
import Office

/// A log with one line per run; rotated at a megabyte, three files are kept.
struct RunLog {
  let path: String
  private static let most = 1_000_000

  init(_ path: String) { self.path = path }

  /// Appends a line. A failure to log does not fail the run.
  func add(_ record: ExchangeRecord) {
    var (seconds, local, stamp) = (time_t(record.ended / 1000), tm(), [CChar](repeating: 0, count: 32))
    localtime_r(&seconds, &local)
    strftime(&stamp, stamp.count, "%Y-%m-%d %H:%M:%S", &local)
    let line = """
      \(String(decoding: stamp.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)) \
      \(record.way) \(record.status.rawValue) \
      sent=\(record.sentEntries)/\(record.sentBytes) received=\(record.receivedEntries)/\(record.receivedBytes) \
      waiting=\(record.waiting) seconds=\((record.ended - record.started) / 1000)\n
      """
    try? StandingFile.log(line, to: path, most: RunLog.most, kept: 2)
  }
}
