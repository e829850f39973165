import Exchange
import Records

/// Where the answer stands: what is still to be given, as places to read on from and not as the things themselves.
struct Giving {
  enum Stage {
    case hello, notices, receipt, wants, journals, mailbox, pieces, proof, end, over
  }

  var stage = Stage.hello
  /// Notices about this packet that were given.
  var noticed = 0
  /// Contents of which pieces are wanted from the station.
  var missing: ArraySlice<Hash256>?
  /// Journals the station holds less of than the hub, from which entry on.
  var journals: [(journal: HubAnswer.Journal, next: Int, last: Int)] = []
  /// A place of the mailbox whose entry fits into no delivery: that is written down before anything else is given.
  var passedOver: Int?
  /// The mailbox up to where it was given.
  var position = 0
  /// The batch the last delivery came from: the next one often comes from it too.
  var batch: Batch?
  /// Which of the wanted contents, which piece of it, from which byte on.
  var want = 0
  var piece = 0
  var offset: Int?
}
