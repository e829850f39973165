import Vietnamese
import Wording

/// A filter of the search: its names (folded, Vietnamese then English) and how the text after the colon is read.
public struct SearchFilter: Sendable {
  public let names: [String]
  public let summary: Bilingual
  public let example: String
  let meaning: Meaning

  enum Meaning: Sendable {
    case column(SearchQuery.Column)
    case direction, year, state, type, urgency, number, due, day, file, place
  }

  public static let all: [SearchFilter] = [
    .init(
      ["tu", "coquan", "from", "organ"], Bilingual("cơ quan ban hành", "issuing agency"), "tu:\"sở nội vụ\"",
      .column(.organ)),
    .init(
      ["den", "nguoi", "to", "person"], Bilingual("nơi nhận, đơn vị, người ký", "recipient, unit, signer"),
      "den:\"tư pháp\"", .column(.people)),
    .init(["so", "code"], Bilingual("số, ký hiệu", "reference code"), "so:15/qd", .column(.code)),
    .init(["trichyeu", "subject"], Bilingual("trích yếu", "subject"), "trichyeu:đường", .column(.subject)),
    .init(["ghichu", "note"], Bilingual("ghi chú, ý kiến", "notes, instructions"), "ghichu:gấp", .column(.note)),
    .init(["noidung", "content"], Bilingual("chữ trong tệp", "text of files"), "noidung:dự toán", .column(.content)),
    .init(["soden", "arrival"], Bilingual("số đến", "arrival number"), "soden:57", .number),
    .init(["chieu", "direction"], Bilingual("đến hay đi", "incoming or outgoing"), "chieu:den", .direction),
    .init(["loai", "type"], Bilingual("loại văn bản", "document type"), "loai:qd", .type),
    .init(["khan", "urgency"], Bilingual("độ khẩn", "urgency"), "khan:hoatoc", .urgency),
    .init(["nam", "year"], Bilingual("năm đăng ký", "year"), "nam:2026", .year),
    .init(
      ["ngay", "date"], Bilingual("ngày đăng ký, một ngày hay khoảng", "day of registration, one or a range"),
      "ngay:1/3..15/3", .day),
    .init(
      ["han", "due"], Bilingual("hạn: qua, khong, ngày, khoảng", "due: late, none, a day, a range"), "han:qua", .due),
    .init(["trangthai", "state"], Bilingual("trạng thái", "state"), "trangthai:dang", .state),
    .init(["tep", "file"], Bilingual("có tệp: co, khong", "has a file: yes, no"), "tep:co", .file),
    .init(
      ["o", "at"],
      Bilingual(
        "văn bản đi còn ở đâu: may, usb, thu, tinh, giu, giu-lai",
        "where an outgoing one is: pc, stick, mail, hub, held, kept"),
      "o:tinh", .place),
  ]

  init(_ names: [String], _ summary: Bilingual, _ example: String, _ meaning: Meaning) {
    self.names = names
    self.summary = summary
    self.example = example
    self.meaning = meaning
  }

  /// - Parameter name: folded; `trang-thai` is `trangthai`.
  static func named(_ name: String) -> SearchFilter? {
    let name = name.filter { $0 != "-" }
    return all.first { $0.names.contains(name) }
  }

  /// Adds the filter with its typed value to the query. A value that is still being typed and not understood yet is
  /// ignored.
  func read(_ piece: SearchQuery.Piece, _ name: String, _ today: Day, into query: inout SearchQuery) throws {
    let (text, isTyping) = (piece.text, piece.isTyping)
    if text.isEmpty { return }
    if piece.isExcluded {
      guard case .column = meaning else { throw SearchRefusal.excluded(name) }
    }
    switch meaning {
    case .column(let column):
      query.add(text, column, piece)
    case .direction:
      switch searchTokens(text).joined() {
      case "den", "incoming": query.filters.append(.direction(.incoming))
      case "di", "outgoing": query.filters.append(.direction(.outgoing))
      default: try refuse(text, name, isTyping)
      }
    case .year:
      guard let year = Int(text), Day.years.contains(year) else { return try refuse(text, name, isTyping) }
      query.filters.append(.year(year))
    case .number:
      guard let number = Int(text) else { return try refuse(text, name, isTyping) }
      query.filters.append(.number(number))
    case .type:
      if let type = DocumentType.find(text) {
        query.filters.append(.type(type.name))
      } else if let type = DocumentType.matching(text, limit: 1).first {
        query.filters.append(.type(type.name))
      } else {
        try refuse(text, name, isTyping)
      }
    case .urgency:
      do { query.filters.append(.urgency(try Urgency.reading(text))) } catch { try refuse(text, name, isTyping) }
    case .state:
      let typed = fold(text).filter { $0 != " " && $0 != "-" }
      if !typed.isEmpty, "bitralai".hasPrefix(typed) || typed.count > 3 && "cameback".hasPrefix(typed) {
        return query.filters.append(.cameBack)
      }
      if ["trave", "back"].contains(typed) { return query.filters.append(.returned(includingSeen: true)) }
      if ["chuaxem", "unseen"].contains(typed) { return query.filters.append(.returned(includingSeen: false)) }
      let states = Processing.allCases.filter { state in
        let vietnamese = searchTokens(state.words.vietnamese)
        let names = [vietnamese.joined(), vietnamese.dropFirst().joined(), state.rawValue.lowercased()]
        return names.contains { $0.hasPrefix(typed) }
      }
      if states.isEmpty { try refuse(text, name, isTyping) } else { query.filters.append(.state(states)) }
    case .due:
      switch searchTokens(text).joined() {
      case "qua", "quahan", "late", "overdue": query.filters.append(.due(.overdue))
      case "khong", "none": query.filters.append(.due(.none))
      default:
        guard let range = days(text, today, .future) else { return try refuse(text, name, isTyping) }
        query.filters.append(.due(.range(from: range.0, through: range.1)))
      }
    case .day:
      guard let range = days(text, today, .past) else { return try refuse(text, name, isTyping) }
      query.filters.append(.day(from: range.0, through: range.1))
    case .place:
      switch searchTokens(text).joined() {
      case "may", "maynay", "pc": query.filters.append(.place(.here))
      case "usb", "thu", "stick", "mail": query.filters.append(.place(.carrier))
      case "tinh", "hub": query.filters.append(.place(.hub))
      case "giu", "bigiu", "held": query.filters.append(.place(.held))
      case "giulai", "dagiulai", "kip", "thuhoikip", "kept": query.filters.append(.place(.keptBack))
      default: try refuse(text, name, isTyping)
      }
    case .file:
      switch searchTokens(text).joined() {
      case "co", "yes": query.filters.append(.hasFile)
      case "khong", "no": query.filters.append(.noFile)
      default: try refuse(text, name, isTyping)
      }
    }
  }

  private func refuse(_ text: String, _ name: String, _ isTyping: Bool) throws {
    guard isTyping else { throw SearchRefusal.filter(name: name, typed: text, example: example) }
  }

  /// Reads `5/3`, `1/3..15/3`, `<5/3` (before), `>5/3` (after).
  private func days(_ text: String, _ today: Day, _ toward: Day.Direction) -> (Day?, Day?)? {
    func day(_ text: some StringProtocol) -> Day? { try? Day.reading(String(text), today: today, toward: toward) }
    if text.hasPrefix("<") { return day(text.dropFirst()).map { (nil, $0.adding(days: -1)) } }
    if text.hasPrefix(">") { return day(text.dropFirst()).map { ($0.adding(days: 1), nil) } }
    if let dots = text.firstIndex(of: "."), text[dots...].hasPrefix("..") {
      let (from, through) = (text[..<dots], text[text.index(dots, offsetBy: 2)...])
      if from.isEmpty { return day(through).map { (nil, $0) } }
      if through.isEmpty { return day(from).map { ($0, nil) } }
      guard let from = day(from), let through = day(through) else { return nil }
      return (from, through)
    }
    return day(text).map { ($0, $0) }
  }
}

extension SearchQuery {
  /// Whether a word before a colon is a filter.
  ///
  /// - Parameter name: folded.
  public static func hasFilter(_ name: String) -> Bool { SearchFilter.named(name) != nil }
}
