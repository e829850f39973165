import CommandWords
import DurableFile
import Wording

/// The national message format (edXML) as far as this program knows it: it recognises the files and passes them to the
/// program that reads and writes them.
package enum MessageFormat {
  package static let name = "edxml"

  /// Whether a file is a message, by its name or by its beginning. A register never begins with a tag.
  package static func isMessage(_ path: String) -> Bool {
    path.lowercased().hasSuffix(".edxml") || isMarkup(beginning(of: path))
  }

  /// Whether text in UTF-8 or UTF-16 begins as XML does.
  package static func isMarkup(_ bytes: [UInt8]) -> Bool {
    // Skips byte order marks, the zero bytes of UTF-16 and white space.
    let text = bytes.filter { $0 != 0 }.drop { [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard text.first == UInt8(ascii: "<") else { return false }
    let beginning = String(decoding: text, as: UTF8.self).lowercased()
    return beginning.hasPrefix("<?xml") || beginning.contains("edxml")
  }

  private static func beginning(of path: String) -> [UInt8] {
    // A file that cannot be opened is refused later, by the code that reads it.
    guard let file = try? OpenFile(path) else { return [] }
    return (try? file.read(512, at: 0)) ?? []
  }

  @MainActor
  package static func importMessage(_ path: String, _ session: Session, _ given: Given) throws -> Outcome {
    try given.refuse(
      [ImportParameters.book, ImportParameters.partly, ImportParameters.withGaps, ImportParameters.encoding],
      unless: Bilingual("nhập sổ CSV", "a register in CSV is imported"))
    // Checked here because the other program can only refuse, while on the screen the clerk can be asked.
    if session.isOnScreen, !given(ImportParameters.dryRun) {
      try session.office.expectDay(try session.context, numbering: .incoming)
    }
    // On the screen the other program leaves extracting the text of the files to this one.
    defer { if session.isOnScreen { session.beginFileTexts() } }
    return try sent(.importMessage, given.with(ImportParameters.file, path), session)
  }

  @MainActor
  package static func make(_ session: Session, _ given: Given) throws -> Outcome {
    let place = Bilingual("xuất cả sổ (incoming, outgoing)", "a register (incoming, outgoing) is exported")
    try given.refuse([ExportParameters.year, ExportParameters.unguarded], unless: place)
    if let format = given(ExportParameters.format), format != name {
      throw UsageError.misplaced("--format \(format)", place)
    }
    if given(ExportParameters.status) == nil {
      try given.refuse(
        [ExportParameters.reason], unless: Bilingual("có --status 02 hoặc 16", "--status 02 or 16 is given"))
    }
    let to = try given(ExportParameters.to).map(FileNames.found)
    return try sent(.exportMessage, to.map { given.with(ExportParameters.to, $0) } ?? given, session)
  }

  @MainActor
  private static func sent(_ name: HelperCommand, _ given: Given, _ session: Session) throws -> Outcome {
    let outcome = try session.send(name, given, as: try session.clerk)
    session.hasActed = true
    return outcome
  }
}
