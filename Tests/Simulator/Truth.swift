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
    guard isOnPaper else { return }
    guard act.contains("\"issued\"") || act.contains("\"registered\"") else { return }
    switch try? StoredAct.act(from: act) {
    case .issued(_, let book, let number, _, _, _, _, _, _), .registered(_, let book, let number, _, _, _, _):
      lastNumbers[organ + "|" + book] = max(number, lastNumbers[organ + "|" + book] ?? 0)
    default: break
    }
  }

  /// What is told of a name that two stories bear, after an old copy was used on, may be of either.
  func isAmbiguous(_ act: String) -> Bool {
    entries.contains { $0.value.count > 1 && act.contains("\"\($0.key)\"") }
  }

  func knows(_ reference: EntryReference, _ hash: [UInt8]) -> Bool {
    entries[reference]?.contains { $0.hash == hash } == true
  }

  func lastNumber(_ organ: Organ.ID, _ book: String) -> Int { lastNumbers[organ + "|" + book] ?? 0 }
}
