import Records

/// What was ever written, by whom: kept beside the world, which must not lose or invent any of it.
struct Truth {
  struct Written {
    var hash: [UInt8]
    var act: String
    var organ: Organ.ID
  }

  /// By name. After an old copy was used on there are two stories under one name.
  private(set) var entries: [EntryReference: [Written]] = [:]
  /// The names of what honest stations wrote, and of those by which they issued something, in the order of their spelling: a liar picks
  /// one of them by a number.
  private(set) var names: [EntryReference] = []
  private(set) var issues: [EntryReference] = []
  /// What stations said became of a document, by its name: `reported` acts.
  private(set) var reports: [String: [(organ: Organ.ID, status: DeliveryStatus)]] = [:]
  /// The highest number every book of an office has given, on paper too: what a clerk reads from the paper book.
  private(set) var lastNumbers: [String: Int] = [:]
  /// On whose desk the paper book of a series lies: the last word on who numbers.
  var papers: [Organ.ID: [String: Int]] = [:]

  /// How many stories there are.
  private(set) var count = 0
  /// Whose every station is that was ever let in.
  var stations: [String: Organ.ID] = [:]

  /// - Parameter isOnPaper: whether a clerk wrote it into the paper book too; a liar has none.
  mutating func add(
    _ reference: EntryReference, _ hash: [UInt8], _ act: String, of organ: Organ.ID, isOnPaper: Bool = true
  ) {
    guard entries[reference]?.contains(where: { $0.hash == hash }) != true else { return }
    entries[reference, default: []].append(Written(hash: hash, act: act, organ: organ))
    count += 1
    if act.hasPrefix("{\"reported\""),
      case .reported(let report)? = try? StoredAct.act(from: act)
    {
      reports[report.document.description, default: []].append((organ, report.status))
    }
    guard isOnPaper else { return }
    Truth.insert(reference, into: &names)
    if act.hasPrefix("{\"issued\"") { Truth.insert(reference, into: &issues) }
    guard act.contains("\"issued\"") || act.contains("\"registered\"") else { return }
    guard let given = (try? StoredAct.act(from: act))?.body.numberGiven else { return }
    let book = organ + "|" + given.book
    lastNumbers[book] = max(given.number, lastNumbers[book] ?? 0)
  }

  private static func insert(_ name: EntryReference, into names: inout [EntryReference]) {
    let spelt = name.description
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if names[middle].description < spelt { low = middle + 1 } else { high = middle }
    }
    if low == names.count || names[low] != name { names.insert(name, at: low) }
  }

  /// What is told of a name that two stories bear, after an old copy was used on, may be of either.
  func isAmbiguous(_ act: String) -> Bool {
    entries.contains { $0.value.count > 1 && act.contains("\"\($0.key)\"") }
  }

  /// Whether there are two stories under this name.
  func isForked(_ reference: EntryReference) -> Bool { entries[reference]?.count ?? 0 > 1 }

  func knows(_ reference: EntryReference, _ hash: [UInt8]) -> Bool {
    entries[reference]?.contains { $0.hash == hash } == true
  }

  func lastNumber(_ organ: Organ.ID, _ book: String) -> Int { lastNumbers[organ + "|" + book] ?? 0 }
}
