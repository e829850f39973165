import Office
import Records
import Wording

extension Card {
  /// A line of the trail as this office reads it: what another office did stands under the name of that office.
  ///
  /// - Parameter directory: asked only for a recipient the card does not name.
  func words(of step: TrailLine, _ directory: () throws -> OrganDirectory) rethrows -> Words {
    let said = words(of: step)
    guard step.isReceived else { return said }
    let name = try who(step, directory)
    return Words("\(name): \(said.vietnamese)", "\(name): \(said.english)")
  }

  private func words(of step: TrailLine) -> Words {
    switch step.entry.act {
    case .reported(_, _, let status, let note, _) where step.isReceived: return status.words(with: note)
    case .undone(let entry, _):
      // What was taken back is said in its own words: its number says nothing to a clerk.
      guard let undone = trail.first(where: { $0.entry.reference == entry })?.said else { return step.said }
      return Words("hoàn tác: \(undone.vietnamese)", "undid: \(undone.english)")
    default:
      let said = step.said
      if step.isOverruled {
        return Words(
          "\(said.vietnamese) — không có hiệu lực: máy kia đã cấp số trước đó",
          "\(said.english) — of no effect: the other station had given it its number")
      }
      guard let overlooked = step.overlooked else { return said }
      return Words(
        "\(said.vietnamese) — cùng lúc máy kia ghi “\(overlooked)”: xem chữ nào đúng rồi đính chính lại",
        "\(said.english) — meanwhile the other station wrote “\(overlooked)”: see which is right and correct it again")
    }
  }

  /// The office whose key signed it. Where none is told: a recipient, as we named it; else the author. What the axis brought is said to
  /// have come by it.
  private func who(_ step: TrailLine, _ directory: () throws -> OrganDirectory) rethrows -> String {
    if let office = step.office { return office }
    guard case .reported(_, let recipient, _, _, _) = step.entry.act else { return line.author }
    if let known = recipients.first(where: { ($0.organID ?? $0.name) == recipient }) { return known.name }
    return try directory()[recipient]?.name ?? recipient
  }
}

extension DeliveryStatus {
  /// `đã tiếp nhận, số đến 1`; `từ chối nhận: gửi nhầm`.
  func words(with note: String?) -> Words {
    guard let note, !note.isEmpty else { return words }
    let sign =
      switch self {
      case .refused, .disagreed: ": "
      case .arrived, .accepted, .assigned, .inProgress, .completed, .recalled, .agreed: ", "
      }
    return Words(words.vietnamese + sign + note, words.english + sign + note)
  }
}
