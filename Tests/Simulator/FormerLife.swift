import Office
import Records

/// A PC that was taken for lost and replaced, and works on: it comes back from repair, or stands in another room. Its
/// clerk writes numbers on paper until the PC is told that it was replaced, or its lease is over.
extension World {
  /// Replaces a PC that still works.
  func replaceLiving(_ seat: Seat) throws {
    let former = try Seat(
      self, seat.organ, newNumber(), disk: seat.disk, office: seat.office, keys: seat.keys)
    former.skew = seat.skew
    formerLives.append(former)
    try replace(seat, on: newDisk())
    log("desk \(former.number) is what was desk \(seat.number)")
  }

  /// A day at the desk of a replaced PC. What it gives is written into the office's paper book.
  func workOn(_ former: Seat) throws {
    for _ in 0..<chance.below(3) {
      pass(milliseconds: Int64(chance.below(3_600_000)))
      try write(former)
    }
    guard !former.isTold, chance.one(in: 4) else { return }
    try sync(former)
    former.isTold = former.mustEnrol
  }

  private func write(_ former: Seat) throws {
    let before = truth.given.count
    if chance.one(in: 2) { try register(former) } else { try issue(former) }
    if former.isTold, truth.given.count > before {
      problem("P", "desk \(former.number) was told that it is replaced, and gives numbers")
    }
  }
}
