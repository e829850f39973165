import Exchange
import GRDB
import Glibc
import Office
import Records
import Wording

/// A clerk at work: a refusal changes nothing and is no failure.
extension World {
  func work(_ seat: Seat) throws {
    guard !seat.isEmpty, !seat.isForked else { return }
    if goesWrong(.noPages) { try limit(seat, morePages: chance.below(6)) }
    for _ in 0..<chance.below(plan.acts + 1) {
      pass(milliseconds: Int64(chance.below(3_600_000)))
      if goesWrong(.clockJumps) { seat.skew = chance.pick([0, 60_000, -3_600_000, 94_608_000_000, -time]) }
      let mark = seat.disk.mark()
      seat.isFailing = plan.rates[.stationCrash] != nil && chance.one(in: 20)
      do { try act(seat) } catch let refusal as any Refusal { log("refused \(type(of: refusal))") }
      guard seat.isFailing else { continue }
      seat.isFailing = false
      log("desk \(seat.number) power failure at work")
      try seat.crash(since: mark)
    }
    try limit(seat, morePages: nil)
  }

  /// Limits the pages that the disk has left; `nil` for no limit.
  private func limit(_ seat: Seat, morePages: Int?) throws {
    try seat.office.read { db in
      let pages = try morePages.map { try Int.fetchOne(db, sql: "PRAGMA page_count")! + $0 }
      _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages ?? 1_000_000)")
    }
  }

  private func act(_ seat: Seat) throws {
    if try !seat.office.numbersToConfirm(today: today).isEmpty, try confirm(seat) { return }
    let roll = chance.below(100)
    // Without the paper book no clerk writes a number, whatever an old copy of the file says.
    guard try roll >= 62 || !believesWrongly(seat) else { return try handle(seat) }
    switch roll {
    case 0..<12: try register(seat)
    case 12..<32: try issue(seat)
    case 32..<36:
      var draft = document()
      draft.organName = try seat.office.profile.name
      try seat.act { try $0.draft(draft, to: recipients(seat)) }
    case 36..<54: try arrival(seat)
    case 54..<62: try passBook(seat)
    case 62..<90: try handle(seat)
    case 90..<94: try seat.act { _ = try $0.undoLast(of: nil) }
    default: try requests(seat)
    }
  }

  /// After a restore the clerk looks into the paper books; a clerk who does not have all that are asked for waits for
  /// the exchange to clear it up.
  @discardableResult
  func confirm(_ seat: Seat) throws -> Bool {
    let bookStates = try seat.office.numbersToConfirm(today: today)
    // And first for what the hub still holds of the numbers that the backup lacks.
    guard try !seat.office.awaitsHub(), bookStates.allSatisfy({ isOnDesk($0.book, seat) }) else { return false }
    let last = bookStates.map { ($0.book.id, max($0.lastNumber, truth.lastNumber(seat.organ, $0.book.id))) }
    try seat.act { try $0.confirmNumbers(Dictionary(uniqueKeysWithValues: last)) }
    return true
  }

  private func isOnDesk(_ book: Book, _ seat: Seat) -> Bool { truth.papers[seat.organ]?[book.series] == seat.number }

  private func believesWrongly(_ seat: Seat) throws -> Bool {
    try seat.office.custodies().contains { $0.isHere && !isOnDesk($0.bookState.book, seat) }
  }

  /// A paper book is carried to the other desk of the office; the code is read out over the telephone, or comes with
  /// the exchange. The desk that has the paper and waits in vain, because the other PC has burnt meanwhile, takes the
  /// book over by the last number written in it.
  private func passBook(_ seat: Seat) throws {
    guard !seat.isFailing, let other = seats.first(where: { $0.organ == seat.organ && $0 !== seat && !$0.isEmpty }),
      let custody = chance.pick(from: try seat.office.custodies())
    else { return }
    let (book, series) = (custody.bookState.book.id, custody.bookState.book.series)
    if custody.isHere {
      // A code tells of one book: the latest of the series.
      guard let latest = try seat.office.bookStates().first(where: { $0.book.series == series }) else { return }
      let right = try seat.office.numberingRight(of: latest, at: seat.clock)
      guard
        try seat.act({
          try $0.handOver(book, to: other.station); return true
        }) == true
      else { return }
      for custody in try seat.office.custodies() where custody.bookState.book.series == series && custody.isHere {
        // The book of another year is in the same series and goes along.
        try seat.act { try $0.handOver(custody.bookState.book.id, to: other.station) }
      }
      truth.papers[seat.organ]?[series] = other.number
      log("desk \(seat.number) hands \(book) to desk \(other.number)")
      guard chance.one(in: 2), !other.isForked,
        let code = try seat.office.bookStates().first(where: { $0.book.id == latest.book.id }),
        code.holder == other.station.description
      else { return }
      log("desk \(other.number) hears the code")
      var end: Day?
      if case .until(let time) = right { end = Day(unixSeconds: Int(time / 1_000)) }
      try other.act { [end] in
        try $0.takeBook(
          code.book.id, generation: code.generation, last: code.lastNumber, from: seat.station, end: end)
      }
    } else if isOnDesk(custody.bookState.book, seat), chance.one(in: 4) {
      let last = max(custody.bookState.lastNumber, truth.lastNumber(seat.organ, book))
      log("desk \(seat.number) takes \(book) by its paper")
      try seat.act { try $0.recoverBook(book, last: last, reason: "Máy kia hỏng") }
    }
  }

  private func document() -> Document {
    let serial = chance.below(1_000_000)
    return Document(
      code: "", organName: "", issuedDate: today, typeName: chance.pick(["Công văn", "Quyết định", "Bản sao y"]),
      subject: "Về việc thứ \(serial)", urgency: chance.one(in: 5) ? .urgent : .routine,
      signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"))
  }

  func register(_ seat: Seat) throws {
    var paper = document()
    paper.code = "\(chance.below(1_000_000))/UBND-VX"
    paper.organName = "Sở Tài chính"
    let line = try seat.act { try $0.register(paper, arrivedOn: today, reason: "ghi bù") }
    if let line, line.isProvisional { log("desk \(seat.number) registers \(line.reference)") }
  }

  private func recipients(_ seat: Seat) -> [Recipient] {
    let directory = OrganDirectory.shipped
    var recipients: [Recipient] = []
    for _ in 0...chance.below(3) {
      let organ = directory[chance.pick(correspondents)]!
      switch chance.below(8) {
      case 0: recipients.append(Recipient(name: "Công ty TNHH Một Mình"))
      case 1:
        // An office that was merged into it: its documents go to the successor.
        let former = organ.predecessors.first.flatMap { directory[$0] }
        recipients.append(Recipient(name: former?.name ?? organ.name, organID: former?.id ?? organ.id))
      case 2: recipients.append(Recipient(name: organ.name))
      default: recipients.append(Recipient(name: organ.name, organID: organ.id))
      }
    }
    return recipients
  }

  func issue(_ seat: Seat) throws {
    var new = document()
    new.organName = try seat.office.profile.name
    let (recipients, drafts) = (recipients(seat), try lines(seat, "state = 'draft'"))
    let draft = chance.one(in: 3) ? chance.pick(from: drafts) : nil
    let issued = try seat.act { try $0.issue(new, to: recipients, draft: draft, reason: "ghi bù") }
    if let issued, chance.one(in: 2) { try attach(seat, issued) }
    // Taken back before it has left the PC; drawn from the subject, so that no other draw changes.
    if let issued, new.subject.hasSuffix("7") { try seat.act { try $0.recall(issued, reason: "Ký nhầm") } }
  }

  private func attach(_ seat: Seat, _ line: DocumentLine) throws {
    // The same content now and then: it is transferred once.
    let bytes = chance.one(in: 4) ? [1, 2, 3, 4] : chance.bytes(1 + chance.below(1 << plan.contentBits))
    let path = "\(folder)/tệp-\(chance.below(1000)).pdf"
    Disk.write(bytes, path)
    // If the document names the content already, and only the bytes are missing, no entry says that they are here.
    truth.clerksBytes[Hash256(of: bytes), default: []].insert(seat.organ)
    try seat.act { try $0.attach(line, file: path) }
    unlink(path)
  }

  func lines(_ seat: Seat, _ condition: String) throws -> [DocumentLine] {
    let ids = try seat.office.read {
      try Int64.fetchAll($0, sql: "SELECT id FROM document WHERE \(condition) ORDER BY id")
    }
    return try seat.office.lines(ids: ids)
  }

  private func arrival(_ seat: Seat) throws {
    guard let line = chance.pick(from: try lines(seat, "state = 'arrived'")) else { return }
    if chance.one(in: 6) {
      if chance.one(in: 3) { try seat.act { try $0.sendBack(line, reason: "Gửi nhầm") } }
      return
    }
    try seat.act {
      try $0.register(line.document, arrivedOn: today, anyway: "vẫn ghi", reason: "ghi bù", arrival: line)
    }
  }

  private func handle(_ seat: Seat) throws {
    guard let line = chance.pick(from: try lines(seat, "state <> 'reserved'")) else { return }
    let note = "việc \(chance.below(100_000))"
    switch chance.below(11) {
    case 0: try seat.act { try $0.submit(line, to: "Chủ tịch") }
    case 1, 2:
      let role: Assignment.Role = chance.one(in: 4) ? .forInformation : .lead
      try seat.act { try $0.route(line, to: [Assignment(unit: note, role: role)], instruction: note) }
    case 3: try seat.act { try $0.progress(line, note: note) }
    case 4: try seat.act { try $0.settle(line, note: note) }
    case 5: try seat.act { try $0.sendBack(line, reason: note) }
    case 6: if chance.one(in: 3) { try seat.act { try $0.void(line, reason: note) } }
    case 7: try seat.act { try $0.correct(line, .subject, to: note, reason: "gõ sai") }
    case 8: try attach(seat, line)
    case 9:
      if let file = chance.pick(from: try seat.office.files(line)) {
        try seat.act { try $0.detach(line, file.sha256, reason: nil) }
      }
    default: try seat.act { _ = try $0.undo(line) }
    }
  }

  private func requests(_ seat: Seat) throws {
    if let line = chance.pick(from: try lines(seat, "requests > 0")), chance.one(in: 2) {
      if chance.one(in: 2) {
        try seat.act { try $0.agree(line) }
      } else {
        try seat.act { try $0.disagree(line, reason: "Đã xong") }
      }
    } else if let line = chance.pick(from: try lines(seat, "state = 'issued'")) {
      try seat.act { try $0.recall(line, reason: "Ký nhầm") }
    }
  }
}
