import Records

/// A hash in 8 bytes of the contents of a mailbox up to a position: where two mailboxes agree in it, they agree in
/// everything before.
///
/// It is chained: each position is hashed with the digest of the one before. Hub and station compute it independently,
/// the station from what it receives.
public struct MailboxDigest: Hashable, Sendable {
  public let value: UInt64

  public init(_ value: UInt64) { self.value = value }

  /// The digest of an empty mailbox.
  public static let empty = MailboxDigest(0)

  /// Returns the digest after an entry of another office.
  public func adding(_ entry: EntryReference, _ hash: Hash256) -> MailboxDigest { adding("\(entry)\n\(hash)\n") }

  /// Returns the digest after a notice about an entry. The hash of that entry does not count, for the receiver may not
  /// hold it yet.
  public func adding(notice code: String, about entry: EntryReference) -> MailboxDigest {
    adding("\(entry)\n\n\(code)")
  }

  private func adding(_ lines: String) -> MailboxDigest {
    let hash = Hash256(of: Array("vanthu mailbox 1\n\(value)\n\(lines)\n".utf8))
    return MailboxDigest(hash.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }
}

/// A position in a mailbox and the digest up to it. From a station: how far it has received its mailbox. From the hub:
/// the position its answer continues from, or position 0 with the digest the station sent and the hub does not know;
/// the station then starts over from 0.
///
/// A separate frame and not a new version of the hello: readers skip unknown types, so it may be sent to anybody, on
/// USB sticks too, and before anything is known of the receiver.
public struct MailboxPlace: Hashable, Sendable {
  public var position: Int
  /// `nil` from a station that does not know the digest of that position yet; the hub then sends it.
  public var digest: MailboxDigest?

  public init(position: Int, digest: MailboxDigest?) {
    self.position = position
    self.digest = digest
  }
}

extension MailboxPlace {
  func write(to writer: inout ByteWriter) {
    writer.count(position)
    guard let digest else { return writer.byte(0) }
    writer.byte(1)
    writer.fixed64(digest.value)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    position = try reader.count()
    switch try reader.byte() {
    case 0: digest = nil
    case 1: digest = MailboxDigest(try reader.fixed64())
    default: throw Malformed()
    }
  }
}
