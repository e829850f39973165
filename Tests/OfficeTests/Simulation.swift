import GRDB
import Records
import TestSupport
import Wording

@testable import Office

/// An office in which random days pass: verbs that are right and verbs that are not, several clerks, undo, corrections,
/// the change of the year, lines taken over from older books, restores.
final class Simulation {
  var commune: Commune
  var chance: Chance
  let folder = TemporaryFolder()
  private let path: String?
  private var serial = 0
  /// A word that no other one begins with: a search finds the beginnings of words.
  private var word: String { "y\(1000 + serial)" }
  /// Words of instructions that were undone: the search must not find them.
  private(set) var withdrawn: [String] = []

  init(seed: Int) throws {
    chance = Chance(seed)
    path = seed % 4 == 0 ? "\(folder.path)/office.vanthu" : nil
    commune = try Commune(Day(2026, 12, 20), file: path)
  }

  /// Does one thing a clerk may do; a refusal changes nothing and is no failure.
  func step() throws {
    serial += 1
    commune.context.clerk = chance.pick(["Văn thư 1", "Văn thư 2", "Nông Thị Ánh"])
    commune.context.milliseconds += Int64(chance.below(3_600_000)) - 100_000
    if chance.one(in: 12) { commune.context.day = commune.context.day.adding(days: chance.below(6)) }
    do { try act() } catch is any Refusal {}
  }

  private func act() throws {
    let office = commune.office
    if try office.mustConfirmNumbers(), chance.one(in: 3) { return try confirm() }
    switch chance.below(24) {
    case 0...4: try office.act(commune.context) { try register($0) }
    case 5: try office.act(commune.context) { try self.import($0) }
    case 6...7: try office.act(commune.context) { try issue($0) }
    case 8: try office.act(commune.context) { try $0.draft(draftDocument(), to: recipients()) }
    case 9...17: if let line = try anyLine() { try office.act(commune.context) { try handle(line, $0) } }
    case 18:
      let clerk = chance.one(in: 2) ? nil : commune.context.clerk
      try office.act(commune.context) { try $0.undoLast(of: clerk) }
    case 19: if let line = try anyLine() { try office.act(commune.context) { try $0.undo(line) } }
    case 20: try office.act(commune.context, together: true) { try bulk($0) }
    case 21: try office.act(commune.context) { try keepHouse($0) }
    case 22: try handleAndTakeBack()
    default: if chance.one(in: 3) { try restore() }
    }
  }

  private func register(_ transaction: OfficeTransaction) throws {
    var typed = Document(
      code: chance.one(in: 6) ? "" : "\(serial)/UBND-VX",
      organName: chance.pick(["UBND tỉnh Cao Bằng", "Sở Nội vụ", ""]),
      issuedDate: commune.context.day.adding(days: -chance.below(4)),
      typeName: chance.pick(["Công văn", "Quyết định"]),
      subject: "Về việc thứ \(serial)", urgency: chance.pick(Urgency.allCases))
    fill(&typed)
    let waits = try Int.fetchOne(
      transaction.db, sql: "SELECT number FROM document WHERE state = 'reserved' AND direction = 'incoming'")
    try transaction.register(
      typed, secrecy: chance.one(in: 20) ? .secret : .open,
      arrivedOn: commune.context.day.adding(days: chance.one(in: 5) ? -3 : 0),
      anyway: chance.one(in: 2) ? "vẫn ghi" : nil,
      reason: chance.one(in: 2) ? "ghi bù" : nil, number: chance.one(in: 2) ? waits : nil)
  }

  private func `import`(_ transaction: OfficeTransaction) throws {
    guard let bookState = try BookState.all(transaction.db).randomElement(using: &chance),
      !transaction.mustConfirmNumbers
    else { return }
    var document = Document(
      code: "\(serial)/SNV-CC", organName: "Sở Nội vụ", issuedDate: Day(bookState.book.year, 1, 5),
      typeName: "Công văn",
      subject: "Sổ cũ \(serial)")
    fill(&document)
    try transaction.write(
      .registerImported(
        .init(
          document: document, book: bookState.book.id, number: bookState.lastNumber + 1 + chance.below(3),
          suffix: chance.one(in: 8) ? "a" : nil, day: Day(bookState.book.year, 1, 6), toPlaces: "Tư pháp",
          state: chance.pick([.completed, .accepted]))))
  }

  private func draftDocument() -> Document {
    var document = Document(
      code: "", organName: Commune.profile.name, issuedDate: commune.context.day,
      typeName: chance.pick(["Quyết định", "Bản sao y"]),
      subject: "Dự thảo thứ \(serial)", signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"))
    fill(&document)
    return document
  }

  /// Gives some of the fields that no verb asks for a value; also those that are added to the table later.
  private func fill(_ document: inout Document) {
    for field in Field.allCases where document.value(of: field).isEmpty && field != .code && chance.one(in: 5) {
      document.set(field, to: field.example(serial))
    }
  }

  private func recipients() -> [Recipient] {
    chance.one(in: 10) ? [] : [Recipient(name: "Sở Nội vụ"), Recipient(name: "Xã Bế Văn Đàn", group: "Các xã")]
  }

  private func issue(_ transaction: OfficeTransaction) throws {
    let drafts = try DocumentLine.fetchAll(
      transaction.db, sql: "SELECT \(DocumentLine.columns) FROM document WHERE state = 'draft'")
    let draft = chance.one(in: 2) ? drafts.randomElement(using: &chance) : nil
    let waits = try Int.fetchOne(
      transaction.db, sql: "SELECT number FROM document WHERE state = 'reserved' AND direction = 'outgoing'")
    let replaced = chance.one(in: 3) ? try any("direction = 'outgoing' AND state = 'issued'", transaction) : nil
    let answered = chance.one(in: 3) ? try any("state IN ('accepted', 'completed')", transaction) : nil
    try transaction.issue(
      draftDocument(), to: recipients(), draft: draft, number: chance.one(in: 2) ? waits : nil, replaces: replaced,
      answers: [answered].compactMap(\.self))
  }

  private func any(_ condition: String, _ transaction: OfficeTransaction) throws -> DocumentLine? {
    try DocumentLine.fetchAll(
      transaction.db, sql: "SELECT \(DocumentLine.columns) FROM document WHERE \(condition) ORDER BY id"
    ).randomElement(using: &chance)
  }

  private func anyLine() throws -> DocumentLine? {
    let count = try commune.office.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM document")! }
    guard count > 0 else { return nil }
    let offset = chance.below(count)
    return try commune.office.read { db in
      try DocumentLine.fetchOne(
        db, sql: "SELECT \(DocumentLine.columns) FROM document ORDER BY id LIMIT 1 OFFSET ?", arguments: [offset])
    }
  }

  private func handle(_ line: DocumentLine, _ transaction: OfficeTransaction) throws {
    let due = chance.one(in: 2) ? commune.context.day.adding(days: chance.below(9) - 2) : nil
    switch chance.below(13) {
    case 0: try transaction.submit(line, to: "Chủ tịch")
    case 1...2:
      let roles: [Assignment.Role] = chance.one(in: 4) ? [.forInformation] : [.lead, .cooperating]
      try transaction.route(
        line, to: roles.map { Assignment(unit: "Đơn vị \($0.rawValue)", role: $0, dueDate: due) },
        instruction: "ý kiến \(word)")
    case 3: try transaction.progress(line, note: "đã làm p\(serial)")
    case 4:
      let answer = chance.one(in: 2) ? try any("direction = 'outgoing' AND state = 'issued'", transaction) : nil
      try transaction.settle(line, answer: answer, note: chance.one(in: 2) ? "xong" : nil)
    case 5: try transaction.sendBack(line, reason: "gửi nhầm")
    case 6: try transaction.void(line, reason: "sai")
    case 7: try transaction.discard(line)
    case 8: try transaction.redraft(line, draftDocument(), to: recipients())
    case 9:
      let field = chance.pick(Field.allCases)
      try transaction.correct(line, field, to: chance.one(in: 6) ? "" : field.example(serial), reason: "gõ sai")
    case 11: if let copy = try anyArrival(transaction) { try transaction.merge(copy, into: line) }
    case 10:
      try transaction.attach(line, file: folder.write("scan.txt", "nội dung tệp t\(chance.one(in: 3) ? 0 : serial)"))
    default: if line.files > 0 { try transaction.detach(line, "scan.txt", reason: nil) }
    }
  }

  private func anyArrival(_ transaction: OfficeTransaction) throws -> DocumentLine? {
    try DocumentLine.fetchAll(
      transaction.db, sql: "SELECT \(DocumentLine.columns) FROM document WHERE direction = 'incoming'"
    ).randomElement(using: &chance)
  }

  private func bulk(_ transaction: OfficeTransaction) throws {
    for line in try DocumentLine.fetchAll(
      transaction.db, sql: "SELECT \(DocumentLine.columns) FROM document WHERE state = 'accepted' LIMIT 3")
    {
      try transaction.route(line, to: [Assignment(unit: "Văn phòng", role: .lead)])
      if chance.one(in: 2) { try transaction.progress(line, note: "ngay") }
    }
  }

  private func keepHouse(_ transaction: OfficeTransaction) throws {
    switch chance.below(4) {
    case 0: try transaction.nameGroup("Nhóm \(chance.below(3))", members: [Recipient(name: "Xã \(serial)")])
    case 1: try transaction.nameOrgan("Cơ quan \(chance.below(4))", code: "H14.\(serial)")
    case 2:
      try transaction.setCalendar(
        2027, [Holiday(day: Day(2027, 1, 1), kind: .off, name: "Tết \(serial)", source: "thử")])
    default:
      try transaction.openBook(
        Book(series: "di-qd", direction: .outgoing, year: 2027, name: "Sổ quyết định", typeNames: ["Quyết định"]))
    }
  }

  /// Undo restores exactly the line as it was, and its place in the search.
  private func handleAndTakeBack() throws {
    guard let before = try anyLine() else { return }
    let card = try commune.office.card(before)
    try commune.office.act(commune.context) { try handle(before, $0) }
    guard try commune.office.trail(before).count > card.trail.count else { return }
    let undone = try commune.office.act(commune.context) { try $0.undo(before) }
    withdrawn.append(word)
    let after = try commune.office.card(before)
    guard undone.lines == [before], after.line == card.line, after.assignments == card.assignments,
      after.recipients == card.recipients, after.files == card.files
    else { throw Broken.promise("undo of \(undone.words.english) gave \(undone.lines), it was \(before)") }
  }

  private func confirm() throws {
    let asked = try commune.office.numbersToConfirm(today: commune.context.day)
    let last = asked.map { ($0.book.id, $0.lastNumber + (chance.one(in: 2) ? chance.below(4) : 0)) }
    try commune.office.act(commune.context) { try $0.confirmNumbers(Dictionary(uniqueKeysWithValues: last)) }
  }

  private func restore() throws {
    guard let path else { return }
    let backup = "\(folder.path)/backup.vanthu"
    try commune.office.backup(to: backup)
    for _ in 0..<chance.below(4) { try? act() }
    try commune.office.database.close()
    commune.office = try Office.restore(from: backup, to: path, context: commune.context).office
  }
}

enum Broken: Error { case promise(String) }
