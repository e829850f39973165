import Records

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
