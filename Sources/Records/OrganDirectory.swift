import Vietnamese

/// The agencies an office knows: those of the program and those it added, found by name, key, code or what is typed.
public struct OrganDirectory: Sendable {
  public let organs: [Organ]
  private let places: [Organ.ID: Int]
  private let placesByName: [String: [Int]]
  private let keys: [OrganKey]

  public init(_ organs: [Organ]) {
    self.organs = organs
    places = Dictionary(organs.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { _, later in later })
    keys = organs.map(OrganKey.init)
    var placesByName: [String: [Int]] = [:]
    for (place, organ) in organs.enumerated() {
      let name = OrganDirectory.nameKey(organ.name)
      placesByName[name, default: []].append(place)
      if let parent = organ.parentName { placesByName["\(name) \(toneKey(parent))", default: []].append(place) }
    }
    self.placesByName = placesByName
  }

  /// The agencies that come with the program. Read at first use.
  public static let shipped = OrganDirectory(OrganData.organs())

  public subscript(id: Organ.ID) -> Organ? { places[id].map { organs[$0] } }

  /// All agencies of a code, of either scheme: codes pass from one to another.
  public func organs(withCode code: String) -> [Organ] {
    let code = code.uppercased()
    return organs.filter { $0.code == code || $0.newCode == code }
  }

  /// The agency of exactly this name, in any spelling of it: `Uỷ ban nhân dân xã Hoà An` is `UBND xã Hòa An`. A district or
  /// province may follow (`UBND xã Hưng Đạo, huyện Bảo Lạc`).
  ///
  /// The one that existed on the day, else the only one that ever did. `nil` when nobody has the name or several share it.
  public func find(exactly name: String, on day: Day) -> Organ? {
    guard name.utf8.count <= 1_000, let places = placesByName[OrganDirectory.nameKey(name)] else { return nil }
    let existing = places.filter { organs[$0].exists(on: day) }
    let candidates = existing.isEmpty ? places : existing
    return candidates.count == 1 ? organs[candidates[0]] : nil
  }

  /// All that came before an agency, nearest first: whose documents its own were.
  public func predecessors(of organ: Organ) -> [Organ] { reach(from: organ, \.predecessors) }

  /// All that took its place, nearest first.
  public func successors(of organ: Organ) -> [Organ] { reach(from: organ, \.successors) }

  private func reach(from organ: Organ, _ links: (Organ) -> [Organ.ID]) -> [Organ] {
    var reached: [Organ] = []
    var seen: Set<Organ.ID> = [organ.id]
    var waiting = links(organ)[...]
    while let id = waiting.popFirst() {
      guard seen.insert(id).inserted, let next = self[id] else { continue }
      reached.append(next)
      waiting.append(contentsOf: links(next))
    }
    return reached
  }

  /// Equal for two spellings of one agency's name, known or not: case, tone style, commas, and `Ủy ban nhân dân` for UBND,
  /// `Hội đồng nhân dân` for HĐND.
  public static func nameKey(_ name: String) -> String {
    var words = toneKey(name).split { $0 == " " || $0 == "," || $0 == ";" }.map(String.init)
    for (long, short) in [(["uy3", "ban", "nhân", "dân"], "ubnd"), (["hôi5", "đông2", "nhân", "dân"], "hđnd")] {
      guard words.count >= 4 else { continue }
      for start in (0...words.count - 4).reversed() where Array(words[start..<start + 4]) == long {
        words.replaceSubrange(start..<start + 4, with: [short])
        if words.count < 4 { break }
      }
    }
    return words.joined(separator: " ")
  }

  /// The name with `UBND` and `HĐND` for the words in full, for lists in which both spellings stand in one place.
  public static func abbreviated(_ name: String) -> String {
    // Most names are short enough already.
    guard name.utf8.count >= 15, name.utf8.contains(UInt8(ascii: " ")) else { return name }
    var words = name.split(separator: " ")
    for (long, short) in [(["uy", "ban", "nhan", "dan"], "UBND"), (["hoi", "dong", "nhan", "dan"], "HĐND")] {
      var start = 0
      while start + 4 <= words.count {
        if words[start].utf8.count <= 6, words[start..<start + 4].map({ fold(String($0)) }) == long {
          words.replaceSubrange(start..<start + 4, with: [Substring(short)])
        }
        start += 1
      }
    }
    return words.joined(separator: " ")
  }

  /// Agencies to complete what is typed, the likeliest first: those that exist on the day, those whose own name (not only its kind)
  /// is meant, the shorter name. `ubnd dt` gives UBND xã Đàm Thủy.
  public func matching(_ typed: String, on day: Day, limit: Int = 10) -> [Organ] {
    let tokens = searchTokens(String(typed.prefix(200))).prefix(12).map { Array($0.utf8) }
    guard !tokens.isEmpty, limit > 0 else { return [] }
    var found: [(rank: Int, place: Int)] = []
    for (place, key) in keys.enumerated() {
      guard let score = key.score(tokens) else { continue }
      let isGone = organs[place].exists(on: day) ? 0 : 1
      found.append(((isGone * 1_000 + min(score, 999)) * 1_000 + key.weight, place))
    }
    return found.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.prefix(limit).map { organs[$0.place] }
  }
}
