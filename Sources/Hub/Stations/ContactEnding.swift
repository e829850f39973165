/// How a station's contact ended: whole, or with the first thing that went wrong. The raw values are stored and sent in
/// packets: never change one.
public enum ContactEnding: String, CaseIterable, Sendable {
  case whole, cut
  /// The hub was found to be restored from a backup.
  case log
  /// The station claims that the hub lost something.
  case claim
  // The code of a notice.
  case challenge, gap, fork, signature, full, act, field, audience, sender, number, length, evidence, again, allowance
  case revoked, replaced
}
