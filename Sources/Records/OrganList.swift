import Synchronization
import Vietnamese

/// Agencies that an office or a hub knows besides those of the program. Names are compared when one is first asked for.
final class OrganList: OrganSource {
  let organs: [Organ]
  private let places: [Organ.ID: Int]
  private let index = Mutex<[OrganIndexKey: [Int]]?>(nil)
  private let whole = Mutex<[KeyedOrgan]?>(nil)

  /// - Parameter organs: of several with one key, the last is found by it.
  init(_ organs: [Organ]) {
    self.organs = organs
    places = Dictionary(organs.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { _, later in later })
  }

  var keyed: [KeyedOrgan] {
    whole.withLock { whole in
      let keyed = whole ?? organs.map { KeyedOrgan(organ: $0, key: OrganKey($0)) }
      whole = keyed
      return keyed
    }
  }

  func organs(with key: OrganIndexKey) -> [Organ] {
    if case .id(let id) = key { return places[id].map { [organs[$0]] } ?? [] }
    if organs.isEmpty { return [] }
    return index.withLock { index in
      let known = index ?? OrganList.index(of: organs)
      index = known
      return known[key, default: []].map { organs[$0] }
    }
  }

  func contains(_ id: Organ.ID) -> Bool { places[id] != nil }

  private static func index(of organs: [Organ]) -> [OrganIndexKey: [Int]] {
    var index: [OrganIndexKey: [Int]] = [:]
    for (place, organ) in organs.enumerated() {
      for key in OrganIndexKey.all(of: organ) { index[key, default: []].append(place) }
    }
    return index
  }
}

extension OrganIndexKey {
  /// Returns all keys by which an agency is found.
  static func all(of organ: Organ) -> Set<OrganIndexKey> {
    let name = OrganDirectory.nameKey(organ.name)
    var keys: Set<OrganIndexKey> = [.id(organ.id), .name(name), .folded(OrganDirectory.foldedKey(organ.name))]
    if let parent = organ.parentName { keys.insert(.name("\(name) \(toneKey(parent))")) }
    for code in [organ.code, organ.newCode].compactMap(\.self) { keys.insert(.code(code)) }
    return keys
  }
}
