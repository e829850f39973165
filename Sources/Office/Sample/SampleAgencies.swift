import Records

/// The agencies that send documents to a sample office: those of the shipped directory, the superiors most often, each
/// with its own signatories and its own running numbers.
struct SampleAgencies {
  private let organs: [Organ]
  private let chance: Weighted
  private var signers: [[Signer]] = []
  private var numbers: [Series: Int] = [:]

  private struct Series: Hashable {
    // By name: two communes with the same name would look like one sender.
    var organ: String
    var type: String
    var year: Int
  }

  /// The agencies that are drawn most often (the first places of Zipf's law), before and after the districts were
  /// abolished.
  private static let first = ["ubnd-tinh", "huyen-047/ubnd", "vp-ubnd-tinh", "so-noi-vu", "so-tai-chinh", "tinh-uy"]

  init(writingTo own: String, _ words: SampleWords, _ random: inout SampleRandom) {
    let shipped = OrganDirectory.shipped.organs.filter { $0.symbol != nil && !$0.name.hasSuffix(own) }
    let known = Dictionary(shipped.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let head = SampleAgencies.first.compactMap { known[$0] }
    organs = head + shipped.filter { !SampleAgencies.first.contains($0.id) }
    chance = .zipf(organs.count)
    for organ in organs {
      let list = organ.level == .ministry ? "ministerial" : "position"
      signers.append((0..<3).map { _ in Signer(position: words.entry(list, &random), fullName: words.person(&random)) })
    }
  }

  /// Draws an agency that existed on that day.
  func draw(on day: Day, _ random: inout SampleRandom) -> (organ: Organ, signer: Signer) {
    while true {
      let place = chance.draw(&random)
      guard organs[place].exists(on: day) else { continue }
      return (organs[place], signers[place][random.below(3)])
    }
  }

  /// Draws one of the document types that an agency issues.
  static func typeName(of organ: Organ, _ words: SampleWords, _ random: inout SampleRandom) -> String {
    func one(_ names: [String]) -> String { names[random.below(names.count)] }
    switch organ.id {
    case "chinh-phu": return one(["Nghị định", "Nghị quyết", "Công điện"])
    case "thu-tuong": return one(["Quyết định", "Chỉ thị", "Công điện"])
    default: break
    }
    if organ.level == .ministry, random.chance(0.3) { return "Thông tư" }
    if organ.symbol == "HĐND", random.chance(0.5) { return "Nghị quyết" }
    if organ.level == .party, random.chance(0.2) { return "Kết luận" }
    return words.entry("type", &random)
  }

  /// Returns the agency's next code. The agency also writes to others, so its numbers have gaps here.
  mutating func code(
    _ organ: Organ, _ typeName: String, on day: Day, field: String, _ random: inout SampleRandom
  ) -> String {
    let series = Series(organ: organ.name, type: typeName, year: day.year)
    let number = numbers[series, default: 0] + random.among(1...4)
    numbers[series] = number
    let type = DocumentType(named: typeName)
    let symbol = organ.symbol ?? ""
    if organ.level == .party {
      return DocumentCode.numbered(number, notation: "").display + "-\(type.abbreviation ?? "CV")/\(symbol)"
    }
    let isNormative = type.group == .normative
    return DocumentCode.numbered(
      number, year: isNormative ? day.year : nil, notation: type.notation(for: symbol, field: isNormative ? "" : field)
    ).display
  }
}
