import GRDB
import Records
import Testing

@testable import Office

/// What stations that are not ours did to our programs, until it was fixed: `make fuzz`.
struct FoundByFuzzingTests {
  private let other = StationName(number: 0x0a0b_0c0d)
  private let sha256 = String(repeating: "ab", count: 32)

  private func entry(
    _ sequence: Int, _ act: String, clerk: String = "Văn thư 2", time: HybridTime? = nil
  ) -> StoredEntry {
    StoredEntry(
      station: other, epoch: 1, sequence: sequence,
      time: time ?? HybridTime(milliseconds: 1_795_000_000_000 + Int64(sequence)), day: Day(2026, 11, 20), clerk: clerk,
      group: nil, act: act)
  }

  /// Delivers a document of another office, with a content of that size attached.
  private func receive(_ size: Int, in commune: Commune, of sha256: String? = nil, from place: Int = 1) throws {
    let issued = Act.issued(
      .init(
        document: commune.document(), book: "di-2026", number: 1, suffix: nil,
        to: [Recipient(name: "UBND xã Đàm Thủy")],
        draft: nil, reason: nil,
        files: [StoredFile(name: "a.pdf", sha256: sha256 ?? self.sha256, size: size, mediaType: "a/b")],
        replaces: nil))
    let entry = entry(place, try StoredAct.text(of: issued))
    try commune.office.act(commune.context) {
      try $0.receive(delivered: entry, after: .zero, position: place, proof: [])
    }
  }

  @Test(arguments: [1 << 31, Int.max, .min])
  func aNumberNoBookReachesIsSetAsideAndTheNextOneIsGiven(number: Int) throws {
    let commune = try Commune()
    let acts: [Act] = [
      .numbersConfirmed(.init(book: "den-2026", last: number)),
      .registered(
        .init(
          document: commune.document("7/X"), book: "den-2026", arrivalNumber: number, suffix: nil,
          arrivalDate: commune.context.day, reason: nil, arrival: nil)),
      .registerImported(
        .init(
          document: commune.document("8/X"), book: "den-2026", number: number, suffix: nil, day: commune.context.day,
          toPlaces: nil, state: .completed)),
      .issued(
        .init(
          document: commune.own(), book: "di-2026", number: number, suffix: nil, to: [], draft: nil, reason: nil,
          files: nil, replaces: nil)),
      .custodyHandedOver(.init(book: "den-2026", generation: number, to: other.description, last: 0)),
      .custodyRecovered(.init(book: "den-2026", generation: 2, last: number, reason: "hỏng")),
      .bookOpened(.init(book: Book(series: "den", direction: .incoming, year: number, name: "Sổ", firstNumber: 1))),
      .bookOpened(.init(book: Book(series: "den", direction: .incoming, year: 2027, name: "Sổ", firstNumber: number))),
    ]
    let entries = try acts.enumerated().map { entry($0.offset + 1, try StoredAct.text(of: $0.element)) }
    try commune.office.act(commune.context) {
      try $0.receive(journal: entries, after: .zero, isHub: false)
      try $0.applyUnknown()
    }
    #expect(try commune.office.hasUnknown())
    #expect(try commune.register(commune.document()).number == 1)
    #expect(try commune.issue().number == 1)
    #expect(try commune.office.verify().findings.map(\.words.english) == [])
  }

  @Test(arguments: [Int.max, .min, -1, 1 << 60, 1 << 31])
  func aContentOfAnAbsurdSizeIsNotAwaitedAndHarmsNobody(size: Int) throws {
    let commune = try Commune()
    try receive(size, in: commune)
    #expect(try commune.office.awaited().allSatisfy { $0.size == 0 })
    let line = try #require(
      try commune.office.lines(
        ListQuery(try SearchQuery("", today: commune.context.day)), limit: 5, today: commune.context.day
      ).first)
    let sizes = try commune.office.card(line).files.map(\.size)
    #expect(sizes.count == 1 && (0...StoredFile.longest).contains(sizes[0]))
    #expect(try commune.office.verify().isSound)
  }

  /// An act that gave a number is not undone: no program of ours writes that, and none accepts it.
  @Test func aDocumentSomebodySaysWasNeverIssuedStays() throws {
    let commune = try Commune()
    try receive(10, in: commune)
    let issued = entry(1, "").reference
    let undone = entry(2, try StoredAct.text(of: .undone(.init(entry: issued, document: issued))))
    try commune.office.act(commune.context) {
      try $0.receive(delivered: undone, after: .zero, position: 2, proof: [])
    }
    #expect(try commune.office.find("\(issued)", today: commune.context.day).document.code == commune.document().code)
    #expect(try commune.office.verify().findings.map(\.words.english) == [])
  }

  /// A sender may correct one document endlessly: earlier corrections are not read again for each.
  @Test func aCorrectionReadsNothingOfTheOnesBeforeIt() throws {
    let commune = try Commune()
    try receive(10, in: commune)
    let document = entry(1, "").reference
    func correct(_ number: Int) throws {
      let text = try StoredAct.text(
        of: .corrected(.init(document: document, field: .subject, old: "", new: "lần \(number)", reason: "nhầm")))
      try commune.office.act(commune.context) {
        try $0.receive(delivered: entry(number, text), after: .zero, position: number, proof: [])
        // If it were read again, there would be an error.
        try $0.db.execute(sql: "UPDATE received SET act = 'x' WHERE position = ?", arguments: [number])
      }
    }
    for number in 2...4 { try correct(number) }
    let subject = try commune.office.act(commune.context) {
      try String.fetchOne($0.db, sql: "SELECT subject FROM document WHERE entry = ?", arguments: [document.description])
    }
    #expect(subject == "lần 4")
  }

  @Test func aPieceBeyondTheContentIsPassedOver() throws {
    let commune = try Commune()
    try receive(100_000, in: commune)
    #expect(try commune.office.awaited().map(\.size) == [100_000])
    for position in [2, 1 << 53 - 1] {
      let arrived = try commune.office.act(commune.context) {
        try $0.receive(piece: position, at: 0, of: sha256, [1, 2, 3])
      }
      #expect(arrived == ArrivedPiece())
    }
    #expect(try commune.office.awaited()[0].begun.isEmpty)
  }

  /// An office that references the content of another with an invented size does not prevent its delivery.
  @Test(arguments: [[7, 70_000], [70_000, 7], [65_536, 70_000], [70_000, 200_000], [200_000, 70_000, 66_000]])
  func aContentOfWhichTwoSizesAreSaidIsTakenAllTheSame(sizes: [Int]) throws {
    let commune = try Commune()
    let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
    let hash = hash(of: bytes)
    for (place, size) in sizes.enumerated() { try receive(size, in: commune, of: hash, from: place + 1) }
    var arrived = ArrivedPiece()
    for start in stride(from: 0, to: bytes.count, by: 8_192) {
      let part = Array(bytes[start..<min(start + 8_192, bytes.count)])
      arrived = try commune.office.act(commune.context) {
        try $0.receive(piece: start / 65_536, at: start % 65_536, of: hash, part)
      }
    }
    #expect(arrived.isWhole)
    #expect(try commune.office.size(of: hash) == 70_000)
    #expect(try commune.office.awaited().isEmpty)
    // The wrong size is the sender's statement, and no damage of this file.
    #expect(try commune.office.verify().isSound)
  }

  /// All bytes have arrived under an invented size that is too large; the hub sends them once.
  @Test func aContentThatHasComeIsTakenWhenItsRightSizeIsSaidAtLast() throws {
    let commune = try Commune()
    let (hash, bytes) = content("nội dung")
    try receive(200_000, in: commune, of: hash, from: 1)
    #expect(try arrive(bytes, of: hash, in: commune) == ArrivedPiece(isNew: true))
    #expect(try arrive(bytes, of: hash, in: commune) == ArrivedPiece(), "nothing new, so nothing to ask again for")
    try receive(bytes.count, in: commune, of: hash, from: 2)
    #expect(try commune.office.size(of: hash) == bytes.count)
    #expect(try commune.office.awaited().isEmpty)
  }

  /// A size that is too small is disproved by the bytes after it, in an answer that the hub has proved to be its own.
  @Test(arguments: [1, 65_536])
  func aSizeThatIsFalseIsShownSoByWhatComesBehindIt(size: Int) throws {
    let commune = try Commune()
    let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
    let hash = hash(of: bytes)
    try receive(size, in: commune, of: hash, from: 1)
    #expect(try arrive(Array(bytes.prefix(size)), of: hash, in: commune).isNew)
    let awaited = try #require(try commune.office.awaited().first)
    #expect(awaited.pieces?.missing == [size / 65_536], "the piece behind its end")
    #expect(awaited.pieces?.count == size / 65_536 + 1)
    let next = try arrive(Array(bytes[size..<min(size + 100, 70_000)]), from: size, of: hash, in: commune)
    #expect(next == ArrivedPiece(isBeyond: true))
    #expect(try commune.office.awaited().map(\.size) == [size], "anybody may have written that on a stick")
    try update(commune, requested: [hash], given: [hash], longer: [hash])
    #expect(try commune.office.awaited().isEmpty)
    // Another office declares the right one: the transfer continues where it was.
    try receive(70_000, in: commune, of: hash, from: 2)
    #expect(try commune.office.awaited().first?.missing == 70_000 - size)
    var whole = false
    for start in Set([size, 65_536]).sorted() {
      let end = start < 65_536 ? 65_536 : 70_000
      whole = try arrive(Array(bytes[start..<end]), from: start, of: hash, in: commune).isWhole
    }
    #expect(whole)
    #expect(try commune.office.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM asked") } == 0)
  }

  @Test func whatWasSpoiltOnItsWayIsAskedForAnew() throws {
    let commune = try Commune()
    let (hash, bytes) = content("nội dung")
    try receive(bytes.count, in: commune, of: hash, from: 1)
    #expect(try arrive([0] + bytes.dropFirst(), of: hash, in: commune).isNew)
    #expect(
      try update(commune, requested: [hash], given: [hash]).isEmpty, "it came in this answer: more may be behind it")
    #expect(try commune.office.awaited().first?.missing == 0)
    #expect(try update(commune, requested: [hash], given: []) == [hash])
    #expect(try commune.office.awaited().first?.missing == bytes.count)
    #expect(try arrive(bytes, of: hash, in: commune).isWhole)
  }

  /// Before any proof, from an attacker who prepared the stick: more than was declared, and more than there is.
  @Test(arguments: [(65_546, [10, 65_536]), (1_000, [30_000]), (65_546, [65_536, 65_536]), (65_536, [65_536, 9])])
  func bytesOfNobodyKnowsWhomNeitherHideAContentNorSpoilARequest(size: Int, junk: [Int]) throws {
    let commune = try Commune()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 / 251) }
    let hash = hash(of: bytes)
    try receive(size, in: commune, of: hash, from: 1)
    for (piece, length) in junk.enumerated() {
      _ = try arrive([UInt8](repeating: 1, count: length), from: piece * 65_536, of: hash, in: commune)
    }
    // Each round is an exchange with an honest hub: it sends what it is asked for, as far as there is any.
    for _ in 1...4 {
      var given: Set<String> = []
      for awaited in try commune.office.awaited() {
        guard let pieces = awaited.pieces else { continue }
        for piece in pieces.missing {
          let (from, end) = (piece * 65_536 + (awaited.begun[piece] ?? 0), min(size, (piece + 1) * 65_536))
          #expect(from < (piece + 1) * 65_536, "a piece that is asked for goes on within itself")
          guard from < end else { continue }
          _ = try arrive(Array(bytes[from..<end]), from: from, of: hash, in: commune)
          given.insert(hash)
        }
      }
      try update(commune, requested: [hash], given: given)
    }
    #expect(try commune.office.size(of: hash) == size)
  }

  /// An office references hundreds of contents that are never uploaded.
  @Test func whatIsAskedForInVainKeepsNobodyElsesFileBack() throws {
    let commune = try Commune()
    for place in 1...300 { try receive(1, in: commune, of: hash(of: Array("\(place)".utf8)), from: place) }
    let (good, bytes) = content("nội dung")
    try receive(bytes.count, in: commune, of: good, from: 301)
    // All of one office: what was requested in vain waits after what was not.
    var asked: Set<String> = []
    for _ in 1...2 {
      let now = try commune.office.toAskFor(most: 256).map(\.sha256)
      #expect(now.count == 256)
      asked.formUnion(now)
      try update(commune, requested: now, given: [])
    }
    #expect(asked.count == 301 && asked.contains(good))
  }

  @discardableResult
  private func update(
    _ commune: Commune, requested asked: [String], given: Set<String>, longer: Set<String> = []
  ) throws -> Set<String> {
    try commune.office.act(commune.context) { try $0.update(requested: asked, given: given, longer: longer) }
  }

  private func content(_ text: String) -> (hash: String, bytes: [UInt8]) {
    (hash(of: [UInt8](text.utf8)), [UInt8](text.utf8))
  }

  private func hash(of bytes: [UInt8]) -> String {
    var sum = SHA256()
    sum.update(bytes)
    return sum.finish().description
  }

  private func arrive(
    _ bytes: [UInt8], from start: Int = 0, of hash: String, in commune: Commune
  ) throws -> ArrivedPiece {
    try commune.office.act(commune.context) {
      try $0.receive(piece: start / 65_536, at: start % 65_536, of: hash, bytes)
    }
  }

  @Test func whatCannotBeKeptAsItCameIsNotTaken() throws {
    let commune = try Commune()
    for entry in [entry(1, "{\"clerkNamed\":{\"name\":\"a\u{0}b\"}}"), entry(1, "{}", clerk: "a\u{0}b")] {
      #expect(throws: IntakeRefusal.unkeepable(entry.reference)) {
        try commune.office.act(commune.context) { try $0.receive(journal: [entry], after: .zero, isHub: false) }
      }
      #expect(throws: IntakeRefusal.unkeepable(entry.reference)) {
        try commune.office.act(commune.context) {
          try $0.receive(delivered: entry, after: .zero, position: 1, proof: [])
        }
      }
    }
    #expect(try commune.office.verify().isSound)
  }

  /// Foundation skips a byte order mark; SQLite, with which acts are queried, does not.
  @Test func anActThatSQLiteCannotReadIsSetAside() throws {
    let commune = try Commune()
    let act = try StoredAct.text(
      of: .registered(
        .init(
          document: commune.document(), book: "den-2026", arrivalNumber: 1, suffix: nil, arrivalDate: Day(2026, 11, 20),
          reason: nil, arrival: nil)))
    try commune.office.act(commune.context) {
      try $0.receive(journal: [entry(1, "\u{FEFF}" + act)], after: .zero, isHub: false)
    }
    #expect(try commune.office.hasUnknown())
    try commune.office.act(commune.context) { try $0.applyUnknown() }
    #expect(try commune.office.hasUnknown() && commune.office.verify().isSound)
  }

  @Test func anEpochBegunInTheMiddleOfAnotherDoesNotBreakTheChain() throws {
    let commune = try Commune()
    let begun = Act.epochBegun(.init(from: EntryReference(station: other, epoch: 1, sequence: 1)))
    let acts = try [Act.clerkNamed(.init(name: "A")), .clerkNamed(.init(name: "B")), begun].map {
      try StoredAct.text(of: $0)
    }
    try commune.office.act(commune.context) { transaction in
      try transaction.receive(
        journal: acts.enumerated().map { entry($0 + 1, $1) }, after: .zero, isHub: false)
    }
    #expect(try commune.office.verify().findings.map(\.words.english) == [])
  }

  /// A hub of an earlier version delivered such a journal; it says nothing about this file.
  @Test func aColleaguesClockThatGoesBackIsNoDamageOfOurFile() throws {
    let commune = try Commune()
    let named = try StoredAct.text(of: .clerkNamed(.init(name: "A")))
    try commune.office.act(commune.context) { transaction in
      try transaction.receive(
        journal: [2_000, 2_000, 1_000].enumerated().map { entry($0 + 1, named, time: HybridTime(milliseconds: $1)) },
        after: .zero, isHub: false)
    }
    #expect(try commune.office.verify().findings.map(\.words.english) == [])
  }

  @Test func aColleaguesClockBeyondAllCalendarsDoesNotStopOurs() throws {
    let commune = try Commune()
    let late = HybridTime(packed: .max)
    let named = try StoredAct.text(of: .clerkNamed(.init(name: "A")))
    try commune.office.act(commune.context) { transaction in
      try transaction.receive(journal: [entry(1, named, time: late)], after: .zero, isHub: false)
    }
    try commune.register(commune.document())
    #expect(try commune.office.verify().isSound)
  }
}
