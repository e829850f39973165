import Records

package extension Command {
  /// Returns the name to write, and the identifier of the agency if the directory knows it. A key or a code is replaced
  /// by the full name.
  @MainActor
  static func agency(_ session: Session, _ typed: String, on day: Day) throws -> (name: String, organID: String?) {
    let directory = try session.office.directory
    guard let organ = try directory.resolve(typed, on: day) else { return (typed, nil) }
    let isNamed = directory.find(exactly: typed, on: day) == organ
    return (isNamed ? typed : directory.fullName(of: organ, on: day), organ.id)
  }
}
