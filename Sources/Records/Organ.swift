/// An agency that sends or receives documents: UBND xã Đàm Thủy, Sở Nội vụ tỉnh Cao Bằng, Bộ Tài chính.
///
/// Agencies are founded, merged and dissolved: a commune's code passes to another unit, and its name to a third. So an
/// agency has a key of its own, the days it existed, and links to its predecessors and successors.
public struct Organ: Hashable, Sendable, Identifiable, Codable {
  /// The key, used only in this program and never changed; a clerk sees it only where a name is not enough.
  public let id: String
  /// The name as it signs: `UBND xã Đàm Thủy`.
  public let name: String
  /// Its part of a symbol: `UBND`, `BTC`.
  public let symbol: String?
  public let level: Level
  /// Its code by QCVN 102:2016, lowest level first: `000.00.00.H14`.
  public let code: String?
  /// Its code by Decision 20/2020/QĐ-TTg, highest level first: `H14`.
  public let newCode: String?
  /// The first and the last day of its existence, as far as known.
  public let validFrom: Day?
  public let validTo: Day?
  /// The unit above it, which distinguishes it from its namesakes: the district of a former commune.
  public let parentName: String?
  public let predecessors: [Organ.ID]
  public let successors: [Organ.ID]
  /// The bodies it issues documents for besides itself: its People's Council, its advisory bodies. `nil` if none were
  /// stated: then they are derived from names and keys (`issues(_:)`).
  public let issuesFor: [Organ.ID]?

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
    successors: [Organ.ID] = [], issuesFor: [Organ.ID]? = nil
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
    self.issuesFor = issuesFor
  }

  /// Returns the same agency, issuing for these bodies and no others.
  public func issuing(for bodies: [Organ.ID]?) -> Organ {
    Organ(
      id: id, name: name, symbol: symbol, level: level, code: code, newCode: newCode, validFrom: validFrom,
      validTo: validTo, parentName: parentName, predecessors: predecessors, successors: successors, issuesFor: bodies)
  }

  public func exists(on day: Day) -> Bool {
    if let validFrom, day < validFrom { return false }
    if let validTo, day > validTo { return false }
    return true
  }

  /// The name; for a former agency with what distinguishes it: `UBND xã Hưng Đạo (huyện Bảo Lạc, đến 30/06/2025)`.
  public var label: String {
    let details = [validTo == nil ? nil : parentName, validTo.map { "đến \($0.display)" }].compactMap { $0 }
    return details.isEmpty ? name : "\(name) (\(details.joined(separator: ", ")))"
  }
}
