import Records
import Vietnamese
import Wording

/// The agencies of a province as a tab-separated file. The first line names the columns, in any order and in either
/// language. Only the name, and a key or a code, are required.
public enum OrgansFile {
  enum Column: CaseIterable {
    case id, name, symbol, level, code, newCode, validFrom, validTo, parent, predecessors, successors, issuesFor

    /// Accepted headers, folded.
    var names: [String] {
      switch self {
      case .id: ["id", "key", "khoa"]
      case .name: ["name", "ten", "ten co quan", "co quan"]
      case .symbol: ["symbol", "ky hieu"]
      case .level: ["level", "cap"]
      case .code: ["code", "ma", "ma dinh danh", "ma cu"]
      case .newCode: ["new code", "ma moi", "ma dinh danh moi"]
      case .validFrom: ["valid from", "from", "tu ngay", "hieu luc tu"]
      case .validTo: ["valid to", "to", "den ngay", "hieu luc den"]
      case .parent: ["parent", "thuoc", "cap tren", "co quan cap tren"]
      case .predecessors: ["predecessors", "truoc la", "co quan truoc"]
      case .successors: ["successors", "sau la", "co quan sau", "thay bang"]
      case .issuesFor: ["issues for", "ban hanh thay", "phat hanh thay"]
      }
    }
  }

  /// Reads the file. What a line leaves out of a known agency stays as it is.
  ///
  /// - Throws: `OrgansFileRefusal`, for the first invalid line.
  public static func read(_ bytes: [UInt8], known directory: OrganDirectory, today: Day) throws -> [Organ] {
    guard bytes.count <= 16 << 20, var text = String(validating: bytes, as: UTF8.self) else {
      throw OrgansFileRefusal.notText
    }
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    let lines = textLines(text)
    var columns: [Column?]?
    var organs: [Organ] = []
    var lineOf: [Organ.ID: Int] = [:]
    for (index, line) in lines.enumerated() {
      guard !line.hasPrefix("#"), line.contains(where: { !$0.isWhitespace }) else { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map { cleaned(String($0)) }
      guard let known = columns else {
        columns = try header(fields, line: index + 1)
        continue
      }
      let organ = try organ(fields, known, line: index + 1, directory, today)
      if let earlier = lineOf.updateValue(index + 1, forKey: organ.id) {
        throw OrgansFileRefusal.twice(line: index + 1, organ.id, earlier: earlier)
      }
      organs.append(organ)
    }
    guard columns != nil else { throw OrgansFileRefusal.empty }
    for organ in organs {
      for id in organ.predecessors + organ.successors + (organ.issuesFor ?? [])
      where directory[id] == nil && lineOf[id] == nil {
        throw OrgansFileRefusal.unknownOrgan(line: lineOf[organ.id] ?? 0, id)
      }
    }
    return organs
  }

  private static func header(_ fields: [String], line: Int) throws -> [Column?] {
    let columns = try fields.map { field -> Column? in
      let name = fold(field)
      guard !name.isEmpty else { return nil }
      guard let column = Column.allCases.first(where: { $0.names.contains(name) }) else {
        throw OrgansFileRefusal.unknownColumn(line: line, field)
      }
      return column
    }
    guard columns.contains(.name), columns.contains(.id) || columns.contains(.code) || columns.contains(.newCode) else {
      throw OrgansFileRefusal.noName(line: line)
    }
    for column in Column.allCases where columns.filter({ $0 == column }).count > 1 {
      throw OrgansFileRefusal.unknownColumn(line: line, column.names[0])
    }
    return columns
  }

  private static func organ(
    _ fields: [String], _ columns: [Column?], line: Int, _ directory: OrganDirectory, _ today: Day
  ) throws -> Organ {
    guard fields.count <= columns.count || fields[columns.count...].allSatisfy(\.isEmpty) else {
      throw OrgansFileRefusal.tooMany(line: line)
    }
    func field(_ column: Column) -> String? {
      guard let place = columns.firstIndex(of: column), place < fields.count, !fields[place].isEmpty else { return nil }
      return fields[place]
    }
    guard let name = field(.name) else { throw OrgansFileRefusal.noName(line: line) }
    let codes = [field(.code), field(.newCode)].compactMap { $0?.uppercased() }
    let id: Organ.ID
    if let written = field(.id) {
      id = written.lowercased()
    } else if let code = codes.first {
      // The only agency that has the code now, otherwise the one whose key it is.
      let coded = directory.organs(withCode: code).filter { $0.exists(on: today) }
      id = coded.count == 1 ? coded[0].id : code.lowercased()
    } else {
      throw OrgansFileRefusal.noName(line: line)
    }
    guard id.utf8.count <= 100, !id.contains(" ") else { throw OrgansFileRefusal.badID(line: line, id) }
    let known = directory[id]
    func day(_ column: Column) throws -> Day? {
      guard let text = field(column) else { return nil }
      do { return try Day.reading(text, today: today) } catch let refusal as DayRefusal {
        throw OrgansFileRefusal.day(line: line, refusal.words)
      }
    }
    func ids(_ column: Column) -> [Organ.ID]? {
      field(column)?.split { $0 == "," || $0 == ";" || $0 == " " }.map { $0.lowercased() }
    }
    return Organ(
      id: id, name: name, symbol: field(.symbol) ?? known?.symbol,
      level: try field(.level).map { try level($0, line: line) } ?? known?.level ?? .other,
      code: field(.code)?.uppercased() ?? known?.code, newCode: field(.newCode)?.uppercased() ?? known?.newCode,
      validFrom: try day(.validFrom) ?? known?.validFrom, validTo: try day(.validTo) ?? known?.validTo,
      parentName: field(.parent) ?? known?.parentName, predecessors: ids(.predecessors) ?? known?.predecessors ?? [],
      successors: ids(.successors) ?? known?.successors ?? [], issuesFor: ids(.issuesFor) ?? known?.issuesFor)
  }

  private static func level(_ text: String, line: Int) throws -> Organ.Level {
    let folded = fold(text)
    if let level = Organ.Level(rawValue: folded) { return level }
    switch folded {
    case "tinh", "cap tinh": return .province
    case "xa", "phuong", "cap xa", "xa, phuong": return .commune
    case "so", "ban", "nganh", "so, ban, nganh", "so nganh": return .department
    case "bo", "trung uong": return .ministry
    case "dang", "co quan dang": return .party
    case "huyen", "cap huyen": return .district
    case "khac": return .other
    default: throw OrgansFileRefusal.level(line: line, text)
    }
  }
}

/// An error in a file of agencies, and its line.
public enum OrgansFileRefusal: Refusal, Equatable {
  case notText
  case empty
  case unknownColumn(line: Int, String)
  case noName(line: Int)
  case tooMany(line: Int)
  case twice(line: Int, String, earlier: Int)
  case badID(line: Int, String)
  case level(line: Int, String)
  case day(line: Int, Bilingual)
  case unknownOrgan(line: Int, String)

  public var words: Bilingual {
    switch self {
    case .notText:
      Bilingual(
        "Tệp không phải văn bản UTF-8; hãy lưu lại bằng UTF-8.", "The file is not UTF-8 text; save it as UTF-8.")
    case .empty:
      Bilingual(
        "Tệp trống; dòng đầu phải là tên các cột, cách nhau bằng phím Tab.",
        "The file is empty; its first line must name the columns, separated by tabs.")
    case .unknownColumn(let line, let name):
      Bilingual(
        "Dòng \(line): không rõ cột “\(name)”, hoặc cột này ghi hai lần; xem vanthu-hub help offices import.",
        "Line \(line): the column “\(name)” is not known, or occurs twice; see vanthu-hub help offices import.")
    case .noName(let line):
      Bilingual(
        "Dòng \(line): phải có tên cơ quan (name) và khóa (id) hoặc mã (code); hãy ghi thêm.",
        "Line \(line): the name, and a key (id) or a code, are required; add them.")
    case .tooMany(let line):
      Bilingual(
        "Dòng \(line): nhiều ô hơn số cột; xem lại dấu Tab.",
        "Line \(line): more fields than columns; check the tabs.")
    case .twice(let line, let id, let earlier):
      Bilingual(
        "Dòng \(line): cơ quan \(id) đã có ở dòng \(earlier); giữ lại một dòng.",
        "Line \(line): agency \(id) is already in line \(earlier); keep one of them.")
    case .badID(let line, let id):
      Bilingual(
        "Dòng \(line): khóa “\(id)” quá dài hoặc có dấu cách; hãy ghi liền, dưới 100 chữ.",
        "Line \(line): the key “\(id)” is too long or has a space; write it as one word of less than 100 characters.")
    case .level(let line, let text):
      Bilingual(
        "Dòng \(line): không rõ cấp “\(text)”; ghi tỉnh, xã, sở, bộ, đảng, huyện hoặc khác.",
        "Line \(line): the level “\(text)” is not known; write province, commune, department, "
          + "ministry, party, district or other."
      )
    case .day(let line, let words):
      Bilingual("Dòng \(line): \(words.vietnamese)", "Line \(line): \(words.english)")
    case .unknownOrgan(let line, let id):
      Bilingual(
        "Dòng \(line): không có cơ quan “\(id)” trong danh mục và trong tệp; hãy ghi đúng khóa.",
        "Line \(line): there is no agency “\(id)” in the tree or the file; write its key.")
    }
  }
}
