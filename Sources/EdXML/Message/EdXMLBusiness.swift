/// What a message asks of its receiver: *BussinessDocType*, in the standard's own spelling.
public enum EdXMLBusiness: Equatable, Sendable {
  /// Văn bản mới: to be registered.
  case new
  /// Thu hồi: the document with this identifier is to be given back (Decree 30/2020, article 18.4).
  case recall
  /// Cập nhật: the document, its receivers, or both have changed.
  case update(EdXMLUpdate)
  /// Thay thế: it replaces these.
  case replacement([EdXMLReplacement])

  /// The code in the message, 0 to 3.
  public var code: Int {
    switch self {
    case .new: 0
    case .recall: 1
    case .update: 2
    case .replacement: 3
    }
  }
}

/// The changes of a document sent before.
public struct EdXMLUpdate: Equatable, Sendable {
  public var changesDocument: Bool
  public var changesReceivers: Bool
  public var receivers: [Receiver]

  /// An agency that was removed from the receivers or added to them.
  public struct Receiver: Equatable, Sendable {
    public var organID: String
    public var isAdded: Bool

    public init(organID: String, isAdded: Bool) {
      self.organID = organID
      self.isAdded = isAdded
    }
  }

  public init(changesDocument: Bool, changesReceivers: Bool, receivers: [Receiver] = []) {
    self.changesDocument = changesDocument
    self.changesReceivers = changesReceivers
    self.receivers = receivers
  }
}

/// An older document that is replaced, and for which receivers.
public struct EdXMLReplacement: Equatable, Sendable {
  public var documentID: String
  public var organIDs: [String]

  public init(documentID: String, organIDs: [String] = []) {
    self.documentID = documentID
    self.organIDs = organIDs
  }
}
