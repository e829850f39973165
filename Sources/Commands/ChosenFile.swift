import CommandWords
import Records

/// The file of a document that a command names.
package extension Command {
  @MainActor
  static func chosen(_ session: Session, _ given: Given) throws -> StoredFile {
    let line = try session.lines(given)[0]
    if let name = given(OpenFileParameters.file) { return try session.office.file(name, beside: line) }
    guard let first = try session.office.files(line).first else { throw AttachRefusal.noFile(line.reference) }
    return first
  }

  @MainActor
  static func copy(_ session: Session, _ given: Given) throws -> String {
    try session.office.temporaryCopy(try chosen(session, given))
  }
}
