/// Agencies that can be asked for: those of the program (`OrganTable`) and those of an office or a hub (`OrganList`).
protocol OrganSource: Sendable {
  /// All agencies, in their order.
  var organs: [Organ] { get }
  /// The same, with what completion compares.
  var keyed: [KeyedOrgan] { get }
  /// Returns the agencies with a key, in their order.
  func organs(with key: OrganIndexKey) -> [Organ]
}

struct KeyedOrgan: Sendable {
  let organ: Organ
  let key: OrganKey
}

/// What agencies are found by.
enum OrganIndexKey: Hashable, CustomStringConvertible {
  case id(Organ.ID)
  /// A code of either scheme, in capitals.
  case code(String)
  /// `OrganDirectory.nameKey` of the name, or of the name and the unit above it.
  case name(String)
  /// `OrganDirectory.foldedKey` of the name.
  case folded(String)

  /// As `organs.index` has it.
  var description: String {
    switch self {
    case .id(let id): "i:\(id)"
    case .code(let code): "c:\(code)"
    case .name(let key): "n:\(key)"
    case .folded(let key): "f:\(key)"
    }
  }
}
