import Records
import Wording

/// An entry the hub holds and does not forward, with the reason; the clerk sees the document as returned.
public struct Notice: Hashable, Sendable {
  public var station: StationName
  public var epoch: Int
  public var sequence: Int
  /// Its position in the office's mailbox, where it waits until it is received; 0 for a notice about this packet alone.
  public var position: Int
  /// For programs: `audience`, `fork` …
  public var code: String
  /// For people.
  public var words: Bilingual

  public init(station: StationName, epoch: Int, sequence: Int, position: Int = 0, code: String, words: Bilingual) {
    self.station = station
    self.epoch = epoch
    self.sequence = sequence
    self.position = position
    self.code = code
    self.words = words
  }
}

extension Notice {
  func write(to writer: inout ByteWriter) {
    writer.station(station)
    writer.count(epoch)
    writer.count(sequence)
    writer.count(position)
    writer.text(code)
    writer.text(words.vietnamese)
    writer.text(words.english)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    station = try reader.station()
    epoch = try reader.count()
    sequence = try reader.count()
    position = try reader.count()
    code = try reader.text()
    words = Bilingual(try reader.text(), try reader.text())
  }
}
