import Records
import Wording

/// What `verify` found. No findings: the file is sound.
public struct VerifyReport: Equatable, Sendable {
  /// Journal entries whose hash was checked.
  public var entries = 0
  public var documents = 0
  /// Contents of files whose hash was checked.
  public var contents = 0
  /// The end of this station's chain: written down elsewhere, it proves later that nothing was cut off.
  public var head: String?
  public var findings: [Finding] = []
  /// What a person should look at though nothing is broken: entries that were set aside, lines whose author is not whose key it was.
  public var remarks: [Words] = []
  /// Who else comes at the file: no damage, and to be mended all the same.
  public var places: [FilePlace] = []
  /// What the key beside the file says against it.
  public var key: StorageRefusal?
  /// Why the file could only be looked at; nil where it can be written.
  public var viewOnly: ViewOnly?

  public var isSound: Bool { findings.isEmpty }

  public init() {}

  public struct Finding: Equatable, Sendable {
    public var kind: Kind
    /// Where: an entry, a table with the key of its line, a book, the name of a content.
    public var place: String
    public var words: Words
  }

  public enum Kind: String, CaseIterable, Sendable {
    /// SQLite itself cannot read the file, or not all of it.
    case storage
    /// Triggers, views or tables that this program did not make.
    case schema
    /// An entry of the journal is missing, changed or out of order.
    case chain
    /// The end of the chain is not where this station says it is.
    case station
    /// An entry cannot be applied.
    case entry
    /// A register is not what the journal, applied, leaves behind.
    case register
    /// The numbers of a book have a gap.
    case book
    /// The content of a file is missing or changed.
    case content
    /// The search index is not the registers': `rebuildSearch` makes it again.
    case search
  }

  /// The most findings of one kind that are named one by one: a broken disk can break everything.
  static let most = 20

  /// The same limit for what is only to be looked at.
  mutating func remark(_ words: Words) {
    if remarks.count < VerifyReport.most {
      remarks.append(words)
    } else if remarks.count == VerifyReport.most {
      remarks.append(Words("… và còn nữa.", "… and there is more."))
    }
  }

  mutating func add(_ kind: Kind, _ place: String, _ words: Words) {
    let count = findings.count { $0.kind == kind }
    if count < VerifyReport.most {
      findings.append(Finding(kind: kind, place: place, words: words))
    } else if count == VerifyReport.most {
      findings.append(
        Finding(kind: kind, place: "…", words: Words("… và còn nữa.", "… and there is more of this kind.")))
    }
  }
}
