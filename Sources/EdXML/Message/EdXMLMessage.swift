import Records
import Wording

/// A message of the national format for documents between agencies, QCVN 102:2016/BTTTT (Circular 10/2016/TT-BTTTT).
///
/// Either a document on its way, or word of what became of one.
public enum EdXMLMessage: Equatable, Sendable {
  case document(EdXMLDocument)
  case status(EdXMLStatus)

  /// Reads a file from outside, whoever wrote it.
  ///
  /// Elements are taken by their local names in any order, in whatever namespace. What is missing or cannot be understood is said
  /// in a remark, with the text as it stood; only what cannot be used at all is refused. Nothing outside the bytes is ever
  /// opened, and `limits` hold whatever the bytes claim.
  ///
  /// - Parameter day: the day the message is read; the date of issue where the message tells none that exists.
  public static func read(
    _ bytes: [UInt8], receivedOn day: Day, limits: EdXMLLimits = .standard
  ) throws(EdXMLRefusal) -> (message: EdXMLMessage, remarks: [Words]) {
    var remarks = Remarks()
    let root = try XMLNode.read(bytes, limits: limits)
    let message = try EdXMLMessage(root, receivedOn: day, limits: limits, &remarks)
    return (message, remarks.list)
  }

  /// The message as the national gateways write it: UTF-8, the official namespace, one order of elements, no signature.
  ///
  /// The same message gives the same bytes.
  public func write() -> [UInt8] {
    switch self {
    case .document(let document): document.written()
    case .status(let status): status.written()
    }
  }
}
