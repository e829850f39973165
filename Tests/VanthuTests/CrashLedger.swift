import Foundation
import TestSupport
import Testing

/// The lines of the registers as last seen, to compare what the program acknowledged with what the file holds.
struct Ledger {
  /// Every line of the registers, by the entry that made it.
  private(set) var lines: [String: NSDictionary] = [:]
  private(set) var isBroken = false

  init() {}
  init(_ office: ShellOffice) throws { lines = try Ledger.read(office) }

  /// Reads both registers, by two runs of the program at the same time.
  private static func read(_ office: ShellOffice) throws -> [String: NSDictionary] {
    let runs = try ["incoming", "outgoing"].map { try office.start(["list", $0, "--all", "--json"]) }
    var lines: [String: NSDictionary] = [:]
    for ended in runs.map({ $0.wait() }) {
      guard ended.status == 0, let list = ended.json as? [NSDictionary] else { throw ProgramFailure("list: \(ended)") }
      for line in list { lines[line["entry"] as! String] = line }
    }
    return lines
  }

  /// Reads the registers with the program itself and compares: what was acknowledged is there as reported, any other
  /// act was done completely or not at all, and nothing else has changed.
  mutating func take(
    _ done: [(act: RandomClerk.Act, ended: Ended)], _ office: ShellOffice, _ story: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let now = try Ledger.read(office)
    func check(_ isTrue: Bool, _ words: String) {
      #expect(isTrue, "\(words); \(story)", sourceLocation: location)
      if !isTrue { isBroken = true }
    }
    let targets = Set(done.compactMap { $0.ended.status == 1 ? nil : $0.act.target })
    for (entry, line) in lines where !targets.contains(entry) {
      check(now[entry] == line, "line \(line["reference"] ?? "") was \(line) and is \(now[entry] ?? [:])")
    }
    for (act, ended) in done where act.changes {
      for line in Ledger.acknowledged(ended) {
        check(
          now[line["entry"] as! String] == line, "acknowledged \(line), found \(now[line["entry"] as! String] ?? [:])")
      }
    }
    let made = now.keys.filter { lines[$0] == nil }
    check(made.count <= done.count { $0.act.makes && $0.ended.status != 1 }, "\(made.count) lines came of it")
    for (book, numbers) in Dictionary(grouping: now.values, by: { $0["book"] as? String ?? "" }) {
      let numbers = numbers.compactMap { ($0["arrivalNumber"] ?? $0["number"]) as? Int }.sorted()
      check(numbers == Array(1..<(numbers.count + 1)), "\(book) counts \(numbers)")
    }
    lines = now
  }

  /// Returns the lines that a run had printed completely when it ended: these were acknowledged.
  private static func acknowledged(_ ended: Ended) -> [NSDictionary] {
    guard ended.output.hasSuffix("\n") else { return [] }
    if let line = ended.json as? NSDictionary { return [line] }
    return ended.json as? [NSDictionary] ?? []
  }
}

/// A clerk who does random acts, from a seed.
struct RandomClerk {
  struct Act {
    var words: [String]
    /// The line that the act is about.
    var target: String?
    /// Whether the act makes a line.
    var makes = false
    /// Whether its JSON is the lines as they are after the act.
    var changes = true

    init(_ words: [String], target: String? = nil, makes: Bool = false, changes: Bool = true) {
      self.words = words
      self.target = target
      self.makes = makes
      self.changes = changes
    }
  }

  var dice: SeededRandom
  private var count = 0

  init(seed: UInt64) { dice = SeededRandom(seed: seed) }

  mutating func next(_ ledger: Ledger, _ office: ShellOffice) throws -> Act {
    count += 1
    // In the order of their names, so that the seed alone decides.
    let line = ledger.lines.sorted { $0.key < $1.key }.map(\.value).randomElement(using: &dice)
    var act = try words(about: line?["entry"] as? String, office)
    act.words.append("--json")
    return act
  }

  private mutating func words(about line: String?, _ office: ShellOffice) throws -> Act {
    let roll = Int.random(in: 0..<100, using: &dice)
    guard let line, roll >= 36 else {
      return Act(ShellOffice.letter("\(count)/UBND-VX", subject: "V/v việc thứ \(count)"), makes: true)
    }
    func about(_ words: String...) -> Act { Act(words, target: line) }
    switch roll {
    case ..<42:
      return Act(
        [
          "issue", "--type", ["qd", "cv", "tb"].randomElement(using: &dice)!, "--subject", "Việc \(count)", "--signer",
          "Nông Văn A", "--to", "UBND tỉnh Cao Bằng",
        ], makes: true)
    case ..<50: return about("submit", line)
    case ..<60: return about("route", line, "--lead", "Địa chính", "--cooperating", "Công an", "--due", "+\(count % 9)")
    case ..<66: return about("progress", line, "--note", "Bước \(count)")
    case ..<72: return about("settle", line)
    case ..<78: return about("correct", line, "--field", "note", "--value", "Ghi chú \(count)", "--reason", "Bổ sung")
    case ..<81: return about("void", line, "--reason", "Nhầm")
    case ..<87: return about("undo", line)
    case ..<92:
      let file = try office.write("scan-\(count).txt", String(repeating: "bản quét \(count) ", count: 10_000))
      return about("attach", line, "--file", file)
    case ..<95: return Act(["group", "set", "Nhóm \(count % 5)", "--member", "Xóm \(count)"], changes: false)
    case ..<97: return Act(["clerk", "add", "Văn thư \(count)"], changes: false)
    default: return Act(["inbox"], changes: false)
    }
  }
}
