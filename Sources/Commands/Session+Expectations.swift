import Records

package extension Session {
  /// After a restore no number is given before the paper has been asked.
  func expectNumbers(_ direction: Book.Direction) throws {
    guard isOpen else { return }
    if let trouble = try office.foundDamage ?? office.keyTrouble { throw trouble }
    let asked = try office.numbersToConfirm(today: today)
    if asked.contains(where: { $0.book.direction == direction }) { throw ScreenRefusal.numbersFirst }
  }
}
