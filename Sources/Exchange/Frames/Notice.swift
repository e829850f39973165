import Records
import Wording

/// An entry the hub holds and does not forward, with the reason; the clerk sees the document as returned.
public struct Notice: Hashable, Sendable {
  /// Its sequence is 0 if the notice is about no entry.
  public var entry: EntryReference
  /// Its position in the office's mailbox, where it waits until it is received; 0 for a notice about this packet alone.
  public var position: Int
  /// For programs: `audience`, `fork` …
  public var code: String
  /// For people.
  public var words: Bilingual

  public init(about entry: EntryReference, position: Int = 0, code: String, words: Bilingual) {
    self.entry = entry
    self.position = position
    self.code = code
    self.words = words
  }
}

extension Notice {
  func write(to writer: inout ByteWriter) {
    entry.write(to: &writer)
    writer.count(position)
    writer.text(code)
    writer.text(words.vietnamese)
    writer.text(words.english)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    entry = try EntryReference(from: &reader)
    position = try reader.count()
    code = try reader.text()
    words = Bilingual(try reader.text(), try reader.text())
  }
}
