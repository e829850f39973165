/// An agency that sends or receives documents: UBND xã Đàm Thủy, Sở Nội vụ tỉnh Cao Bằng, Bộ Tài chính.
///
/// Agencies are born, merge and die: a commune's code passes to another unit, and its name to a third. So an organ has a key of its
/// own, the days it existed, and links to what it came from and what took its place.
public struct Organ: Hashable, Sendable, Identifiable, Codable {
  /// Ours alone and never changed; a clerk sees it only where a name would not do.
  public let id: String
  /// As it signs: `UBND xã Đàm Thủy`.
  public let name: String
  /// As it stands in a symbol: `UBND`, `BTC`.
  public let symbol: String?
  public let level: Level
  /// Its code by QCVN 102:2016, lowest level first: `000.00.00.H14`.
  public let code: String?
  /// Its code by Decision 20/2020/QĐ-TTg, highest level first: `H14`.
  public let newCode: String?
  /// The first and the last day it existed, as far as they are known.
  public let validFrom: Day?
  public let validTo: Day?
  /// What tells it from its namesakes: the district of a former commune.
  public let parentName: String?
  public let predecessors: [Organ.ID]
  public let successors: [Organ.ID]

  public enum Level: String, Codable, Sendable, CaseIterable {
    case province
    case commune
    case department
    case ministry
    case party
    case district
    case other
  }

  public init(
    id: String, name: String, symbol: String? = nil, level: Level, code: String? = nil, newCode: String? = nil,
    validFrom: Day? = nil, validTo: Day? = nil, parentName: String? = nil, predecessors: [Organ.ID] = [],
    successors: [Organ.ID] = []
  ) {
    self.id = id
    self.name = name
    self.symbol = symbol
    self.level = level
    self.code = code
    self.newCode = newCode
    self.validFrom = validFrom
    self.validTo = validTo
    self.parentName = parentName
    self.predecessors = predecessors
    self.successors = successors
  }

  public func exists(on day: Day) -> Bool {
    if let validFrom, day < validFrom { return false }
    if let validTo, day > validTo { return false }
    return true
  }

  /// The name, and for one that is no more what tells it apart: `UBND xã Hưng Đạo (huyện Bảo Lạc, đến 30/06/2025)`.
  public var label: String {
    let details = [validTo == nil ? nil : parentName, validTo.map { "đến \($0.display)" }].compactMap { $0 }
    return details.isEmpty ? name : "\(name) (\(details.joined(separator: ", ")))"
  }
}
