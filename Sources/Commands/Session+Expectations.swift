import Office
import Records

package extension Session {
  /// Refuses to give numbers after a restore until the last numbers on paper were confirmed.
  func expectNumbers(_ direction: Book.Direction) throws {
    guard isOpen else { return }
    if let trouble = try office.foundDamage ?? office.keyTrouble { throw trouble }
    let asked = try office.numbersToConfirm(today: today)
    if asked.contains(where: { $0.book.direction == direction }) {
      if try office.awaitsHub() { throw NumberingRefusal.awaitsHub }
      throw ScreenRefusal.numbersFirst
    }
  }
}
