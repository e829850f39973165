import Crypto
import Exchange
import Foundation
import Records

/// What each machine has reported to others, and so must still know whatever happens to it.
struct Promises {
  /// Entries that a machine acknowledged, or that it wrote and sent: name and hash.
  private(set) var entries: [Machine: [String: Data]] = [:]
  /// The position up to which a station said it has received its mailbox.
  private(set) var cursors: [Machine: Int] = [:]
  /// What the hub sent of a mailbox, by office and position.
  private(set) var mail: [String: String] = [:]
  /// The pieces that the hub said it does not miss, by content and office.
  private(set) var pieces: [String: Set<Int>] = [:]
  /// Contents that were in an office's file when it reported to its clerk that something is done.
  private(set) var contents: [Machine: Set<String>] = [:]
  /// Until when the hub has let each station give numbers, in milliseconds since 1970.
  private(set) var leases: [StationName: Int64] = [:]
  /// Grows with every new promise.
  private(set) var count = 0

  /// The number of entries, items of mail and pieces that are relied on.
  var weight: Int {
    entries.values.reduce(0) { $0 + $1.count } + mail.count + pieces.values.reduce(0) { $0 + $1.count }
  }

  /// A machine has reported to its user what it had done: what it knew then, it must know for ever.
  mutating func tell(_ machine: Machine, entries known: [String: Data], contents held: Set<String>) {
    entries[machine, default: [:]].merge(known) { _, new in new }
    contents[machine, default: []].formUnion(held)
    count += 1
  }

  /// A frame of a packet has left the machine.
  ///
  /// - Parameters:
  ///   - station: which sends or receives it.
  ///   - organ: its office.
  mutating func tell(_ frame: Frame, by machine: Machine, _ station: StationName, organ: Organ.ID) {
    count += 1
    switch frame {
    case .hello(let hello):
      for position in hello.held { hold(position, machine) }
      if machine != .hub, let cursor = hello.cursor { cursors[machine] = max(cursors[machine] ?? 0, cursor.position) }
    case .acknowledgement(let position): hold(position, machine)
    case .receipt(let receipt): hold(receipt.held, machine)
    case .entries(let run):
      for (entry, hash) in zip(run.entries, run.hashes) {
        entries[machine, default: [:]]["\(entry.station).\(entry.epoch).\(entry.sequence)"] = Data(hash.bytes)
      }
    case .delivery(let delivery):
      for item in delivery.items {
        let name = "\(item.entry.reference)"
        mail["\(organ) \(item.position)"] = "\(name) "
      }
    case .notice(let notice) where notice.position > 0:
      mail["\(organ) \(notice.position)"] = "\(notice.entry) \(notice.code)"
    case .wants(let wants) where machine == .hub:
      for want in wants {
        let there = (0..<want.pieces).filter { !want.misses($0) }
        pieces["\(want.file) \(organ)", default: []].formUnion(there)
      }
    case .lease(let lease): leases[station] = max(leases[station] ?? 0, lease.end ?? 0)
    case .wants, .seal, .piece, .notice, .end, .proof, .place, .regained, .stamp, .brief, .statement: break
    }
  }

  private mutating func hold(_ position: JournalHead, _ machine: Machine) {
    guard position.sequence > 0 else { return }
    entries[machine, default: [:]]["\(position.station).\(position.epoch).\(position.sequence)"] = Data(
      position.hash.bytes)
  }

  /// Returns the promises that an office does not keep any more.
  func broken(by facts: OfficeFacts, _ machine: Machine, organ: Organ.ID?) -> [String] {
    var broken = lost(entries[machine] ?? [:], facts.entries)
    // It must hold what it will not ask for again.
    if let organ, facts.cursor > 0 {
      let taken = (1...facts.cursor).compactMap { mail["\(organ) \($0)"] }.filter { $0.hasSuffix(" ") }
      broken += taken.filter { facts.entries[String($0.dropLast())] == nil }.map { "passed over: \($0)" }
    }
    if let cursor = cursors[machine], facts.cursor < cursor { broken.append("cursor \(cursor), now \(facts.cursor)") }
    broken += (contents[machine] ?? []).subtracting(facts.contents).map { "content \($0)" }
    return broken
  }

  /// Returns the promises that the hub does not keep any more.
  func broken(by facts: HubFacts) -> [String] {
    var broken = lost(entries[.hub] ?? [:], facts.entries)
    broken += mail.filter { facts.mailboxes[$0.key] != $0.value }.map { "mail \($0.key): \($0.value)" }
    // A station that may number must not be forgotten.
    broken += leases.filter { facts.leases[$0.key] ?? 0 < $0.value }.map { "lease of \($0.key)" }
    let held = Set(facts.contents.map(\.hexadecimalText))
    for (name, told) in pieces where !told.isEmpty && !held.contains(String(name.prefix(64))) {
      let missing = told.subtracting((facts.pieces[name] ?? [:]).keys)
      if !missing.isEmpty { broken.append("pieces \(missing.sorted()) of \(name)") }
    }
    return broken
  }

  private func lost(_ told: [String: Data], _ held: [String: Data]) -> [String] {
    told.filter { held[$0.key] != $0.value }.map { "entry \($0.key)" }.sorted()
  }
}
