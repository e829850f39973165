import Office
import Records
import Wording

package extension Card {
  /// Returns a line of the trail as this office reads it: the act of another office begins with the name of that
  /// office.
  ///
  /// - Parameter directory: called only for a recipient that the card does not name.
  func words(of step: TrailLine, _ directory: () throws -> OrganDirectory) rethrows -> Bilingual {
    let said = words(of: step)
    guard step.isReceived else { return said }
    let name = try who(step, directory)
    return Bilingual("\(name): \(said.vietnamese)", "\(name): \(said.english)")
  }

  private func words(of step: TrailLine) -> Bilingual {
    switch step.entry.act {
    case .reported(let act) where step.isReceived: return answer(act)
    case .undone, .attached, .detached: return said(of: step)
    default:
      let said = step.said
      if let unsent = step.unsent {
        let place = unsent.whereNotLeft
        return Bilingual("\(said.vietnamese) — \(place.vietnamese)", "\(said.english) — \(place.english)")
      }
      if step.isOverruled, case .merged = step.entry.act {
        return Bilingual(
          "\(said.vietnamese) — không có hiệu lực: ở máy khác văn bản ấy đã được làm theo cách khác",
          "\(said.english) — without effect: the document was handled otherwise at another station")
      }
      if step.isOverruled {
        return Bilingual(
          "\(said.vietnamese) — không có hiệu lực: máy kia đã cấp số trước đó",
          "\(said.english) — without effect: the other station had already assigned its number")
      }
      if !step.meanwhile.isEmpty, !step.isErased {
        let vietnamese = step.meanwhile.map { "máy \($0.station): \($0.words.vietnamese)" }.joined(separator: "; ")
        let english = step.meanwhile.map { "\($0.station): \($0.words.english)" }.joined(separator: "; ")
        return Bilingual(
          "\(said.vietnamese) — cùng lúc \(vietnamese)", "\(said.english) — meanwhile \(english)")
      }
      guard let overlooked = step.overlooked else { return said }
      return Bilingual(
        "\(said.vietnamese) — cùng lúc máy kia ghi “\(overlooked)”: xem chữ nào đúng rồi đính chính lại",
        "\(said.english) — meanwhile the other station wrote “\(overlooked)”: see which is right and correct it again")
    }
  }

  /// Returns what a recipient reports, and which request of this office it answers: there may be several.
  private func answer(_ act: Acts.Reported) -> Bilingual {
    let words = act.status.words(with: act.note)
    guard act.status == .agreed || act.status == .disagreed,
      let asked = act.answers.flatMap({ answered in trail.first { $0.entry.reference == answered } })
    else { return words }
    let what =
      switch asked.entry.act {
      case .corrected(let act):
        Bilingual("đính chính \(act.field.words.vietnamese)", "correction: \(act.field.words.english)")
      case .recalled: Bilingual("thu hồi", "recall")
      default: said(of: asked)
      }
    return Bilingual(
      "\(words.vietnamese) (về việc \(what.vietnamese))", "\(words.english) (about the \(what.english))")
  }

  /// Returns what was done, with the name of the file if there are several it could be.
  func said(of step: TrailLine) -> Bilingual {
    switch step.entry.act {
    case .undone(let act):
      // An undone act is described in its own words: its number means nothing to a clerk.
      guard let undone = trail.first(where: { $0.entry.reference == act.entry }).map(said) else { return step.said }
      return Bilingual("hoàn tác: \(undone.vietnamese)", "undid: \(undone.english)")
    case .attached(let act):
      guard isOneOfSeveral(act.file) else { return step.said }
      return Bilingual("đính kèm \(named(act.file))", "attached \(named(act.file))")
    case .detached(let act):
      guard let file = knownFiles.first(where: { $0.sha256 == act.sha256 }) else { return step.said }
      let why = act.reason.flatMap { $0.isEmpty ? nil : ": \($0)" } ?? ""
      return Bilingual("gỡ tệp \(named(file))\(why)", "detached \(named(file))\(why)")
    default: return step.said
    }
  }

  /// Returns the name of a file, with its size if another file has the same name.
  private func named(_ file: StoredFile) -> String {
    isOneOfSeveral(file) ? "\(file.name) (\(file.size.inBytes))" : file.name
  }

  private func isOneOfSeveral(_ file: StoredFile) -> Bool {
    knownFiles.contains { $0.name == file.name && $0.sha256 != file.sha256 }
  }

  /// The files of the document, and those that its trail names.
  private var knownFiles: [StoredFile] { files + trail.flatMap(\.entry.act.body.attached) }

  /// Returns the office whose key signed the entry. If that is not known: for a report the recipient, by the name we
  /// gave it; otherwise the author, which is marked if the document arrived over the national axis.
  private func who(_ step: TrailLine, _ directory: () throws -> OrganDirectory) rethrows -> String {
    if let office = step.office { return office }
    guard case .reported(let report) = step.entry.act else { return line.author }
    let recipient = report.recipient
    if let known = recipients.first(where: { ($0.organID ?? $0.name) == recipient }) { return known.name }
    return try directory()[recipient]?.name ?? recipient
  }
}

package extension Card {
  /// What two stations of this office did differently, neither knowing of the other: the later one is in the register.
  var conflicts: [Bilingual] {
    trail.filter { !$0.meanwhile.isEmpty && !$0.isErased }.map { step in
      let day = moment(step.entry.day, step.entry.time.milliseconds)
      return Bilingual(
        "\(day), \(step.entry.clerk): \(step.said.vietnamese)", "\(day), \(step.entry.clerk): \(step.said.english)")
    }
  }
}

extension EntryPlace.Kind {
  /// Where an entry is that the hub does not have.
  var whereNotLeft: Bilingual {
    switch self {
    case .here: Bilingual("chưa rời máy này", "has not left this PC")
    case .folder: Bilingual("còn trên USB", "still on the stick")
    case .mail: Bilingual("còn trong thư", "still in an e-mail")
    case .hub: Bilingual("đã tới tỉnh", "at the hub")
    }
  }
}

package extension DeliveryStatus {
  /// Returns the state with its note: `đã tiếp nhận, số đến 1`; `từ chối nhận: gửi nhầm`.
  func words(with note: String?) -> Bilingual {
    guard let note, !note.isEmpty else { return words }
    let sign =
      switch self {
      case .refused, .disagreed: ": "
      case .arrived, .accepted, .assigned, .inProgress, .completed, .recalled, .agreed: ", "
      }
    return Bilingual(words.vietnamese + sign + note, words.english + sign + note)
  }
}
