import Office
import Records

package extension Session {
  /// Refuses, before anything is typed, where no number can be given: after a restore until the last numbers on paper
  /// were confirmed, at a PC that was replaced, and where another one holds the books or this one has to wait.
  ///
  /// - Parameter isProvisionalEnough: whether a document may be registered provisionally instead.
  func expectNumbers(_ direction: Book.Direction, isProvisionalEnough: Bool = false) throws {
    guard isOpen else { return }
    if let trouble = try office.foundDamage ?? office.keyTrouble { throw trouble }
    if let replacement = try office.replacement() { throw replacement }
    let asked = try office.numbersToConfirm(today: today)
    if asked.contains(where: { $0.book.direction == direction }) {
      if try office.awaitsHub() { throw NumberingRefusal.awaitsHub }
      throw ScreenRefusal.numbersFirst
    }
    if !isProvisionalEnough { try expectNumbersHere(direction) }
  }

  private func expectNumbersHere(_ direction: Book.Direction) throws {
    switch try office.numberingRefusal(direction, on: today, at: clock()) {
    case nil: break
    case CustodyRefusal.elsewhere(let book, let station)?:
      let (exchange, custody) = (keyHint("sync status", "everywhere"), keyHint(Command.custody.name, "exchange"))
      throw ScreenRefusal.heldElsewhere(
        book, station, handOver: "\(exchange), \(custody), \(keyHint("custody hand-over", "custody"))",
        take: "\(exchange), \(custody), \(keyHint("custody take", "custody"))")
    case let refusal?: throw refusal
    }
  }
}
