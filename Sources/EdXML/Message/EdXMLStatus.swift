import Records

/// A status message about a document: arrived, registered, refused, completed (Decision 28/2018/QĐ-TTg, article 10.2h).
public struct EdXMLStatus: Equatable, Sendable {
  /// The agency that reports.
  public var from: EdXMLOrgan
  /// The document it is about, with the agency that sent it.
  public var reference: EdXMLReference
  public var staff: EdXMLStaff?
  /// Two digits, `01` … `16`. An unknown code is kept as it came.
  public var code: String
  /// The status in words, with the reason of a refusal.
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

  /// The meaning of the code; `nil` for a code never seen in use.
  public var status: DeliveryStatus? { DeliveryStatus(rawValue: code) }
}
