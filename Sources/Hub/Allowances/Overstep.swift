import Wording

/// An allowance that an office has exceeded, so that the rest waits: a code for the figures and the audit log, a
/// sentence for the station.
struct Overstep {
  let kind: String
  let words: Bilingual

  /// `epochs`: a station was restored too often. `share`: the disk is nearly full, and the office has more than its
  /// share on it.
  enum Other: String { case epochs, share }

  init(_ other: Other, _ words: Bilingual) { (kind, self.words) = (other.rawValue, words) }

  init(_ thing: Quota.Thing, _ words: Bilingual) { (kind, self.words) = (thing.rawValue, words) }
}
