import Records

/// Word of what became of a document: it has arrived, was registered, refused, is done (Decision 28/2018/QĐ-TTg, article 10.2h).
public struct EdXMLStatus: Equatable, Sendable {
  /// Who reports.
  public var from: EdXMLOrgan
  /// The document it is about, with the agency that sent it.
  public var reference: EdXMLReference
  public var staff: EdXMLStaff?
  /// Two digits, `01` … `16`. One that nobody knows is kept as it came.
  public var code: String
  /// In words, with the reason of a refusal.
  public var note: String
  public var time: EdXMLTime?

  public init(
    from: EdXMLOrgan, reference: EdXMLReference, staff: EdXMLStaff? = nil, code: String, note: String = "",
    time: EdXMLTime? = nil
  ) {
    self.from = from
    self.reference = reference
    self.staff = staff
    self.code = code
    self.note = note
    self.time = time
  }

  /// What the code means; `nil` for one that was never seen in use.
  public var status: DeliveryStatus? { DeliveryStatus(rawValue: code) }
}
