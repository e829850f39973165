import Records
import Wording

/// What an office had more of than it may, so that the rest waits: a word for the figures and the audit log, a sentence for the station.
struct Overstep {
  let kind: String
  let words: Words

  /// `epochs`: a station was restored too often. `share`: the disk is nearly full, and others have less on it.
  enum Other: String { case epochs, share }

  init(_ other: Other, _ words: Words) { (kind, self.words) = (other.rawValue, words) }

  init(_ thing: Quota.Thing, _ words: Words) { (kind, self.words) = (thing.rawValue, words) }
}

extension Hub {
  /// Writes down that an office wanted more than it may: once a day for each kind, however often it tries.
  func overstepped(_ overstep: Overstep, by organ: Organ.ID) throws {
    let whom = "\(overstep.kind) \(organ)"
    let key = "\(today) \(whom)"
    guard !toldOversteps.contains(key) else { return }
    let midnight = (today.ordinal * 86_400 - 7 * 3_600) * 1_000
    try write { db in
      // Another program may have said it, or this one before it began anew.
      let isTold = try AuditTrail.isTold(.allowanceRefused, on: whom, since: midnight, db)
      if !isTold { try record(.allowanceRefused, on: whom, db) }
    }
    // Those of earlier days are not asked for any more.
    toldOversteps = toldOversteps.filter { $0.hasPrefix("\(today) ") }
    toldOversteps.insert(key)
  }
}
