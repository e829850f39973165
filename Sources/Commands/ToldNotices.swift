import CommandWords
import DurableFile
import Office

/// How many notices of the hub a clerk at this PC has been told. Those that ask for nothing are told once: then they
/// make room. Only a convenience: where it cannot be stored, they are told again.
package struct ToldNotices {
  private let path: String
  private let told: Int

  @MainActor
  package init(_ session: Session) throws {
    path = session.paths.state + "/told-\(try session.office.stationName().station)"
    told = OwnFile.read(path).flatMap { Int($0.filter { !$0.isNewline }) } ?? 0
  }

  /// Returns those to be shown: what could not be delivered as long as that is so, and what has not been told.
  ///
  /// - Parameter notices: all, the oldest first.
  package func shown(_ notices: [HubNotice]) -> [HubNotice] {
    notices.enumerated().filter { !$0.element.isSettled && ($0.element.isTrouble || $0.offset >= told) }
      .map(\.element)
  }

  /// Stores that all these have been told.
  package func tell(_ notices: [HubNotice]) {
    guard told != notices.count else { return }
    makeFolders(above: path)
    try? NewFile.write(Array("\(notices.count)\n".utf8), to: path)
  }
}
