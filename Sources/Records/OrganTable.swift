import Synchronization

/// The agencies that come with the program, searched where they lie: nothing is read when a program starts, and a
/// question reads the lines that it needs.
///
/// `Data/organs.tsv` has a line for each agency, `Data/organs.index` a sorted line for each key with the places of the
/// agencies that have it. A test writes both from the lists in `Tests/RecordsTests/Organs`, and compares.
final class OrganTable: OrganSource {
  static let shipped = OrganTable(lines: PackageResources.organs_tsv, index: PackageResources.organs_index)

  private let lines: [UInt8]
  private let index: [UInt8]
  private let known = Mutex<[Int: Organ]>([:])
  private let whole = Mutex<[KeyedOrgan]?>(nil)

  init(lines: [UInt8], index: [UInt8]) {
    self.lines = lines
    self.index = index
  }

  func organs(with key: OrganIndexKey) -> [Organ] { places(of: key).map(organ) }

  var organs: [Organ] { keyed.map(\.organ) }

  var keyed: [KeyedOrgan] {
    whole.withLock { whole in
      let keyed = whole ?? lines.split(separator: Ascii.newline).map(OrganTable.keyed)
      whole = keyed
      return keyed
    }
  }

  private static func keyed(_ line: ArraySlice<UInt8>) -> KeyedOrgan {
    let fields = fields(of: line)
    let organ = organ(fields)
    let words = fields[Column.words.rawValue].split(separator: " ").map(String.init)
    return KeyedOrgan(organ: organ, key: OrganKey(organ, words: words))
  }

  // MARK: one line

  /// The columns of `organs.tsv`, separated by tabs.
  enum Column: Int, CaseIterable {
    case id, name, symbol, level, code, newCode, validFrom, validTo, parentName, predecessors, successors, words
  }

  private func organ(at place: Int) -> Organ {
    known.withLock { known in
      if let organ = known[place] { return organ }
      let organ = OrganTable.organ(OrganTable.fields(of: lines[place...].prefix { $0 != Ascii.newline }))
      known[place] = organ
      return organ
    }
  }

  private static func fields(of line: ArraySlice<UInt8>) -> [String] {
    line.split(separator: Ascii.tab, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func organ(_ fields: [String]) -> Organ {
    func text(_ column: Column) -> String? {
      let field = fields[column.rawValue]
      return field.isEmpty ? nil : field
    }
    func keys(_ column: Column) -> [Organ.ID] { fields[column.rawValue].split(separator: ",").map(String.init) }
    return Organ(
      id: fields[Column.id.rawValue], name: fields[Column.name.rawValue], symbol: text(.symbol),
      level: text(.level).flatMap(Organ.Level.init)!, code: text(.code), newCode: text(.newCode),
      validFrom: text(.validFrom).flatMap { Day($0) }, validTo: text(.validTo).flatMap { Day($0) },
      parentName: text(.parentName), predecessors: keys(.predecessors), successors: keys(.successors))
  }

  // MARK: the index

  /// Returns the places in `lines` of the agencies with a key, in their order.
  private func places(of key: OrganIndexKey) -> [Int] {
    let wanted = Array(key.description.utf8)
    var (low, high) = (0, index.count)
    while low < high {
      var start = low + (high - low) / 2
      while start > low, index[start - 1] != Ascii.newline { start -= 1 }
      let line = index[start...].prefix { $0 != Ascii.newline }
      let key = line.prefix { $0 != Ascii.tab }
      if key.elementsEqual(wanted) {
        return line[key.endIndex...].dropFirst().split(separator: Ascii.comma)
          .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
      }
      if key.lexicographicallyPrecedes(wanted) { low = line.endIndex + 1 } else { high = start }
    }
    return []
  }

  private enum Ascii {
    static let tab = UInt8(ascii: "\t")
    static let newline = UInt8(ascii: "\n")
    static let comma = UInt8(ascii: ",")
  }
}
