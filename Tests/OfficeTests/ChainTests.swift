import ChildProcess
import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// docs/internals/journal.md says how a chain is checked with sqlite3 and sha256sum; this does so, and uses no code of
/// ours.
struct ChainTests {
  @Test func aStrangerWithTheDocumentAloneCanCheckTheChain() throws {
    let folder = TemporaryFolder()
    let commune = try Commune(file: "\(folder.path)/office.vanthu")
    try commune.fill(3)
    try commune.office.act(commune.context, together: true) { transaction in
      for number in 1...2 {
        let line = try commune.office.lineForTest(number, transaction)
        try transaction.route(line, to: [Assignment(unit: "Tư pháp", role: .lead)])
      }
    }
    try commune.office.backup(to: "\(folder.path)/backup")
    let office = try Office.restore(
      from: "\(folder.path)/backup", to: "\(folder.path)/second", context: commune.context
    )
    .office

    let rows = try office.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT station || '.' || epoch || '.' || sequence || char(10) || time || char(10) || day || char(10) || clerk
            || char(10) || ifnull(grouped, '') || char(10) || act || char(10), lower(hex(hash))
          FROM journal ORDER BY station, epoch, sequence
          """)
    }
    #expect(rows.count == 5 + 3 + 2 + 1)
    var previous = String(repeating: "00", count: 32)
    for row in rows {
      let bytes = bytes(previous) + Array("vanthu 1\n".utf8) + Array((row[0] as String).utf8)
      previous = try sha256sum(bytes, folder)
      #expect(previous == row[1])
    }
    #expect(try office.read { try String.fetchOne($0, sql: "SELECT lower(hex(hash)) FROM station") } == previous)
  }

  private func bytes(_ hexadecimal: String) -> [UInt8] {
    stride(from: 0, to: hexadecimal.count, by: 2).map { index in
      let start = hexadecimal.index(hexadecimal.startIndex, offsetBy: index)
      return UInt8(hexadecimal[start...].prefix(2), radix: 16)!
    }
  }

  private func sha256sum(_ bytes: [UInt8], _ folder: TemporaryFolder) throws -> String {
    let path = try folder.write("entry", bytes)
    let output = ChildProcess.run(["/usr/bin/sha256sum", path], patience: 5, most: 1000)?.output ?? []
    return String(String(decoding: output, as: UTF8.self).prefix(64))
  }
}

extension Office {
  fileprivate func lineForTest(_ number: Int, _ transaction: OfficeTransaction) throws -> DocumentLine {
    try DocumentLine.fetchOne(
      transaction.db, sql: "SELECT \(DocumentLine.columns) FROM document WHERE number = ?", arguments: [number])!
  }
}
