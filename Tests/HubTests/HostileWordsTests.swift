import CommandWords
import Foundation
import GRDB
import Records
import TestProvince
import TestSupport
import Testing
import Wording

@testable import Hub
@testable import vanthu_hub

/// Texts of others in what the administrator reads; and data that an attacker has prepared.
struct HostileWordsTests {
  let world = try! World()
  let folder = TemporaryFolder()

  private func run(_ line: [String]) throws -> Outcome {
    let (options, rest) = try HubOptions.read(line + ["--data", "\(folder.path)/hub"], environment: [:])
    let (command, words) = try HubCommand.named(rest)
    return try command.run(options, try command.declaration.parse(words, others: HubOptions.parameters))
  }

  @Test func aNameOfAFileOnAStickBeginsNoLine() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    try folder.write("usb/vanthu/to-hub/a\n12 gói đã trả lời\t\u{1B}[2J\u{202E}.vtp", "x")
    let lines = try run(["answer", "\(folder.path)/usb"]).lines
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("a 12 gói đã trả lời ") && lines[1].hasPrefix("0 gói đã trả lời"))
    #expect(!lines[0].contains { $0 == "\t" || $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test func namesOfOfficesAndStationsStayInTheirColumns() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    let hub = try Hub.open("\(folder.path)/hub")
    _ = try hub.code(for: "ubnd-tinh")
    let list = try run(["offices", "--all"]).lines
    try hub.database.write { db in
      try db.execute(
        sql:
          """
          UPDATE organs SET json = json_set(json, '$.name', json_extract(json, '$.name') || char(10) || 'Giả' || \
          char(9) || 'Giả')
          """
      )
    }
    for (line, honest) in zip(try run(["offices", "--all"]).lines, list) {
      #expect(line.count { $0 == "\t" } == honest.count { $0 == "\t" } && !line.contains("\n"))
    }
    #expect(try run(["codes"]).lines.count == 1)
  }

  @Test(arguments: [
    "CREATE TRIGGER zz AFTER INSERT ON entries BEGIN UPDATE entries SET clerk = 'x'; END", "CREATE VIEW zz AS SELECT 1",
    "DROP TRIGGER auditStays; CREATE TRIGGER zz BEFORE UPDATE ON audit BEGIN SELECT 1; END",
  ])
  func dataThatActsByItselfIsNotOpened(_ sql: String) throws {
    let made = try Hub.create("\(folder.path)/hub", name: "Tỉnh", system: world.system)
    #expect(try made.verify().faults.isEmpty)
    try made.database.writeWithoutTransaction { try $0.execute(sql: sql) }
    #expect(throws: HubStorageRefusal.altered("\(folder.path)/hub", "zz")) { try Hub.open("\(folder.path)/hub") }
    #expect(throws: HubStorageRefusal.altered("\(folder.path)/hub", "zz")) { try run(["verify"]) }
  }

  @Test func aTableOfSomebodyElseIsNamed() throws {
    let made = try Hub.create("\(folder.path)/hub", name: "Tỉnh", system: world.system)
    try made.database.writeWithoutTransaction { try $0.execute(sql: "CREATE TABLE ghi (chu TEXT)") }
    let faults = try Hub.open("\(folder.path)/hub", system: world.system).verify().faults
    #expect(faults.count == 1 && faults[0].vietnamese.contains("ghi"))
  }
}
