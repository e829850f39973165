/// How far a document has come at an office that receives another office's act about it.
public enum DocumentStage: CaseIterable, Sendable {
  /// This office issued it; the other offices are its readers.
  case issuedHere
  /// Another office sent it, and this one has not registered it.
  case arrived
  /// It has its place in a register of this office.
  case registered
  /// Sent back, or its number voided: nobody works on it, and its content is still here.
  case closed
  /// Its content was destroyed at the sender's request; only the line is left.
  case destroyed
}

/// What an act of another office does to a document here. It can do nothing else: what an office has registered is
/// changed by its own acts alone.
public enum ForeignEffect: Equatable, Sendable {
  /// It changes the line.
  case changesLine
  /// It is put to this office as a request, and changes nothing until this office agrees.
  case asks(SenderRequest)
  /// It is in the trail, and changes nothing.
  case isRecorded
}

/// What the sender of a document asks of an office that has it (Decree 30/2020, article 18).
public enum SenderRequest: String, Sendable {
  /// To destroy it.
  case recall
  /// To register the change too.
  case update
}
