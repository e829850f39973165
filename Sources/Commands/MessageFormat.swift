import CommandWords
import DurableFile
import Wording

/// The national message format, as far as this program knows it: how to tell its files, and who reads and writes them.
package enum MessageFormat {
  package static let name = "edxml"

  /// By its name, or by how it begins. A register never begins with a tag.
  package static func isMessage(_ path: String) -> Bool {
    path.lowercased().hasSuffix(".edxml") || isMarkup(beginning(of: path))
  }

  /// Whether text in UTF-8 or UTF-16 begins as XML does.
  package static func isMarkup(_ bytes: [UInt8]) -> Bool {
    // Marks of the encoding, the empty halves of UTF-16, white space.
    let text = bytes.filter { $0 != 0 }.drop { [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard text.first == UInt8(ascii: "<") else { return false }
    let beginning = String(decoding: text, as: UTF8.self).lowercased()
    return beginning.hasPrefix("<?xml") || beginning.contains("edxml")
  }

  private static func beginning(of path: String) -> [UInt8] {
    // What cannot be opened is refused by who reads it.
    guard let file = try? OpenFile(path) else { return [] }
    return (try? file.read(512, at: 0)) ?? []
  }

  @MainActor
  package static func take(_ path: String, _ session: Session, _ given: Given) throws -> Outcome {
    try given.refuse(
      [ImportParameters.book, ImportParameters.partly, ImportParameters.withGaps, ImportParameters.encoding],
      unless: Words("nhập sổ CSV", "a register in CSV is imported"))
    // The other program can only refuse; here somebody can be asked.
    if session.isOnScreen, !given(ImportParameters.dryRun) {
      try session.office.expectDay(try session.acting, numbering: .incoming)
    }
    // The other program leaves the text of the files to us where a screen waits for it.
    defer { if session.isOnScreen { session.beginFileTexts() } }
    return try sent(.importMessage, given.with(ImportParameters.file, path), session)
  }

  @MainActor
  package static func make(_ session: Session, _ given: Given) throws -> Outcome {
    let place = Words("xuất cả sổ (incoming, outgoing)", "a register (incoming, outgoing) is exported")
    try given.refuse([ExportParameters.year, ExportParameters.unguarded], unless: place)
    if let format = given(ExportParameters.format), format != name {
      throw UsageError.misplaced("--format \(format)", place)
    }
    if given(ExportParameters.status) == nil {
      try given.refuse([ExportParameters.reason], unless: Words("có --status 02 hoặc 16", "there is --status 02 or 16"))
    }
    let to = try given(ExportParameters.to).map(FileNames.found)
    return try sent(.exportMessage, to.map { given.with(ExportParameters.to, $0) } ?? given, session)
  }

  @MainActor
  private static func sent(_ name: ErrandName, _ given: Given, _ session: Session) throws -> Outcome {
    let outcome = try session.send(name, given, as: try session.clerk)
    session.hasActed = true
    return outcome
  }
}
