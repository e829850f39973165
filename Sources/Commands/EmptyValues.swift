import CommandWords

package extension Command {
  /// Refuses options with an empty value: an empty variable in a script must not change the way of the exchange.
  static func checkValues(_ given: Given) throws {
    let options = [
      HubParameters.stick, SyncParameters.mail, SyncParameters.hub, SyncParameters.until, HubParameters.certificates,
    ]
    for option in options where given.has(option) && given(option) == nil {
      throw UsageError.noValue("--\(option.name)")
    }
  }
}
