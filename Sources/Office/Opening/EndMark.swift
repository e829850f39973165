import DurableFile
import GRDB
import Records

/// How far the chain of this station had come, in a file beside the office's: a file that is behind it is an old copy
/// that was put in its place, and its next numbers are on paper already.
///
/// It is written after commits and never ahead of them. A backup has none, nor has a copy of the file alone; somebody
/// who puts a whole folder back puts the mark back too.
struct EndMark {
  private static let title = "vanthu mark 1"
  private let path: String
  /// What was written last by this process.
  private var written: StationEnd?

  init(beside office: String) { path = office + ".mark" }

  /// Returns `nil` if there is none, or it cannot be read.
  func read() -> StationEnd? {
    guard let bytes = try? OpenFile.all(path, atMost: 1_000) else { return nil }
    let lines = SystemPath.text(bytes).split(separator: "\n").map(String.init)
    guard lines.count == 3, lines[0] == EndMark.title, let entry = EntryReference(lines[1]),
      let hash = Hash256(hexadecimal: lines[2])
    else { return nil }
    return StationEnd(entry, hash)
  }

  /// Not synced: after a power cut the one before may be there, or none. One that cannot be written changes nothing.
  mutating func write(_ end: StationEnd) {
    guard end != written, let station = end.station else { return }
    let entry = EntryReference(station: station, epoch: end.epoch, sequence: end.sequence)
    let text = "\(EndMark.title)\n\(entry)\n\(end.hash)\n"
    if (try? NewFile.write(Array(text.utf8), to: path, isSafe: false)) != nil { written = end }
  }
}

extension Office {
  /// Compares the file with the mark beside it, and keeps the mark from now on. An old copy continues as after a
  /// restore: in a new epoch, in which no number is given until the last ones used on paper are confirmed.
  ///
  /// - Returns: whether it was an old copy.
  @discardableResult
  public func keepMark(_ context: ActContext) throws -> Bool {
    guard file != nil, viewOnly == nil, mark == nil else { return false }
    let mark = EndMark(beside: path)
    var isOld = false
    if let end = mark.read() {
      func isBehind(_ db: Database) throws -> Bool {
        let now = StationEnd(try Station.read(db))
        return try now.station == end.station && now.epoch <= end.epoch && !end.isReached(in: db)
      }
      isOld = try read(isBehind)
      if isOld {
        isOld = try act(context) { transaction in
          // Another process may have noticed it meanwhile.
          guard try isBehind(transaction.db) else { return false }
          try transaction.goOn(inEpoch: transaction.newEpoch(after: [end.epoch]))
          try transaction.awaitHub()
          return true
        }
      }
    }
    self.mark = mark
    try self.mark?.write(read { StationEnd(try Station.read($0)) })
    return isOld
  }
}
