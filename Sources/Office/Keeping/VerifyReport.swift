import Records
import Wording

/// The result of `verify`. Without findings the file is sound.
public struct VerifyReport: Equatable, Sendable {
  /// The number of journal entries whose hash was checked.
  public var entries = 0
  public var documents = 0
  /// The number of contents whose hash was checked.
  public var contents = 0
  /// The head of this station's chain: recorded elsewhere, it proves later that nothing was cut off.
  public var head: String?
  public var findings: [Finding] = []
  /// Remarks for a person to look at although nothing is damaged: entries that were set aside, lines whose author is
  /// not the owner of the key.
  public var remarks: [Bilingual] = []
  /// Other users, programs or machines that can reach the file: no damage, but should be corrected.
  public var places: [FilePlace] = []
  /// The fault of the key beside the file, if there is one.
  public var key: StorageRefusal?
  /// The reason why the file could only be read; `nil` if it can be written.
  public var viewOnly: ViewOnly?

  public var isSound: Bool { findings.isEmpty }

  public init() {}

  public struct Finding: Equatable, Sendable {
    public var kind: Kind
    /// The place: an entry, a table with the key of its row, a book, the hash of a content.
    public var place: String
    public var words: Bilingual
  }

  public enum Kind: String, CaseIterable, Sendable {
    /// SQLite itself cannot read the file or a part of it.
    case storage
    /// Triggers, views or tables that this program did not make.
    case schema
    /// An entry of the journal is missing, changed or out of order.
    case chain
    /// The chain does not end where the station's row says.
    case station
    /// An entry cannot be applied.
    case entry
    /// A register differs from the replayed journal.
    case register
    /// The numbers of a book have a gap.
    case book
    /// The content of a file is missing or changed.
    case content
    /// The search index does not agree with the registers; `rebuildSearch` rebuilds it.
    case search
  }

  /// The maximum number of findings of one kind that are listed: a broken disk can damage everything.
  static let most = 20

  /// Adds a remark, within the same limit.
  mutating func remark(_ words: Bilingual) {
    if remarks.count < VerifyReport.most {
      remarks.append(words)
    } else if remarks.count == VerifyReport.most {
      remarks.append(Bilingual("… và còn nữa.", "… and there is more."))
    }
  }

  mutating func add(_ kind: Kind, _ place: String, _ words: Bilingual) {
    let count = findings.count { $0.kind == kind }
    if count < VerifyReport.most {
      findings.append(Finding(kind: kind, place: place, words: words))
    } else if count == VerifyReport.most {
      findings.append(
        Finding(kind: kind, place: "…", words: Bilingual("… và còn nữa.", "… and there is more of this kind.")))
    }
  }
}
