/// How long the texts of a register are: those of Decree 30/2020, Annex VI, part II, and the few of the house. In characters, as a person
/// counts them.
public enum Lengths {
  public static let subject = 500
  public static let organName = 200
  public static let typeName = 100
  public static let code = 42
  public static let note = 500
  public static let signerName = 50
  public static let signerPosition = 100
  public static let documentID = 100
  public static let organID = 35
  public static let toPlaces = 1_000
  /// Why something was done.
  public static let reason = 500
  /// Of a book, a group, a file.
  public static let name = 200
  /// How a book is named in its entries, with the year; what stands behind a number.
  static let bookID = 100
  static let suffix = 42
}

extension Act {
  /// Whether no text in it is so long that no desk can have written it: what an office tells the hub and others is held against this before
  /// it is looked up, indexed or quoted. Lists may be long, and so may what stays in its office.
  public var isOfRegisterLength: Bool {
    switch self {
    case .bookOpened(let book):
      isShort(book.id, Lengths.bookID) && isShort(book.name, Lengths.name)
    case .custodyHandedOver(let book, _, _, _): isShort(book, Lengths.bookID)
    case .custodyRecovered(let book, _, _, let reason):
      isShort(book, Lengths.bookID) && isShort(reason, Lengths.reason)
    case .senderMuted(let organ, let name, _):
      isShort(organ, Lengths.organID) && isShort(name, Lengths.organName)
    case .registered(let document, let book, _, let suffix, _, let reason, _, _):
      document.isOfRegisterLength && isShort(book, Lengths.bookID) && isShort(suffix, Lengths.suffix)
        && isShort(reason, Lengths.reason)
    case .issued(let document, let book, _, let suffix, let to, _, let reason, let files, _):
      document.isOfRegisterLength && isShort(book, Lengths.bookID) && isShort(suffix, Lengths.suffix)
        && isShort(reason, Lengths.reason) && to.allSatisfy(\.isOfRegisterLength)
        && (files ?? []).allSatisfy(\.isOfRegisterLength)
    case .recalled(_, let reason), .voided(_, let reason): isShort(reason, Lengths.reason)
    case .reported(_, let recipient, _, let note, _):
      isShort(recipient, Lengths.organName) && isShort(note, Lengths.note)
    case .corrected(_, let field, let old, let new, let reason):
      isShort(old, field.length) && isShort(new, field.length) && isShort(reason, Lengths.reason)
    case .attached(_, let file): file.isOfRegisterLength
    case .detached(_, let sha256, let reason): isShort(sha256, Lengths.name) && isShort(reason, Lengths.reason)
    case .founded, .clerkNamed, .groupNamed, .organNamed, .calendarSet, .epochBegun, .numbersConfirmed, .organsListed,
      .stationEnrolled, .stationRevoked, .registeredProvisionally, .registerImported, .submitted, .routed, .progressed,
      .settled, .sentBack, .drafted, .redrafted, .draftDiscarded, .undone:
      true
    }
  }
}

/// A character of Vietnamese has five bytes at most, and who counts otherwise shall not be refused for it.
private func isShort(_ text: String?, _ characters: Int) -> Bool { text?.utf8.count ?? 0 <= 8 * characters }

extension Document {
  fileprivate var isOfRegisterLength: Bool {
    isShort(subject, Lengths.subject) && isShort(organName, Lengths.organName) && isShort(typeName, Lengths.typeName)
      && isShort(code, Lengths.code) && isShort(note, Lengths.note) && isShort(signer?.fullName, Lengths.signerName)
      && isShort(signer?.position, Lengths.signerPosition) && isShort(documentID, Lengths.documentID)
      && isShort(organID, Lengths.organID)
  }
}

extension Recipient {
  fileprivate var isOfRegisterLength: Bool {
    isShort(name, Lengths.organName) && isShort(group, Lengths.name) && isShort(organID, Lengths.organID)
  }
}

extension StoredFile {
  fileprivate var isOfRegisterLength: Bool {
    isShort(name, Lengths.name) && isShort(sha256, Lengths.name) && isShort(mediaType, Lengths.name)
  }
}

extension Field {
  /// How long a value of it is, as it is stored.
  fileprivate var length: Int {
    switch self {
    case .code: Lengths.code
    case .organName: Lengths.organName
    case .typeName: Lengths.typeName
    case .subject: Lengths.subject
    case .signer: Lengths.signerName + Lengths.signerPosition
    case .note: Lengths.note
    case .toPlaces: Lengths.toPlaces
    case .documentID: Lengths.documentID
    case .issuedDate, .dueDate, .urgency, .pageAmount, .issuedAmount: Lengths.code
    }
  }
}
