import Exchange
import Records

/// The state of an answer: what is still to be sent, as positions to continue reading from and not as the things
/// themselves.
struct Outgoing {
  enum Stage {
    case hello, notices, receipt, statements, wants, journals, mailbox, pieces, proof, end, over
  }

  var stage = Stage.hello
  /// The right to give numbers that goes with it, once that is decided; and whether it has to be recorded first.
  var lease: Lease??
  var hasToGrant = false
  /// The number of notices about this packet that were sent.
  var noticed = 0
  /// The number of statements that were answered.
  var stated = 0
  /// Contents of which pieces are wanted from the station.
  var missing: ArraySlice<Hash256>?
  /// Journals of which the station holds less than the hub, and the next entry to send.
  var journals: [(journal: JournalName, next: Int, last: Int)] = []
  /// A position of the mailbox whose entry fits into no delivery frame: that is recorded before anything else is sent.
  var passedOver: Int?
  /// The last position of the mailbox that is recorded as given (`nil` until it was looked up), and one that has to be
  /// before it is sent.
  var given: Int?
  var toGive: Int?
  /// The position up to which the mailbox was sent.
  var position = 0
  /// The batch of the last delivery: the next one is often from it too.
  var batch: Batch?
  /// Which of the wanted contents, which piece of it, and from which byte.
  var want = 0
  var piece = 0
  var offset: Int?
}
