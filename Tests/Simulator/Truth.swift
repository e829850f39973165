import Exchange
import Records

/// What was ever written, and by whom: kept outside the world, which must neither lose nor invent any of it.
struct Truth {
  struct Written {
    var hash: [UInt8]
    var act: String
    var organ: Organ.ID
  }

  /// The entries by name. After an old copy was used on there are two histories under one name.
  private(set) var entries: [EntryReference: [Written]] = [:]
  /// The names of the entries of honest stations, and of those by which they issued something, sorted: a liar picks one
  /// of them by a number.
  private(set) var names: [EntryReference] = []
  private(set) var issues: [EntryReference] = []
  /// What stations reported about a document, by its name: `reported` acts.
  private(set) var reports: [String: [(organ: Organ.ID, status: DeliveryStatus)]] = [:]
  /// The highest number given in every book of an office, on paper too: what a clerk reads in the paper book.
  private(set) var lastNumbers: [String: Int] = [:]
  /// The documents that bear a number of a book of an office, on paper.
  private(set) var given: [String: Set<EntryReference>] = [:]
  /// The desk that has the paper book of a series: it decides which station gives numbers.
  var papers: [Organ.ID: [String: Int]] = [:]

  /// The offices whose clerks had the bytes of a content in their hands.
  var clerksBytes: [Hash256: Set<Organ.ID>] = [:]

  /// The number of entries, each history counted.
  private(set) var count = 0
  /// The office of every station that was ever enrolled.
  var stations: [StationName: Organ.ID] = [:]

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
    guard act.contains("\"issued\"") || act.contains("\"registered\"") || act.contains("\"renumbered\"") else {
      return
    }
    guard let act = try? StoredAct.act(from: act), let number = act.body.numberGiven else { return }
    let book = organ + "|" + number.book
    lastNumbers[book] = max(number.number, lastNumbers[book] ?? 0)
    guard !number.isReentry else { return }
    given["\(book) \(number.number)\(number.suffix)", default: []].insert(act.document ?? reference)
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

  /// Whether the act is about a name with two histories, after an old copy was used on: it may be about either.
  func isAmbiguous(_ act: String) -> Bool {
    entries.contains { $0.value.count > 1 && act.contains("\"\($0.key)\"") }
  }

  /// Whether there are two histories under this name.
  func isForked(_ reference: EntryReference) -> Bool { entries[reference]?.count ?? 0 > 1 }

  func knows(_ reference: EntryReference, _ hash: [UInt8]) -> Bool {
    entries[reference]?.contains { $0.hash == hash } == true
  }

  func lastNumber(_ organ: Organ.ID, _ book: String) -> Int { lastNumbers[organ + "|" + book] ?? 0 }
}
