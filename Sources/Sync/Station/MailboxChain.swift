import Exchange
import Office
import Records

/// The mailbox as sent in an answer: from which position, item by item, and whether this station is there.
///
/// An answer moves the cursor only if it continues from it. Its contents are taken in any case, for they prove
/// themselves; but an answer that comes late, out of order, or from an earlier incarnation of the hub leaves the cursor
/// where it is.
struct MailboxChain {
  private var position: Int
  private var digest: MailboxDigest?
  private var isOurs: Bool

  /// The effect of one item of the mailbox on the digest.
  typealias Step = (MailboxDigest) -> MailboxDigest

  /// Starts from the position an answer continues from.
  ///
  /// - Parameter told: that position. Position 0 with the digest of a non-empty mailbox means that the hub does not
  ///   know the digest this station sent, and sends everything from the beginning. A station that has sent another
  ///   digest since does not start over.
  init(from told: MailboxPlace, _ transaction: OfficeTransaction) throws {
    var here = try transaction.here
    if told.position == here.position, here.digest == nil, let digest = told.digest {
      here.digest = digest
      try transaction.settle(at: here.position, digest.value)
    } else if told.position == 0, here.position > 0, here.digest == nil || told.digest == here.digest {
      here = MailboxPlace(position: 0, digest: .empty)
      try transaction.settle(at: 0, MailboxDigest.empty.value)
    }
    position = told.position
    digest = told.position == 0 ? .empty : told.digest
    isOurs = here == MailboxPlace(position: position, digest: digest)
  }

  /// Starts from this station's own position: for hubs of earlier versions, and for any hub that answers the packet
  /// which has just stated this position.
  init(fromHere transaction: OfficeTransaction) throws {
    let here = try transaction.here
    (position, digest, isOurs) = (here.position, here.digest, true)
  }

  /// Handles the next item.
  ///
  /// - Returns: whether the cursor has moved to it.
  mutating func pass(_ next: Int, _ step: Step, _ transaction: OfficeTransaction) throws -> Bool {
    guard next == position + 1 else {
      // Before it: received already. After a gap: nothing more of this answer counts.
      if next > position { isOurs = false }
      return false
    }
    position = next
    digest = digest.map(step)
    guard isOurs else {
      // An answer to an earlier packet may arrive at the position where this station is.
      let here = try transaction.here
      isOurs = here.digest != nil && here == MailboxPlace(position: position, digest: digest)
      return false
    }
    try transaction.settle(at: position, digest?.value)
    return true
  }
}

extension OfficeTransaction {
  fileprivate var here: MailboxPlace {
    get throws {
      let (position, digest) = try mailboxPlace()
      return MailboxPlace(position: position, digest: position == 0 ? .empty : digest.map(MailboxDigest.init))
    }
  }
}

extension Enrolment {
  /// The position up to which this station has received its mailbox.
  var place: MailboxPlace {
    MailboxPlace(position: cursor, digest: cursor == 0 ? .empty : digest.map(MailboxDigest.init))
  }
}
