import Vietnamese

/// The type of a document, "tên loại": Quyết định, Công văn …
///
/// The twenty-nine types of administrative documents and three types of copies (Decree 30/2020, article 7, Annex III
/// §I), other types that arrive, and any other name printed on a paper: the list is open. Stored as its name.
public struct DocumentType: Hashable, Sendable {
  public let name: String
  /// As printed in a symbol; case and marks matter (`QyĐ` is not `QĐ`). Công văn and Thư công have none.
  public let abbreviation: String?
  public let group: Group

  public enum Group: Hashable, Sendable {
    case administrative
    case copy
    /// Types with a series of their own and the year in the code: `01/2025/QĐ-UBND`.
    case normative
    /// Types that are only received, and names that are on no list.
    case other
  }

  /// Finds the type by any spelling of its name; a name that is on no list is kept as it is written.
  public init(named name: String) {
    if let place = DocumentType.places[name] {
      self = DocumentType.all[place]
    } else {
      self = DocumentType.find(name) ?? DocumentType(cleaned(name), nil, .other)
    }
  }

  init(_ name: String, _ abbreviation: String?, _ group: Group) {
    self.name = name
    self.abbreviation = abbreviation
    self.group = group
  }

  /// Công văn, the official letter between agencies: the only type that is not named in the symbol.
  public static let officialLetter = DocumentType("Công văn", nil, .administrative)

  /// The twenty-nine types of article 7, in the order of the law.
  public static let administrative: [DocumentType] = [
    .init("Nghị quyết", "NQ", .administrative), .init("Quyết định", "QĐ", .administrative),
    .init("Chỉ thị", "CT", .administrative), .init("Quy chế", "QC", .administrative),
    .init("Quy định", "QyĐ", .administrative), .init("Thông cáo", "TC", .administrative),
    .init("Thông báo", "TB", .administrative), .init("Hướng dẫn", "HD", .administrative),
    .init("Chương trình", "CTr", .administrative), .init("Kế hoạch", "KH", .administrative),
    .init("Phương án", "PA", .administrative), .init("Đề án", "ĐA", .administrative),
    .init("Dự án", "DA", .administrative), .init("Báo cáo", "BC", .administrative),
    .init("Biên bản", "BB", .administrative), .init("Tờ trình", "TTr", .administrative),
    .init("Hợp đồng", "HĐ", .administrative), officialLetter,
    .init("Công điện", "CĐ", .administrative), .init("Bản ghi nhớ", "BGN", .administrative),
    .init("Bản thỏa thuận", "BTT", .administrative), .init("Giấy ủy quyền", "GUQ", .administrative),
    .init("Giấy mời", "GM", .administrative), .init("Giấy giới thiệu", "GGT", .administrative),
    .init("Giấy nghỉ phép", "GNP", .administrative), .init("Phiếu gửi", "PG", .administrative),
    .init("Phiếu chuyển", "PC", .administrative), .init("Phiếu báo", "PB", .administrative),
    .init("Thư công", nil, .administrative),
  ]

  /// Copies: one series for the three types (Annex I, part II §II.1).
  public static let copies: [DocumentType] = [
    .init("Bản sao y", "SY", .copy), .init("Bản trích sao", "TrS", .copy), .init("Bản sao lục", "SL", .copy),
  ]

  /// Other types that a commune receives.
  public static let incoming: [DocumentType] = [
    .init("Luật", nil, .normative), .init("Pháp lệnh", nil, .normative), .init("Lệnh", "L", .normative),
    .init("Nghị định", "NĐ", .normative), .init("Thông tư", "TT", .normative),
    .init("Thông tư liên tịch", "TTLT", .normative), .init("Nghị quyết liên tịch", "NQLT", .normative),
    .init("Nghị quyết (QPPL)", "NQ", .normative), .init("Quyết định (QPPL)", "QĐ", .normative),
    .init("Kết luận", "KL", .other), .init("Thông tri", "TTri", .other), .init("Đơn khiếu nại", nil, .other),
    .init("Đơn tố cáo", nil, .other), .init("Đơn kiến nghị", nil, .other), .init("Đơn đề nghị", nil, .other),
    .init("Đơn thư", nil, .other), .init("Bản án", "BA", .other), .init("Giấy xác nhận", "GXN", .other),
    .init("Giấy chứng nhận", "GCN", .other),
  ]

  /// All types that are offered, the law's first.
  public static let all = administrative + copies + incoming

  /// Returns the symbol for a document of this type: `QĐ-UBND`; for a công văn the agency and the field, `UBND-VX`, or
  /// `UBND` alone.
  public func notation(for agency: String, field: String = "") -> String {
    let groups = abbreviation.map { [$0, agency] } ?? [agency, field]
    return groups.filter { !$0.isEmpty }.joined(separator: "-")
  }
}

extension DocumentType: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(named: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
