import CommandWords
import Office
import Records
import Wording

/// Lines of registers and cards as the shell prints them.
@MainActor
package enum Listing {
  /// Returns a line of a register in columns.
  ///
  /// - Parameter author: the column of agencies, if it is another than the author.
  package static func values(_ line: DocumentLine, author: String? = nil, _ language: Language) -> [String] {
    [
      line.day.display, line.listNumber, author ?? line.author, line.document.code, line.document.issuedDate.display,
      line.document.typeName, line.document.subject, line.toPlaces, line.document.dueDate?.display ?? "",
      line.state.words[language],
    ]
  }

  package static func outcome(_ lines: [DocumentLine], _ session: Session, none: Bilingual) -> Outcome {
    Outcome(
      rows: lines.isEmpty
        ? [OutputLine(none[session.language])] : lines.map { .columns(values($0, session.language)) },
      json: .array(lines.map(\.json)))
  }

  /// Returns a step of a trail in columns.
  package static func step(_ step: TrailLine, of card: Card, _ session: Session) -> [String] {
    let language = session.language
    let words = (try? card.words(of: step) { try session.office.directory }) ?? step.said
    let undone =
      step.undoneBy.map { Bilingual(" (hoàn tác bởi \($0.sequence))", " (undone by \($0.sequence))")[language] } ?? ""
    return [moment(step.entry.day, step.entry.time.milliseconds), step.entry.clerk, words[language] + undone]
  }

  package static func card(_ card: Card, _ session: Session) throws -> [OutputLine] {
    let language = session.language
    let recipients = RecipientRows(card, isExchanging: try session.office.knowsParticipants())
    var lines = CardFields.of(card.line, card.links, today: session.today, language, namesRecipients: recipients == nil)
      .map { OutputLine("\($0.label[language]): \($0.text)") }
    lines += try session.office.requests(card).map {
      OutputLine(session.say("Nơi gửi yêu cầu: ", "The sender requests: ") + card.said(of: $0)[language])
    }
    lines += card.conflicts.map {
      OutputLine(session.say("Hai máy cùng sửa: ", "Two stations: ") + $0[language])
    }
    lines += card.assignments.map { assignment in
      let due = assignment.dueDate.map { session.say(", hạn \($0.display)", ", due \($0.display)") } ?? ""
      return OutputLine("\(assignment.role.words[language]): \(assignment.unit)\(due)")
    }
    if let recipients {
      lines.append(
        OutputLine(session.say("Nơi nhận:", "To:") + (recipients.counts.map { " \($0[language])" } ?? "")))
      lines += recipients.rows.map { .columns("  \($0.when)", $0.words[language]) }
    }
    lines += card.files.map { file in
      let remark = card.remark(on: file).map { ", \($0[language])" } ?? ""
      return OutputLine(session.say("Tệp: ", "File: ") + "\(file.name) (\(file.size.inBytes))\(remark)")
    }
    lines += card.links.map {
      OutputLine(session.say("Liên quan: ", "Related: ") + $0.wordsWithSubject[language])
    }
    lines.append(OutputLine(session.say("Quá trình:", "Trail:")))
    return lines
      + card.trail.map { step in
        let columns = self.step(step, of: card, session)
        return .columns(["  " + columns[0]] + columns.dropFirst())
      }
  }
}
