import Exchange
import Records

/// What a liar writes into its journal.
extension Liar {
  /// Writes an act of today, by the clock of the world.
  @discardableResult
  func write(
    _ act: Act, in world: World, day: Day? = nil, time: HybridTime? = nil, isInOrder: Bool = true
  ) throws -> StoredEntry {
    let entry = write(
      try StoredAct.text(of: act), day: day ?? world.today,
      time: time ?? HybridTime(milliseconds: max(0, world.tick())), isInOrder: isInOrder)
    world.truth.add(
      entry.reference, hash(of: entry)!.bytes, entry.act, of: organ, isOnPaper: false)
    world.whisper("\(entry.reference) \(entry.act.prefix(400))")
    return entry
  }

  /// Founds the office as others do.
  func found(in world: World, name: String) throws {
    try write(.founded(.init(office: OfficeProfile(organID: organ, name: name, place: name))), in: world)
    try write(.clerkNamed(.init(name: "Kẻ Gian")), in: world)
    guard !isColleague else { return }
    for book in Book.usual(year: world.today.year) { try write(.bookOpened(.init(book: book)), in: world) }
  }

  /// Continues in another epoch, as a station does whose file was restored.
  func beginEpoch(in world: World) throws {
    let last = EntryReference(
      station: station, epoch: epoch, sequence: stories[epoch]?.entries.count ?? 0)
    epoch += 1 + chance.below(3)
    try write(.epochBegun(.init(from: last)), in: world)
  }

  func document(_ world: World, name: String, organID: String? = nil) -> Document {
    Document(
      code: "\(lastNumber)/UBND", organName: name, organID: organID, issuedDate: world.today,
      typeName: chance.pick(["Công văn", "Quyết định"]), subject: "Về việc giả \(chance.below(1_000_000))",
      urgency: chance.one(in: 3) ? .flash : .routine, signer: Signer(position: "Chủ tịch", fullName: "Nông Văn Thật"))
  }

  func issue(
    _ document: Document, in world: World, to recipients: [Recipient]? = nil, draft: EntryReference? = nil,
    files: [StoredFile]? = nil, replaces: EntryReference? = nil
  ) throws -> StoredEntry {
    lastNumber += 1
    return try write(
      .issued(
        .init(
          document: document, book: "di-\(world.today.year)", number: lastNumber, suffix: nil,
          to: recipients ?? some(world), draft: draft, reason: nil, files: files, replaces: replaces)), in: world)
  }

  /// Returns some of the honest offices.
  func some(_ world: World) -> [Recipient] {
    (0...chance.below(3)).map { _ in
      let organ = chance.pick(world.organs)
      return Recipient(name: OrganDirectory.shipped[organ]?.name ?? organ, organID: organ)
    }
  }

  func everybody(_ world: World) -> [Recipient] {
    world.organs.map { Recipient(name: OrganDirectory.shipped[$0]?.name ?? $0, organID: $0) }
  }

  func file(_ hash: Hash256, _ size: Int) -> StoredFile {
    StoredFile(name: "phụ lục.pdf", sha256: hash.description, size: size, mediaType: "application/pdf")
  }

  /// Returns the name of an agency that it is not: of the others, of its predecessors, of the province, of ministries;
  /// or one it makes up.
  func wrongName(_ world: World) -> (name: String, id: String?) {
    let directory = OrganDirectory.shipped
    func spoken(_ organ: Organ) -> (String, String?) {
      switch chance.below(3) {
      case 0: (organ.name, nil)
      case 1: (organ.name, organ.id)
      // The name of the other and the id of its own.
      default: (organ.name, self.organ)
      }
    }
    switch chance.below(7) {
    case 0, 1: return spoken(directory[chance.pick(world.organs.filter { $0 != organ })]!)
    case 2: return spoken(chance.pick(directory.organs.filter { $0.level == .ministry || $0.level == .province }))
    case 3:
      // A predecessor of another office.
      let other = directory[chance.pick(world.organs.filter { $0 != organ })]
      let former = other?.predecessors.first.flatMap { directory[$0] }
      return spoken(former ?? directory[world.organs[0]]!)
    case 4: return ("Ủy ban nhân dân tỉnh Cao Bằng", chance.one(in: 2) ? organ : nil)
    case 5: return ("Tổ công tác số \(chance.below(100))", chance.one(in: 2) ? "khong-co/\(chance.below(9))" : nil)
    // A name that looks like another: with a zero-width blank.
    default:
      let name = directory[chance.pick(world.organs.filter { $0 != organ })]!.name
      return (name + "\u{200B}", organ)
    }
  }
}
