/// The lies of a station that was really enrolled. Every packet is well formed and signed with its own keys.
enum Lie: String, CaseIterable, Sendable {
  /// None: it sends a document as any office does, so that others have a document of its to be lied about later.
  case nothing

  // About what it holds.
  /// It claims to have received more of its mailbox than the hub holds, or counts in another log.
  case cursorAhead, otherLog
  /// It claims to hold more of the hub's journal than there is, or another one.
  case hubToldMore
  /// It claims to hold journals of other offices, and all of its own.
  case holdsEverything
  /// It claims that the hub acknowledged entries it never had.
  case gap
  /// It starts again from the beginning, repeatedly.
  case beginsAgain

  // About the sender.
  /// Documents in the name of another office, of a former one, of a ministry, of one it makes up.
  case forgedIssuer
  /// The issuer is corrected after the issue.
  case correctedIssuer
  /// A packet in the name of another station, a seal in the name of the hub.
  case otherStation
  /// The hub's acts in its own journal: which stations take part, which agencies there are.
  case hubsWords

  // About contents.
  /// References the contents of others, to be sent them; and requests everything it knows the hash of.
  case readsByHash
  /// Other bytes for a hash of others, and bytes that do not have the hash they are named by.
  case wrongBytes
  /// A content of no bytes, of gigabytes, longer or shorter than it is.
  case absurdSize

  // About documents.
  /// Recalls, corrects, voids, undoes what others issued; issues their drafts.
  case othersDocuments
  /// Reports the state of a document at another office.
  case othersReports
  /// Takes over books, gives numbers of books it does not hold, or that no book has.
  case othersBooks
  /// Times and days of other centuries.
  case otherTimes
  /// Acts that no program knows.
  case unknownActs

  // Replay and volume.
  /// Batches and packets of others, recorded on their way.
  case othersBatches, othersPackets
  /// Two histories under one name.
  case twoStories
  /// Many documents to all offices, all of them urgent.
  case flood
}
