import Records

/// From the hub, to a station that has proved itself: it answers the packet that the station wrote at `asked`.
///
/// A separate frame and not a part of the hello: readers skip unknown types, so it may be sent to anybody.
extension Lease {
  /// At most this many books are withheld in one frame.
  package static let mostWithheld = 200

  func write(to writer: inout ByteWriter) {
    writer.count(epoch)
    writer.count(Int(asked))
    writer.count(days)
    writer.count(withheld.count)
    for withheld in withheld {
      writer.text(withheld.book)
      writer.count(Int(withheld.until))
    }
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    let (epoch, asked, days) = (try reader.count(), Int64(try reader.count()), try reader.count())
    guard Lease.days.contains(days) else { throw Malformed() }
    self.init(epoch: epoch, asked: asked, days: days)
    for _ in 0..<(try reader.count(ofAtLeast: 2)) {
      guard withheld.count < Lease.mostWithheld else { throw Malformed() }
      withheld.append(WithheldBook(book: try reader.text(), until: Int64(try reader.count())))
    }
  }
}
