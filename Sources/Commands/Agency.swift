import Records

package extension Command {
  /// The name to write and the agency it is of, if a directory knows it; a key or a code becomes the name.
  @MainActor
  static func agency(_ session: Session, _ typed: String, on day: Day) throws -> (name: String, organID: String?) {
    let directory = try session.office.directory
    guard let organ = try directory.resolve(typed, on: day) else { return (typed, nil) }
    let isNamed = directory.find(exactly: typed, on: day) == organ
    return (isNamed ? typed : directory.fullName(of: organ, on: day), organ.id)
  }
}
