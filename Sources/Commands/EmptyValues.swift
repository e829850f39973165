import CommandWords

package extension Command {
  /// A variable of a script that is empty must not become another way.
  static func checkValues(_ given: Given) throws {
    let options = [
      HubParameters.stick, SyncParameters.mail, SyncParameters.hub, SyncParameters.until, HubParameters.certificates,
    ]
    for option in options where given.has(option) && given(option) == nil {
      throw UsageError.noValue("--\(option.name)")
    }
  }
}
