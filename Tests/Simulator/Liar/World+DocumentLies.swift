import Exchange
import Records

/// Lies about documents and books.
extension World {
  /// Returns an entry of another station; its own, while none has written anything.
  func anyEntry(_ liar: Liar) -> EntryReference {
    liar.chance.pick(from: truth.names) ?? EntryReference(station: liar.station, epoch: 1, sequence: 1)
  }

  /// Returns one of the documents that others issued; half of the time one it was sent.
  func othersDocument(_ liar: Liar) -> EntryReference? {
    let sent = liar.received.filter { $0.act.hasPrefix("{\"issued\"") }.map(\.reference)
    if liar.chance.one(in: 2), let one = liar.chance.pick(from: sent) { return one }
    return liar.chance.pick(from: truth.issues)
  }

  func changeOthersDocuments(_ liar: Liar) throws {
    guard let document = othersDocument(liar) else { return }
    let file = liar.file(Hash256(of: liar.chance.bytes(9)), 10)
    let content = liar.document(self, name: try ownName(liar))
    let acts: [Act] = [
      .recalled(.init(document: document, reason: "Thu hồi")), .voided(.init(document: document, reason: "Hủy")),
      .corrected(.init(document: document, field: .subject, old: "", new: "Nội dung khác", reason: "Sửa")),
      .corrected(.init(document: document, field: .organName, old: "", new: content.organName, reason: "Sửa")),
      .attached(.init(document: document, file: file)),
      .detached(.init(document: document, sha256: file.sha256, reason: nil)),
      .undone(.init(entry: document, document: document)), .undone(.init(entry: anyEntry(liar), document: document)),
      .settled(.init(document: document, answer: nil, note: "xong")),
      .sentBack(.init(document: document, reason: "trả")),
      .redrafted(.init(document: document, content: content, to: liar.everybody(self))),
      .draftDiscarded(.init(document: document)),
      .registered(
        .init(
          document: content, book: "den-\(today.year)", arrivalNumber: 1 + liar.chance.below(50), suffix: nil,
          arrivalDate: today, reason: nil, arrival: document)),
    ]
    for act in acts where liar.chance.one(in: 2) { try liar.write(act, in: self) }
    if liar.chance.one(in: 2) { _ = try liar.issue(content, in: self, to: liar.everybody(self), draft: document) }
    if liar.chance.one(in: 2) { _ = try liar.issue(content, in: self, replaces: document) }
    try exchange(liar)
  }

  func reportForOthers(_ liar: Liar) throws {
    for _ in 0..<(1 + liar.chance.below(4)) {
      guard let document = othersDocument(liar) else { return }
      let other = liar.chance.pick(organs + [liar.organ])
      let recipient = liar.chance.one(in: 2) ? other : OrganDirectory.shipped[other]?.name ?? other
      try liar.write(
        .reported(
          .init(
            document: document, recipient: recipient, status: liar.chance.pick(DeliveryStatus.allCases),
            note: "đã xong",
            answers: liar.chance.one(in: 2) ? anyEntry(liar) : nil)), in: self)
    }
    try exchange(liar)
  }

  func takeOthersBooks(_ liar: Liar) throws {
    let (den, di) = ("den-\(today.year)", "di-\(today.year)")
    let generation = liar.chance.pick([1, 2, 3, 1_023, 1_000_000])
    let content = liar.document(self, name: try ownName(liar))
    let acts: [Act] = [
      .custodyRecovered(.init(book: liar.chance.pick([den, di]), generation: generation, last: 5, reason: "Máy cháy")),
      .custodyHandedOver(
        .init(book: den, generation: generation, to: liar.chance.pick(seats).station.description, last: 9_999)),
      .numbersConfirmed(.init(book: di, last: liar.chance.pick([1, 100, 2_000_000, .max]))),
      .issued(
        .init(
          document: content, book: di, number: liar.chance.pick([-1, 0, 1, 1_000_000, .max]), suffix: nil,
          to: liar.some(self), draft: nil, reason: nil, files: nil, replaces: nil)),
      .issued(
        .init(
          document: content, book: "khong-co-2026", number: 1, suffix: "z", to: liar.some(self), draft: nil,
          reason: nil,
          files: nil, replaces: nil)),
      .bookOpened(
        .init(
          book: Book(series: "di", direction: .outgoing, year: liar.chance.pick([today.year, 1, 99_999]), name: "Sổ"))),
    ]
    for act in acts where liar.chance.one(in: 2) { try liar.write(act, in: self) }
    try exchange(liar)
  }

  func liveInOtherTimes(_ liar: Liar) throws {
    let name = try ownName(liar)
    let isInOrder = liar.chance.one(in: 2)
    for _ in 0..<2 {
      var document = liar.document(self, name: name)
      document.issuedDate = liar.chance.pick([Day.first, Day.last, today])
      let time = HybridTime(
        packed: liar.chance.pick([1, .max, HybridTime.endless.packed, HybridTime.endless.packed - 1]))
      let issued = try liar.write(
        .issued(
          .init(
            document: document, book: "di-\(today.year)", number: 1_000 + liar.chance.below(1_000), suffix: nil,
            to: liar.some(self), draft: nil, reason: nil, files: nil, replaces: nil)), in: self,
        day: liar.chance.pick([Day.first, Day.last]), time: time, isInOrder: isInOrder)
      try liar.write(
        .recalled(.init(document: issued.reference, reason: "Ký nhầm")), in: self, time: HybridTime(packed: 1),
        isInOrder: isInOrder)
    }
    var greeting = liar.greeting(at: liar.chance.pick([0, 1 << 50, time]))
    greeting.held = liar.greeting(at: time).held
    try exchange(liar, greeting)
    if !isInOrder { liar.forgetWhatIsNotHeld() }
    // After the last possible time there is only another epoch.
    if liar.stories[liar.epoch]?.entries.last?.time.packed == .max { try liar.beginEpoch(in: self) }
  }

  func doUnknownActs(_ liar: Liar) throws {
    let issued = try liar.issue(liar.document(self, name: ownName(liar)), in: self)
    for text in [
      "{\"doubled\":{\"document\":\"\(issued.reference)\"}}", "{}", "[]",
      "{\"recalled\":{\"document\":\"x\",\"reason\":1}}",
      "{\"issued\":{\"to\":[]}}",
    ] where liar.chance.one(in: 2) {
      let entry = liar.write(text, day: today, time: HybridTime(milliseconds: time))
      truth.add(entry.reference, liar.hash(of: entry)!.bytes, text, of: liar.organ, isOnPaper: false)
    }
    try exchange(liar)
  }
}
