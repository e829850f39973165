import Vietnamese

/// The agencies that an office knows: those that come with the program and those it added. Found by name, key, code or
/// typed text.
public struct OrganDirectory: Sendable {
  private let table: OrganTable?
  private let own: OrganList

  /// A directory of these agencies alone.
  public init(_ organs: [Organ]) {
    table = nil
    own = OrganList(organs)
  }

  private init(_ table: OrganTable?, _ own: [Organ]) {
    self.table = table
    self.own = OrganList(own)
  }

  /// The agencies that come with the program.
  public static let shipped = OrganDirectory(OrganTable.shipped, [])

  /// Returns this directory with further agencies. They replace those with the same key and stand behind all others.
  public func adding(_ organs: [Organ]) -> OrganDirectory {
    let new = Set(organs.map(\.id))
    return organs.isEmpty ? self : OrganDirectory(table, own.organs.filter { !new.contains($0.id) } + organs)
  }

  /// All agencies: those of the program, then those that were added.
  public var organs: [Organ] { standing(table?.organs ?? []) + own.organs }

  /// The same, with what completion compares.
  var keyed: [KeyedOrgan] {
    let shipped = table?.keyed ?? []
    return own.organs.isEmpty ? shipped : shipped.filter { !own.contains($0.organ.id) } + own.keyed
  }

  func organs(with key: OrganIndexKey) -> [Organ] {
    standing(table?.organs(with: key) ?? []) + own.organs(with: key)
  }

  private func standing(_ shipped: [Organ]) -> [Organ] {
    own.organs.isEmpty ? shipped : shipped.filter { !own.contains($0.id) }
  }

  public subscript(id: Organ.ID) -> Organ? { organs(with: .id(id)).first }

  /// Returns all agencies with a code of either scheme: codes pass from one agency to another.
  public func organs(withCode code: String) -> [Organ] { organs(with: .code(code.uppercased())) }

  /// Returns the agency with exactly this name, in any spelling: `Uỷ ban nhân dân xã Hoà An` is `UBND xã Hòa An`. A
  /// district or province may follow (`UBND xã Hưng Đạo, huyện Bảo Lạc`).
  ///
  /// Prefers the one that existed on the day, otherwise the only one that ever had the name. `nil` when there is none
  /// or several share the name.
  public func find(exactly name: String, on day: Day) -> Organ? {
    let candidates = namesakes(name, on: day)
    return candidates.count == 1 ? candidates[0] : nil
  }

  /// Returns all agencies with exactly this name: those that existed on the day, otherwise all that ever did. Sorted by
  /// district.
  public func namesakes(_ name: String, on day: Day) -> [Organ] {
    guard name.utf8.count <= 1_000 else { return [] }
    let known = organs(with: .name(OrganDirectory.nameKey(name)))
    let existing = known.filter { $0.exists(on: day) }
    let named = existing.isEmpty ? known : existing
    return named.count == 1 ? named : named.sortedByWords { $0.parentName ?? "" }
  }

  /// Returns the agency that a command line names: by its name, by its key (`xa-01351/ubnd`), or by a code that one
  /// agency had on the day; `nil` for a name that is in no directory.
  ///
  /// - Throws: `OrganRefusal` when several have the name or the code: the clerk must choose.
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

  /// Returns the name by which `find` finds this agency and no other: its own, with its district where others have the
  /// same.
  public func fullName(of organ: Organ, on day: Day) -> String {
    find(exactly: organ.name, on: day) == organ
      ? organ.name : [organ.name, organ.parentName].compactMap(\.self).joined(separator: ", ")
  }

  /// Returns the same for a key; the key itself if no agency has it.
  public func fullName(of id: Organ.ID, on day: Day) -> String { self[id].map { fullName(of: $0, on: day) } ?? id }

  /// Returns all predecessors of an agency, nearest first: their documents are its own now.
  public func predecessors(of organ: Organ) -> [Organ] { reach(from: organ, \.predecessors) }

  /// Returns all successors of an agency, nearest first.
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

  /// Returns a key that is equal for all spellings of one agency's name, known or not: it ignores case, tone style and
  /// commas, and treats `Ủy ban nhân dân` as UBND, `Hội đồng nhân dân` as HĐND.
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

  /// Returns the name with `UBND` and `HĐND` for the full words, for lists in which both spellings sort together.
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
