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

/// Whether a text of another program may be as long: a Vietnamese character has five bytes at most, and a program that
/// counts characters otherwise is not refused for it.
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
