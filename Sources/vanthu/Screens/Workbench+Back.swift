import Terminal
import Wording

/// The way back from a list or a text, to where the clerk was before.
extension Workbench {
  /// How many steps are remembered.
  private static let mostSteps = 12

  /// Takes the lists off the screen, for another one in their place. From the first screen there is no way back.
  func remember(before screen: any Screen) {
    let left = screens.filter { [.home, .list, .detail].contains($0.place) }
    screens.removeAll { [.home, .list, .detail].contains($0.place) }
    guard screen.place != .home else { return earlier = [] }
    guard !left.isEmpty else { return }
    earlier = (earlier + [left]).suffix(Workbench.mostSteps)
  }

  func close(_ closed: any Screen) throws {
    remove(closed)
    try screen?.reload()
  }

  func remove(_ closed: any Screen) { screens.removeAll { $0 === closed } }

  func goBackWhereOneWas() throws {
    guard let before = earlier.popLast() else { return show(try TriageScreen(session)) }
    screens = before
    try screen?.reload()
  }

  /// Whoever goes back step by step presses that key once too often: on the first screen, where it would end the
  /// program, it only says so.
  func sayIsFirst(_ key: Key) {
    say(
      Bilingual(
        "Đây là màn hình đầu; nhấn \(key.hint) lần nữa thì ra khỏi chương trình.",
        "This is the first screen; press \(key.hint) again to leave the program."))
  }
}
