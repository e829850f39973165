/// The maximum lengths of the texts in a register, in characters as a person counts them: those of Decree 30/2020,
/// Annex VI, part II, and a few of the program's own.
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
  /// The reason for an act.
  public static let reason = 500
  /// The name of a book, a group or a file.
  public static let name = 200
  /// The identifier of a book in entries, with the year.
  static let bookID = 100
  /// The suffix of a number, as in 12a.
  static let suffix = 42
}

/// Whether a text from elsewhere is short enough to be stored. Allows 8 bytes for each character: a Vietnamese
/// character has at most five, and a program that counts characters differently is not refused for it.
func fits(_ text: String?, _ characters: Int) -> Bool { text?.utf8.count ?? 0 <= 8 * characters }

extension Document {
  var fitsRegister: Bool {
    Field.columns.allSatisfy { column in
      guard case .text(let text) = column.value(self), let most = column.limit?.upperBound else { return true }
      return fits(text, most)
    }
  }
}

extension Recipient {
  var fitsRegister: Bool {
    fits(name, Lengths.organName) && fits(group, Lengths.name) && fits(organID, Lengths.organID)
  }
}

extension StoredFile {
  var fitsRegister: Bool {
    fits(name, Lengths.name) && fits(sha256, Lengths.name) && fits(mediaType, Lengths.name)
  }
}
