import Foundation
import GRDB
import Records
import Sync
import TestSupport
import Testing

@testable import Office

/// A file that nobody has any more is waited for by nobody: the exchange ends, its name is told, and the same file
/// attached again is sent.
struct LostFilesTests {
  private static let (sender, reader) = ("so-noi-vu", "xa-2025-01351/ubnd")
  private let world: ExchangeWorld
  private let folder = TemporaryFolder()
  private let file: String

  init() throws {
    world = try ExchangeWorld()
    file = "\(folder.path)/quét.pdf"
    try Data((0..<90_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }).write(to: URL(fileURLWithPath: file))
  }

  @Test func whatWasDestroyedWithItsDocumentIsNotSent() throws {
    let (sender, reader) = (try world.found(Self.sender), try world.found(Self.reader))
    let issued = try world.issue(sender, to: [Self.reader])
    try world.sync(sender)
    try world.sync(reader)
    let arrived = try world.inbox(reader)[0]
    try world.act(reader) {
      try $0.attach(
        try $0.register(arrived.document, arrivedOn: reader.day, arrival: arrived), file: file)
    }
    try world.act(sender) { _ = try $0.recall(try $0.current(issued), reason: "Ký nhầm") }
    try world.sync(sender)
    // Its acts go, the file does not come so far.
    try world.sync(reader) { $0 > 4_000 }
    let registered = try reader.office.find("1", today: reader.day)
    try world.act(reader) { try $0.agree(registered) }
    for _ in 1...2 { #expect(try world.sync(reader) == .done) }
    #expect(try reader.office.unsent() == (0, 0))
    #expect(try reader.office.lostFiles().isEmpty)
  }

  @Test func whatBurntIsToldByNameAndIsSentWhenItIsAttachedAgain() throws {
    let (sender, reader) = (try world.found(Self.sender), try world.found(Self.reader))
    let issued = try world.issue(sender, to: [Self.reader], attach: [file])
    try sender.office.database.write {
      try $0.execute(sql: "DELETE FROM piece; DELETE FROM content; DELETE FROM fileText")
    }
    for _ in 1...2 { #expect(try world.sync(sender) == .done) }
    try world.sync(reader)
    #expect(try sender.office.unsent() == (0, 0))
    let lost = try sender.office.lostFiles().map { "\($0.file) \($0.document.reference)" }
    #expect(lost == ["quét.pdf \(issued.reference)"])
    // The reader is told, and waits no more.
    #expect(try reader.office.awaited().isEmpty && reader.office.lostElsewhere() == 1)
    #expect(try world.sync(reader) == .done)
    let arrived = try world.inbox(reader)[0]
    let file = try #require(try reader.office.files(arrived).first)
    #expect(
      throws: FileRefusal.underway(
        "quét.pdf", AwaitedFile(size: 90_000, arrived: 0, sender: "Sở Nội vụ tỉnh Cao Bằng", isLost: true))
    ) {
      try reader.office.save(file, to: "\(self.folder.path)/ra.pdf")
    }
    #expect(
      try reader.office.card(arrived).awaited[file.sha256]?.words.vietnamese
        == "không còn ở nơi gửi (Sở Nội vụ tỉnh Cao Bằng)")
    // It is said once.
    #expect(try sender.office.trail(issued).count { $0.entry.act.name == .contentMissing } == 1)
    for seat in [sender, reader] { #expect(try seat.office.verify().findings.map(\.words.english).count <= 1) }
    let before = try sender.office.trail(issued).count
    try world.act(sender) { try $0.attach(try $0.current(issued), file: self.file) }
    // The document has named it all along.
    #expect(try sender.office.trail(issued).count == before && sender.office.lostFiles().isEmpty)
    #expect(try world.sync(sender) == .done)
    #expect(try world.sync(reader) == .done)
    #expect(try reader.office.wanted().isEmpty)
    #expect(try reader.office.verify().contents == 1)
  }

  /// The PC that attached it burnt, and a colleague has the same file.
  @Test func aColleagueAttachesTheSameFile() throws {
    let (sender, reader) = (try world.found(Self.sender), try world.found(Self.reader))
    let issued = try world.issue(sender, to: [Self.reader], attach: [file])
    try sender.office.database.write {
      try $0.execute(sql: "DELETE FROM piece; DELETE FROM content; DELETE FROM fileText")
    }
    try world.sync(sender)
    let colleague = try world.fill(Self.sender, .join, at: "\(folder.path)/hai.db", as: "hai")
    try world.sync(colleague)
    // It did not attach the file, so it is not for it to say; but its clerk reads it.
    let line = try colleague.office.find(issued.reference, today: colleague.day)
    #expect(try colleague.office.lostFiles().isEmpty && colleague.office.lostElsewhere() == 1)
    #expect(try colleague.office.card(line).awaited.values.map(\.words.vietnamese) == ["không còn ở máy đã kèm"])
    try world.sync(reader)
    #expect(try reader.office.lostElsewhere() == 1)
    try world.act(colleague) { try $0.attach(line, file: self.file) }
    for seat in [colleague, reader, sender] { #expect(try world.sync(seat) == .done) }
    for seat in [colleague, reader, sender] {
      #expect(try seat.office.wanted().isEmpty && seat.office.lostFiles().isEmpty)
      #expect(try seat.office.verify().findings.map(\.words.english) == [])
    }
  }
}
