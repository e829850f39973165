import Records
import Wording

/// An allowance that an office has exceeded, so that the rest waits: a code for the figures and the audit log, a
/// sentence for the station.
struct Overstep {
  let kind: String
  let words: Words

  /// `epochs`: a station was restored too often. `share`: the disk is nearly full, and the office has more than its
  /// share on it.
  enum Other: String { case epochs, share }

  init(_ other: Other, _ words: Words) { (kind, self.words) = (other.rawValue, words) }

  init(_ thing: Quota.Thing, _ words: Words) { (kind, self.words) = (thing.rawValue, words) }
}

extension Hub {
  /// Logs that an office exceeded an allowance: once a day for each kind, however often it tries.
  func overstepped(_ overstep: Overstep, by organ: Organ.ID) throws {
    let whom = "\(overstep.kind) \(organ)"
    let key = "\(today) \(whom)"
    guard !toldOversteps.contains(key) else { return }
    let midnight = (today.ordinal * 86_400 - 7 * 3_600) * 1_000
    try write { db in
      // Another process may have logged it, or this one before a restart.
      let isTold = try AuditTrail.isTold(.allowanceRefused, on: whom, since: midnight, db)
      if !isTold { try record(.allowanceRefused, on: whom, db) }
    }
    // The keys of earlier days are not needed any more.
    toldOversteps = toldOversteps.filter { $0.hasPrefix("\(today) ") }
    toldOversteps.insert(key)
  }
}
