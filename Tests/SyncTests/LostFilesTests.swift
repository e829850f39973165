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
    #expect(try reader.office.awaited().count == 1)
    let before = try sender.office.trail(issued).count
    try world.act(sender) { try $0.attach(try $0.current(issued), file: file) }
    // The document has named it all along.
    #expect(try sender.office.trail(issued).count == before && sender.office.lostFiles().isEmpty)
    #expect(try world.sync(sender) == .done)
    #expect(try world.sync(reader) == .done)
    #expect(try reader.office.awaited().isEmpty)
    #expect(try reader.office.verify().contents == 1)
  }
}
