import Records

/// A question for a statement about a document, and what the hub answers.
public enum StatementFrame: Hashable, Sendable {
  /// From a station: the entries that issued the documents.
  case asked([EntryReference])
  case given(Statement)
  /// There is none about this entry, and why.
  case refused(EntryReference, Reason)

  /// Why the hub makes no statement; a later version may have others.
  public struct Reason: RawRepresentable, Hashable, Sendable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The hub does not hold the entry as one of this office.
    public static let unknown = Reason(rawValue: "unknown")
    /// The entry issued nothing.
    public static let notIssued = Reason(rawValue: "notIssued")
    /// The hub delivered the document to nobody; a notice has told the office why.
    public static let held = Reason(rawValue: "held")
    /// It would be longer than a frame.
    public static let long = Reason(rawValue: "long")
  }

  /// The maximum number of documents that are asked about in one packet.
  public static let most = 20
}

extension StatementFrame {
  func write(to writer: inout ByteWriter) {
    switch self {
    case .asked(let entries):
      writer.byte(0)
      writer.count(entries.count)
      for entry in entries { writer.entry(entry) }
    case .given(let statement):
      writer.byte(1)
      writer.entry(statement.entry)
      writer.fixed64(statement.incarnation)
      writer.count(statement.time)
      writer.raw(statement.signature)
      writer.text(statement.body)
    case .refused(let entry, let reason):
      writer.byte(2)
      writer.entry(entry)
      writer.text(reason.rawValue)
    }
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    switch try reader.byte() {
    case 0:
      var entries: [EntryReference] = []
      for _ in 0..<(try reader.count(ofAtLeast: 6)) { entries.append(try reader.entry()) }
      self = .asked(entries)
    case 1:
      let (entry, incarnation, time) = (try reader.entry(), try reader.fixed64(), try reader.count())
      let signature = Array(try reader.raw(64))
      self = .given(
        Statement(entry: entry, incarnation: incarnation, time: time, body: try reader.text(), signature: signature))
    case 2: self = .refused(try reader.entry(), Reason(rawValue: try reader.text()))
    default: throw Malformed()
    }
  }
}

extension ByteWriter {
  fileprivate mutating func entry(_ entry: EntryReference) {
    station(entry.station)
    count(entry.epoch)
    count(entry.sequence)
  }
}

extension ByteReader {
  fileprivate mutating func entry() throws(Malformed) -> EntryReference {
    EntryReference(station: try station(), epoch: try count(), sequence: try count())
  }
}
