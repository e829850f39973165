import Records

/// Vietnamese texts for a sample office: subjects, names, instructions, drawn by how common they are.
///
/// The texts are in `words.txt`; a change there changes every sample office.
struct SampleWords {
  private struct Section {
    var phrases: [[Piece]] = []
    var texts: [String] = []
    var weights: [Double] = []
    var chance = Weighted([])
  }

  private enum Piece {
    case text(String)
    case section(Int, capital: Bool)
    case year, quarter, month, number, person, village, commune
  }

  private var sections: [Section] = []
  private var places: [String: Int] = [:]
  private let commune: String

  init(commune: String) {
    self.commune = commune
    let lines = String(decoding: PackageResources.words_txt, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    for line in lines where line.hasPrefix("[") {
      places[String(line.dropFirst().dropLast())] = sections.count
      sections.append(Section())
    }
    var current = -1
    for line in lines {
      if line.hasPrefix("[") { current += 1 } else { add(line, to: current) }
    }
    for index in sections.indices { sections[index].chance = Weighted(sections[index].weights) }
  }

  private mutating func add(_ line: Substring, to section: Int) {
    let parts = line.split(separator: "|")
    let text = parts[0].last == " " ? parts[0].dropLast() : parts[0]
    let rank = Double(sections[section].texts.count)
    let weight = parts.count > 1 ? Double(parts[1].filter { $0 != " " }) : nil
    sections[section].texts.append(String(text))
    sections[section].phrases.append(pieces(text))
    sections[section].weights.append(weight ?? 1 / (rank + 1.5))
  }

  private func pieces(_ text: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text
    while let open = rest.firstIndex(of: "{"), let close = rest.firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      pieces.append(slot(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  private func slot(_ name: String) -> Piece {
    switch name {
    case "nam": return .year
    case "quy": return .quarter
    case "thang": return .month
    case "so": return .number
    case "nguoi": return .person
    case "xom": return .village
    case "xa": return .commune
    default:
      guard let place = places[name.lowercased()] else { preconditionFailure("words.txt has no section \(name)") }
      return .section(place, capital: name.first!.isUppercase)
    }
  }

  /// Draws an entry of a section, unchanged.
  func entry(_ name: String, _ random: inout SampleRandom) -> String {
    guard let place = places[name] else { preconditionFailure("words.txt has no section \(name)") }
    return sections[place].texts[sections[place].chance.draw(&random)]
  }

  func entries(_ name: String) -> [String] { places[name].map { sections[$0].texts } ?? [] }

  /// Draws a person's name: Nông Thị Hương.
  func person(_ random: inout SampleRandom) -> String {
    let family = entry("family", &random)
    let middle = family.hasSuffix(" Thị") && random.chance(0.6) ? "" : entry("middle", &random) + " "
    return "\(family) \(middle)\(entry("given", &random))"
  }

  /// Draws the trích yếu of a document of this type, 8 to 30 syllables.
  func subject(_ typeName: String, on day: Day, _ random: inout SampleRandom) -> String {
    let place = places["subject \(typeName)"] ?? places["subject Công văn"]!
    var text = ""
    for _ in 0..<6 {
      text = ""
      expand(place, capital: false, day, into: &text, &random)
      let syllables = text.utf8.reduce(1) { $0 + ($1 == 0x20 ? 1 : 0) }
      if (8...30).contains(syllables) { break }
    }
    return text
  }

  private func expand(
    _ place: Int, capital: Bool, _ day: Day, into text: inout String, _ random: inout SampleRandom
  ) {
    let section = sections[place]
    let index = section.chance.draw(&random)
    for piece in section.phrases[index] {
      switch piece {
      case .text(let words): text += capital ? words.prefix(1).uppercased() + words.dropFirst() : words
      case .section(let place, let capital): expand(place, capital: capital, day, into: &text, &random)
      case .year: text += String(day.year)
      case .quarter: text += ["I", "II", "III", "IV"][(day.month - 1) / 3]
      case .month: text += String(day.month)
      case .number: text += String(random.among(1...28))
      case .person: text += (random.chance(0.5) ? "ông " : "bà ") + person(&random)
      case .village: text += "xóm " + entry("village", &random)
      case .commune: text += commune
      }
    }
  }
}
