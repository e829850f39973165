import GRDB
import Records
import Wording

/// What the hub says of an entry in the mailbox of this office: mostly that it delivered an entry of this office to
/// nobody.
public struct HubNotice: Equatable, Sendable {
  public var entry: EntryReference
  public var code: String
  /// What the hub says. Of a document that was taken back in time it says *giữ lại*, as of one that it delivers to
  /// nobody because something is wrong: here the two have different words.
  public var words: Bilingual {
    guard keptBack != nil, said.vietnamese.hasPrefix(HubNotice.keptBackBeginning) else { return said }
    return Bilingual(
      "Thu hồi kịp " + said.vietnamese.dropFirst(HubNotice.keptBackBeginning.count), said.english)
  }
  /// What the hub says, as it was sent.
  var said: Bilingual
  /// The document that the entry is about; `nil` if it is about none that is here.
  public var document: DocumentLine?

  /// What it is about, for people: `01/SNV-VX`, by the code on the paper, because the number of arrival means something
  /// only here; an entry that is about no document by its number.
  public var title: Bilingual {
    if let document {
      let code = document.direction == .incoming ? document.document.code : ""
      let name = code.isEmpty ? document.reference : code
      return Bilingual(name, name)
    }
    if code == HubNotice.withdrawn { return Bilingual("thu hồi", "recall") }
    return Bilingual("việc \(entry.sequence)", "entry \(entry.sequence)")
  }

  /// Whether something of this office could not be delivered. Otherwise it is only to be known.
  public var isTrouble: Bool { keptBack == nil && code != HubNotice.withdrawn && code != HubNotice.awaited }

  /// Whether what it says is over: the number is void, or what was taken back is not any more.
  public var isSettled: Bool {
    if code == HubNotice.awaited { return true }
    guard let document else { return false }
    if keptBack != nil { return document.state != .voided && document.state != .recalled }
    return code == HubNotice.number && document.state == .voided
  }

  /// Of a number that is in doubt, or another document's.
  private static let number = "number"
  /// Of an entry of another office that this PC holds another history of (`OfficeTransaction.replace`).
  static let anotherHistory = "anotherHistory"
  /// Of a report that came to the hub before its document: the hub passes it on by itself.
  private static let awaited = "awaited"
  /// Of another office's document: taken back before it was given to this one.
  private static let withdrawn = "withdrawn"
  /// Of a document of this office; a list of offices may follow.
  private static let keptBack = "keptBack"
  private static let keptBackBeginning = "Tỉnh đã giữ lại "

  /// Whom a document was kept back from, because this office took it back in time.
  struct KeptBack {
    /// Nobody has received it.
    var isEverywhere: Bool { organs.isEmpty }
    fileprivate var organs: Set<Organ.ID>

    func includes(_ organ: Organ.ID) -> Bool { isEverywhere || organs.contains(organ) }
  }

  /// `nil` if it says something else.
  var keptBack: KeptBack? {
    let words = code.split(separator: " ")
    return words.first == HubNotice.keptBack[...] ? KeptBack(organs: Set(words.dropFirst().map(String.init))) : nil
  }
}

extension HubNotice {
  /// All notices, the oldest first, without their documents.
  static func all(_ db: Database) throws -> [HubNotice] {
    try Row.fetchAll(db.cachedStatement(sql: "SELECT entry, code, vietnamese, english FROM notice ORDER BY position"))
      .compactMap { row in
        EntryReference(row[0] as String).map { HubNotice(entry: $0, code: row[1], said: Bilingual(row[2], row[3])) }
      }
  }
}

extension Office {
  /// Returns the notices of the hub, the oldest first.
  public func notices() throws -> [HubNotice] {
    try read { db in
      try HubNotice.all(db).map { notice in
        var notice = notice
        notice.document = try Journal(db).line(about: notice.entry).flatMap {
          try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byID), arguments: [$0])
        }
        return notice
      }
    }
  }
}
