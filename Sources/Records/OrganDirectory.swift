import Vietnamese

/// The agencies an office knows: those of the program and those it added, found by name, key, code or what is typed.
public struct OrganDirectory: Sendable {
  public let organs: [Organ]
  private let places: [Organ.ID: Int]
  private let placesByName: [String: [Int]]
  let keys: [OrganKey]

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
    let candidates = namesakes(name, on: day)
    return candidates.count == 1 ? candidates[0] : nil
  }

  /// All of exactly this name: those that existed on the day, else all that ever did. In the order of their districts.
  public func namesakes(_ name: String, on day: Day) -> [Organ] {
    guard name.utf8.count <= 1_000, let places = placesByName[OrganDirectory.nameKey(name)] else { return [] }
    let existing = places.filter { organs[$0].exists(on: day) }
    let named = (existing.isEmpty ? places : existing).map { organs[$0] }
    return named.count == 1 ? named : named.sortedByWords { $0.parentName ?? "" }
  }

  /// All that have or had the name of this key, in the order of the directory.
  func organs(withNameKey key: String) -> [Organ] { placesByName[key, default: []].map { organs[$0] } }

  /// The agency a command line names: by its name, by its key (`xa-01351/ubnd`), or by a code that one agency had on the day;
  /// `nil` for a name that is in no directory.
  ///
  /// - Throws: `OrganRefusal` when several have the name or the code: nobody chooses for the clerk.
  public func resolve(_ typed: String, on day: Day) throws -> Organ? {
    if let organ = self[typed.lowercased()] { return organ }
    var candidates = namesakes(typed, on: day)
    if candidates.isEmpty, !typed.contains(" ") {
      let coded = organs(withCode: typed)
      let existing = coded.filter { $0.exists(on: day) }
      candidates = existing.isEmpty ? coded : existing
    }
    guard candidates.count <= 1 else { throw OrganRefusal.several(typed, candidates) }
    return candidates.first
  }

  /// The name by which `find` finds this agency and no other: its own, with its district where others have the same.
  public func fullName(of organ: Organ, on day: Day) -> String {
    find(exactly: organ.name, on: day) == organ
      ? organ.name : [organ.name, organ.parentName].compactMap(\.self).joined(separator: ", ")
  }

  /// The same of a key; the key where nobody has it.
  public func fullName(of id: Organ.ID, on day: Day) -> String { self[id].map { fullName(of: $0, on: day) } ?? id }

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
}
