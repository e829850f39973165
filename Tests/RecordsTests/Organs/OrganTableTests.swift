import Foundation
import TestSupport
import Testing
import Vietnamese

@testable import Records

/// The table that the program searches says what the lists say that it was made from.
struct OrganTableTests {
  private let shipped = OrganDirectory.shipped
  private let listed = OrganDirectory((try? OrganLists.organs()) ?? [])

  private static let data =
    #filePath.replacing("Tests/RecordsTests/Organs/OrganTableTests.swift", with: "") + "Sources/Records/Data/"

  /// After a change of a list: `VANTHU_RECORD=1 swift test --filter OrganTableTests`, and once more without.
  @Test func theFilesOfTheTableAreMadeFromTheLists() throws {
    let (lines, index) = try made()
    for (name, bytes) in [("organs.tsv", lines), ("organs.index", index)] {
      let file = URL(fileURLWithPath: OrganTableTests.data + name)
      if ProcessInfo.processInfo.environment["VANTHU_RECORD"] != nil { try Data(bytes.utf8).write(to: file) }
      #expect(try String(contentsOf: file, encoding: .utf8) == bytes, "\(name) is not what the lists say")
    }
  }

  private func made() throws -> (lines: String, index: String) {
    var lines = ""
    var places: [String: [Int]] = [:]
    for organ in try OrganLists.organs() {
      for key in OrganIndexKey.all(of: organ) { places[key.description, default: []].append(lines.utf8.count) }
      let fields = OrganTable.Column.allCases.map { field($0, of: organ) }
      #expect(fields.allSatisfy { !$0.contains("\t") && !$0.contains("\n") })
      lines += fields.joined(separator: "\t") + "\n"
    }
    let keys = places.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let index = keys.map { "\($0)\t\(places[$0, default: []].map(String.init).joined(separator: ","))\n" }
    return (lines, index.joined())
  }

  private func field(_ column: OrganTable.Column, of organ: Organ) -> String {
    switch column {
    case .id: organ.id
    case .name: organ.name
    case .symbol: organ.symbol ?? ""
    case .level: organ.level.rawValue
    case .code: organ.code ?? ""
    case .newCode: organ.newCode ?? ""
    case .validFrom: organ.validFrom?.description ?? ""
    case .validTo: organ.validTo?.description ?? ""
    case .parentName: organ.parentName ?? ""
    case .predecessors: organ.predecessors.joined(separator: ",")
    case .successors: organ.successors.joined(separator: ",")
    case .words: searchTokens(organ.name).joined(separator: " ")
    }
  }

  @Test func allAgenciesAreInTheTableInTheirOrder() {
    #expect(shipped.organs.count > 700)
    #expect(shipped.organs == listed.organs)
  }

  @Test func everyKeyFindsTheSameAgencies() {
    for organ in listed.organs {
      for key in OrganIndexKey.all(of: organ) {
        #expect(shipped.organs(with: key) == listed.organs(with: key), "\(key)")
      }
    }
  }

  @Test func aKeyThatNobodyHasFindsNothing() {
    var random = SeededRandom(seed: 1)
    for organ in listed.organs {
      // Before, between and behind all keys.
      let near =
        organ.id.prefix(Int.random(in: 0...organ.id.count, using: &random)) + "!~z".prefix(1 + organ.id.count % 3)
      #expect(shipped[String(near)] == nil)
    }
    for id in ["", "\t", "\n", "i:", "ubnd-tinh\t", "ubnd-tinh\n", "~", "\u{10FFFF}"] { #expect(shipped[id] == nil) }
  }

  @Test(arguments: ["ubnd dt", "u", "sở", "hđnd xã", "bộ tài chính", "hung dao", "tp cao bang", "xyz"])
  func completionProposesTheSame(typed: String) {
    for day in [Day(2025, 6, 1), Day(2026, 3, 5)] {
      #expect(shipped.matching(typed, on: day, limit: 50) == listed.matching(typed, on: day, limit: 50))
    }
  }

  @Test func whatIsAddedReplacesTheAgencyWithTheSameKeyAndNoOther() throws {
    let old = try #require(shipped["ubnd-tinh"])
    let renamed = Organ(id: old.id, name: "UBND tỉnh Thử", level: .province, code: "000.00.00.H99")
    let new = Organ(id: "htx", name: "HTX Bản Giốc", level: .other)
    let directory = shipped.adding([renamed]).adding([new])
    #expect(directory.organs.count == shipped.organs.count + 1)
    #expect(directory[old.id] == renamed && directory["htx"] == new)
    #expect(directory.organs(withCode: "H14").isEmpty)
    #expect(directory.organs(withCode: "000.00.00.H99") == [renamed])
    #expect(directory.namesakes(old.name, on: Day(2026, 3, 5)).isEmpty)
    #expect(directory.matching("tinh thu", on: Day(2026, 3, 5)).first == renamed)
    #expect(directory.matching("ban gioc", on: Day(2026, 3, 5)).first == new)
    #expect(shipped.adding([]).organs == shipped.organs)
  }
}
