import Foundation
import Records

/// The lists that the program's agencies are made from: those of Cao Bằng before and after 1 July 2025, and the
/// ministries.
enum OrganLists {
  static let reform = Day(2025, 7, 1)

  static func organs() throws -> [Organ] {
    let communes = try rows("communes")
    let formers = try rows("former-communes")
    var successor: [Substring: Substring] = [:]
    for commune in communes {
      for code in commune[2].split(separator: ",") { successor[code] = commune[0] }
    }
    return agencies(try rows("agencies")) + communes.flatMap(commune)
      + formers.flatMap { former($0, successor: successor[$0[0]]) } + districts(formers)
  }

  /// Returns the lines that are not comments, split at tabs.
  private static func rows(_ list: String) throws -> [[Substring]] {
    let path = #filePath.replacing("OrganLists.swift", with: "\(list).tsv")
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
  }

  private static func agencies(_ rows: [[Substring]]) -> [Organ] {
    var predecessors: [Substring: [Organ.ID]] = [:]
    for row in rows where !row[8].isEmpty { predecessors[row[8], default: []].append(String(row[0])) }
    return rows.map { row in
      func field(_ place: Int) -> String? { row[place].isEmpty ? nil : String(row[place]) }
      return Organ(
        id: String(row[0]), name: String(row[1]), symbol: field(2), level: Organ.Level(rawValue: String(row[3]))!,
        code: field(4), newCode: field(5), validFrom: field(6).flatMap { Day($0) },
        validTo: field(7).flatMap { Day($0) },
        predecessors: predecessors[row[0]] ?? [], successors: field(8).map { [$0] } ?? [])
    }
  }

  /// Returns the three bodies of a unit that issue documents: People's Committee, People's Council, Party committee.
  private static func bodies(of unit: String) -> [(key: String, name: String, symbol: String?, isParty: Bool)] {
    let partyName: String
    let partySymbol: String?
    if unit.hasPrefix("huyện") {
      (partyName, partySymbol) = ("Huyện ủy" + unit.dropFirst("huyện".count), nil)
    } else if unit.hasPrefix("thành phố") {
      (partyName, partySymbol) = ("Thành ủy" + unit.dropFirst("thành phố".count), nil)
    } else {
      (partyName, partySymbol) = ("Đảng ủy \(unit)", "ĐU")
    }
    return [
      ("ubnd", "UBND \(unit)", "UBND", false), ("hdnd", "HĐND \(unit)", "HĐND", false),
      ("du", partyName, partySymbol, true),
    ]
  }

  private static func commune(_ row: [Substring]) -> [Organ] {
    let predecessors = row[2].split(separator: ",")
    return bodies(of: lowerFirst(row[1])).map { body in
      Organ(
        id: "xa-2025-\(row[0])/\(body.key)", name: body.name, symbol: body.symbol,
        level: body.isParty ? .party : .commune,
        validFrom: reform, parentName: "tỉnh Cao Bằng", predecessors: predecessors.map { "xa-\($0)/\(body.key)" })
    }
  }

  private static func former(_ row: [Substring], successor: Substring?) -> [Organ] {
    bodies(of: lowerFirst(row[1])).map { body in
      Organ(
        id: "xa-\(row[0])/\(body.key)", name: body.name, symbol: body.symbol, level: body.isParty ? .party : .commune,
        validTo: Day(2025, 6, 30), parentName: lowerFirst(row[3]),
        successors: successor.map { ["xa-2025-\($0)/\(body.key)"] } ?? [])
    }
  }

  private static func districts(_ formers: [[Substring]]) -> [Organ] {
    var seen: Set<Substring> = []
    return formers.filter { seen.insert($0[2]).inserted }.flatMap { row in
      bodies(of: lowerFirst(row[3])).map { body in
        Organ(
          id: "huyen-\(row[2])/\(body.key)", name: body.name, symbol: body.symbol,
          level: body.isParty ? .party : .district,
          validTo: Day(2025, 6, 30), parentName: "tỉnh Cao Bằng")
      }
    }
  }

  private static func lowerFirst(_ name: Substring) -> String { name.prefix(1).lowercased() + name.dropFirst() }
}
