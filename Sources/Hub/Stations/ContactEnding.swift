/// How a station's contact ended: whole, or by what went wrong first. The raw values are in the data and in packets: never change one.
public enum ContactEnding: String, CaseIterable, Sendable {
  case whole, cut
  /// It was told of more than is here.
  case log
  /// It says that the hub lost something.
  case claim
  // What a notice is about.
  case challenge, gap, fork, signature, full, act, field, audience, sender, number, length, evidence, again, allowance
}
