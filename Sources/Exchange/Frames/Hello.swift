import Records

/// What the sender holds: the first thing said, and the only one when there is nothing new.
public struct Hello: Hashable, Sendable {
  /// For every journal and epoch, the highest entry held without a gap.
  public var held: [JournalHead]
  /// Up to where the mailbox at the hub has been received; `nil` before the first time.
  public var cursor: Cursor?
  /// How many bytes of answer the sender has room or time for; `nil` for any number.
  public var room: Int?

  public init(held: [JournalHead], cursor: Cursor? = nil, room: Int? = nil) {
    self.held = held
    self.cursor = cursor
    self.room = room
  }

  /// A position in a mailbox. If `incarnation` differs, the hub's data was rolled back: both sides compare what
  /// they hold of each journal, and nothing is sent twice.
  public struct Cursor: Hashable, Sendable {
    public var incarnation: UInt64
    public var position: Int

    public init(incarnation: UInt64, position: Int) {
      self.incarnation = incarnation
      self.position = position
    }
  }
}

extension Hello {
  /// Positions per frame; so many fit, however long their numbers are.
  static let mostPositions = 600

  /// Splits the hello so that each part fits into a frame. Each part repeats cursor and room.
  public var parts: [Hello] {
    guard held.count > Hello.mostPositions else { return [self] }
    return stride(from: 0, to: held.count, by: Hello.mostPositions).map {
      Hello(held: Array(held[$0..<min($0 + Hello.mostPositions, held.count)]), cursor: cursor, room: room)
    }
  }

  func write(to writer: inout ByteWriter) {
    writer.count(held.count)
    for position in held { position.write(to: &writer) }
    if let cursor {
      writer.byte(1)
      writer.fixed64(cursor.incarnation)
      writer.count(cursor.position)
    } else {
      writer.byte(0)
    }
    writer.count(room.map { $0 + 1 } ?? 0)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    held = []
    for _ in 0..<(try reader.count(ofAtLeast: 38)) { held.append(try JournalHead(from: &reader)) }
    switch try reader.byte() {
    case 0: cursor = nil
    case 1: cursor = Cursor(incarnation: try reader.fixed64(), position: try reader.count())
    default: throw Malformed()
    }
    let limit = try reader.count()
    room = limit == 0 ? nil : limit - 1
  }
}
