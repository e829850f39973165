import Exchange
import Office

/// The mailbox as an answer tells it: from which place on, item by item, and whether that is where this station is.
///
/// An answer moves the cursor only if it goes on from it. What it brings is taken in any case, for it proves itself; but an answer
/// that comes late, of an earlier life of the hub or out of turn, leaves the cursor where it is.
struct MailboxChain {
  private var position: Int
  private var digest: MailboxDigest?
  private var isOurs: Bool

  /// One item of the mailbox as it counts in the digest.
  typealias Step = (MailboxDigest) -> MailboxDigest

  /// The place an answer goes on from.
  ///
  /// - Parameter told: 0 with a digest that is not the one of an empty mailbox: what this station told is not known to the hub, which
  ///   gives everything from the beginning. A station that has told something else since does not begin again.
  init(from told: MailboxPlace, _ desk: Desk) throws {
    var here = try desk.here
    if told.position == here.position, here.digest == nil, let digest = told.digest {
      here.digest = digest
      try desk.settle(at: here.position, digest.value)
    } else if told.position == 0, here.position > 0, here.digest == nil || told.digest == here.digest {
      here = MailboxPlace(position: 0, digest: .empty)
      try desk.settle(at: 0, MailboxDigest.empty.value)
    }
    position = told.position
    digest = told.position == 0 ? .empty : told.digest
    isOurs = here == MailboxPlace(position: position, digest: digest)
  }

  /// What a hub of an earlier version gives, and what any hub gives to the packet that has just told it where this station is: it
  /// goes on from there.
  init(fromHere desk: Desk) throws {
    let here = try desk.here
    (position, digest, isOurs) = (here.position, here.digest, true)
  }

  /// The next item.
  ///
  /// - Returns: whether the cursor has moved to it.
  mutating func pass(_ next: Int, _ step: Step, _ desk: Desk) throws -> Bool {
    guard next == position + 1 else {
      // Before it: taken already. Behind a hole: nothing of this answer counts any more.
      if next > position { isOurs = false }
      return false
    }
    position = next
    digest = digest.map(step)
    guard isOurs else {
      // An answer to an earlier packet may come by where this station is.
      let here = try desk.here
      isOurs = here.digest != nil && here == MailboxPlace(position: position, digest: digest)
      return false
    }
    try desk.settle(at: position, digest?.value)
    return true
  }
}

extension Desk {
  fileprivate var here: MailboxPlace {
    get throws {
      let (position, digest) = try mailboxPlace()
      return MailboxPlace(position: position, digest: position == 0 ? .empty : digest.map(MailboxDigest.init))
    }
  }
}

extension Enrolment {
  /// Up to where this station has taken its mailbox.
  var place: MailboxPlace {
    MailboxPlace(position: cursor, digest: cursor == 0 ? .empty : digest.map(MailboxDigest.init))
  }
}
