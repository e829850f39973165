import Records

/// What lies in a mailbox up to a place, in 8 bytes: two mailboxes that agree in it there agree in everything before it.
///
/// It is chained: each place is hashed with the digest of the one before it. Hub and station make it alike, the station from
/// what it takes.
public struct MailboxDigest: Hashable, Sendable {
  public let value: UInt64

  public init(_ value: UInt64) { self.value = value }

  /// Before the first place.
  public static let empty = MailboxDigest(0)

  /// Behind an entry of another office.
  public func adding(_ entry: EntryReference, _ hash: Hash256) -> MailboxDigest { adding("\(entry)\n\(hash)\n") }

  /// Behind a notice about an entry. The receiver may not hold that entry yet, so its hash does not count.
  public func adding(notice code: String, about entry: EntryReference) -> MailboxDigest {
    adding("\(entry)\n\n\(code)")
  }

  private func adding(_ lines: String) -> MailboxDigest {
    let hash = Hash256(of: Array("vanthu mailbox 1\n\(value)\n\(lines)\n".utf8))
    return MailboxDigest(hash.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }
}

/// A place in a mailbox and what lies up to it. From a station: how far it has taken its mailbox. From the hub: the place its answer
/// goes on from, or, with place 0, the digest it was told and does not know, from which the station begins again.
///
/// A frame of its own and not a later form of the hello: whoever does not know a type passes over it, so it may be sent to anybody,
/// on sticks too, and before anything is known of the receiver.
public struct MailboxPlace: Hashable, Sendable {
  public var position: Int
  /// `nil` from a station that has no digest of that place yet: it is told.
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
