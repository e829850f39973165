import Records
import Wording

/// A message of the national format for documents between agencies, QCVN 102:2016/BTTTT (Circular 10/2016/TT-BTTTT).
///
/// Either a document, or a status message about one.
public enum EdXMLMessage: Equatable, Sendable {
  case document(EdXMLDocument)
  case status(EdXMLStatus)

  /// Reads a file from outside, whoever wrote it.
  ///
  /// Elements are found by their local names, in any order and namespace. What is missing or cannot be understood
  /// becomes a remark with the original text; only what cannot be used at all is refused. Nothing outside the bytes is
  /// ever opened, and `limits` hold whatever the bytes claim.
  ///
  /// - Parameter day: the day the message is read; used as the date of issue where the message has no valid one.
  public static func read(
    _ bytes: [UInt8], receivedOn day: Day, limits: EdXMLLimits = .standard
  ) throws(EdXMLRefusal) -> (message: EdXMLMessage, remarks: [Bilingual]) {
    var remarks = Remarks()
    let root = try XMLNode.read(bytes, limits: limits)
    let message = try EdXMLMessage(root, receivedOn: day, limits: limits, &remarks)
    return (message, remarks.list)
  }

  /// Writes the message like the national gateways: UTF-8, the official namespace, a fixed order of elements, no
  /// signature.
  ///
  /// The same message always makes the same bytes.
  public func write() -> [UInt8] {
    switch self {
    case .document(let document): document.written()
    case .status(let status): status.written()
    }
  }
}
