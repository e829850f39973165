/// What a station that was really let in may say that is not so. Every packet is well formed and signed with its own keys.
enum Lie: String, CaseIterable, Sendable {
  /// Nothing: it sends a document as anybody does, so that others have something of its to be lied about later.
  case nothing

  // About what it holds.
  /// It has taken more of its mailbox than the hub holds, or counts in another log.
  case cursorAhead, otherLog
  /// It holds more of the hub's journal than there is, or another one.
  case hubToldMore
  /// It holds journals of other offices, and all of its own.
  case holdsEverything
  /// It was told that entries are held which the hub never had.
  case gap
  /// Again and again from the beginning.
  case beginsAgain

  // About who speaks.
  /// Documents in the name of another office, of one that is no more, of a ministry, of one it makes up.
  case forgedIssuer
  /// The issuer is corrected behind the issue.
  case correctedIssuer
  /// A packet in the name of another station, a seal in the name of the hub.
  case otherStation
  /// Who takes part, which agencies there are: the hub's words in its own journal.
  case hubsWords

  // About contents.
  /// Names the contents of others, to be given them; and wants whatever it knows the hash of.
  case readsByHash
  /// Other bytes under a hash of others, bytes that have not the hash they are named by.
  case wrongBytes
  /// A content of no bytes, of gigabytes, longer or shorter than it is.
  case absurdSize

  // About documents.
  /// Recalls, corrects, voids, takes back what others issued; issues their drafts.
  case othersDocuments
  /// Says what became of a document at another office.
  case othersReports
  /// Takes books, gives numbers it does not hold, or that no book has.
  case othersBooks
  /// Times and days of other centuries.
  case otherTimes
  /// Acts no program knows.
  case unknownActs

  // Once more.
  /// Batches and packets of others, recorded on their way.
  case othersBatches, othersPackets
  /// Two stories under one name.
  case twoStories
  /// Many documents to everybody, all of them urgent.
  case flood
}
