import Crypto
import Exchange
import Foundation
import Records

// ExchangeFigures JOURNAL [SUBJECTS]: measures the bytes of packets, and how fast they are written and read.
//
// JOURNAL is the journal of an office, an entry per line, with tabs between the columns as `make bench-exchange` writes
// it. SUBJECTS are lines of other text, used in place of subjects that the dictionary may have been trained on. Times
// are CPU times of this process.

let key = try Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 0x11, count: 32))
let header = PacketHeader(
  id: 1, sender: StationName("0a1b2c3d")!, epoch: 1, receiver: .hub, base: .init(sequence: 6, hash: .zero))

func journal(_ path: String) throws -> [StoredEntry] {
  try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
    let column = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    return StoredEntry(
      station: StationName(column[0])!, epoch: Int(column[1])!, sequence: Int(column[2])!,
      time: HybridTime(packed: Int64(column[3])!), day: Day(column[4])!, clerk: column[5],
      group: EntryReference(column[6]), act: column[7])
  }
}

/// Returns the entries as frames, with a seal per batch.
func frames(_ entries: some Collection<StoredEntry>) throws -> [Frame] {
  var previous = Hash256.zero
  var frames: [Frame] = []
  for part in Batch.parts(of: Array(entries)) {
    let batch = try Batch.sign(EntryRun(previous: previous, entries: Array(part)), key: key)
    previous = batch.seal.head
    frames += batch.frames
  }
  return frames
}

func packet(_ entries: some Collection<StoredEntry>) throws -> [UInt8] {
  try PacketWriter.packet(header, frames(entries))
}

func show(_ what: String, _ figure: String) { print(what.padding(toLength: 44, withPad: " ", startingAt: 0), figure) }

func show(_ what: String, bytes sizes: [Int]) {
  let sizes = sizes.sorted()
  guard let most = sizes.last else { return show(what, "none in this journal") }
  show(what, "median \(sizes[sizes.count / 2]), at most \(most) bytes of \(sizes.count)")
}

/// Repeats the work for two seconds of CPU time and prints how much was done.
func rate(_ what: String, _ work: () throws -> Int) throws {
  let began = clock()
  var done = 0
  while clock() - began < 2 * Int(CLOCKS_PER_SEC) { done += try work() }
  show(what, "\(done * Int(CLOCKS_PER_SEC) / Int(clock() - began)) a second")
}

/// Reads a packet as a hub does: every entry into its batch, every batch checked against its seal.
func verified(_ bytes: [UInt8]) throws -> Int {
  var reader = PacketReader()
  reader.feed(bytes)
  var open = OpenBatch()
  var entries = 0
  while let frame = try reader.next() {
    switch frame {
    case .entries(let run):
      try open.append(run)
      entries += run.entries.count
    case .seal(let seal): _ = try open.close(seal, key: key.publicKey)
    default: break
    }
  }
  return entries
}

/// Returns registrations, renumbered so that they follow one another.
func registrations(_ entries: [StoredEntry], _ count: Int) -> [StoredEntry] {
  entries.filter { $0.act.hasPrefix(#"{"registered""#) }.prefix(count).enumerated().map { place, entry in
    var entry = entry
    entry.sequence = place + 1
    return entry
  }
}

func withSubjects(_ entries: [StoredEntry], _ lines: [String]) -> [StoredEntry] {
  zip(entries, lines).map { entry, line in
    var entry = entry
    guard let start = entry.act.range(of: #""subject":""#), let end = entry.act.range(of: #"","typeName""#) else {
      return entry
    }
    entry.act.replaceSubrange(
      start.upperBound..<end.lowerBound, with: line.filter { $0 != "\"" && $0 != "\\" })
    return entry
  }
}

let all = try journal(CommandLine.arguments[1])
let twenties = stride(from: 0, through: all.count - 20, by: 20).map { all[$0..<$0 + 20] }
show("the journal", "\(all.count) entries, \(all.reduce(0) { $0 + $1.act.utf8.count }) bytes of acts")
let whole = try packet(all)
show("all of it in one packet", "\(whole.count) bytes")
show("20 entries, signed", bytes: try twenties.map { try packet($0).count })
let status = ["{\"settled\"", "{\"progressed\"", "{\"submitted\""]
let behind = (20..<all.count).filter { place in status.contains { all[place].act.hasPrefix($0) } }
show(
  "a status act behind 20 others",
  bytes: try behind.prefix(200).map { try packet(all[$0 - 20...$0]).count - packet(all[$0 - 20..<$0]).count })
if let place = behind.first { show("a status act alone", "\(try packet(all[place...place]).count) bytes") }
let hello = Hello(
  held: [JournalHead(station: header.sender, epoch: 1, sequence: 77, hash: Hash256(of: [1]))],
  cursor: .init(incarnation: 9, position: 5))
show("nothing new: a hello", "\(try PacketWriter.packet(header, [.hello(hello)]).count) bytes")
let registered = registrations(all, 20)
show("20 registrations, signed", "\(try packet(registered).count) bytes")
if CommandLine.arguments.count > 2 {
  let lines = try String(contentsOfFile: CommandLine.arguments[2], encoding: .utf8).split(separator: "\n").map(
    String.init)
  show("… with other subjects", "\(try packet(withSubjects(registered, lines)).count) bytes")
}
let sealed = try SealedWriter.packet(
  PacketWriter.parts(header, frames(twenties[0])), to: Curve25519.KeyAgreement.PrivateKey().publicKey)
show("20 entries, sealed for a stick", "\(sealed.count - (try packet(twenties[0]).count)) bytes more")

try rate("entries written and sealed") { try packet(all).count > 0 ? all.count : 0 }
try rate("… in packets of 20") { try packet(twenties[0]).count > 0 ? 20 : 0 }
try rate("entries read, chained, verified") { try verified(whole) }
let small = try packet(twenties[0])
try rate("… in packets of 20") { try verified(small) }

let noise = (0..<65_536).map { _ in UInt8.random(in: 0...255) }
let pieces: [Frame] = (0..<40).flatMap { piece in
  stride(from: 0, to: noise.count, by: Piece.most).map { offset in
    .piece(
      Piece(
        file: .zero, index: piece, offset: offset, bytes: Array(noise[offset..<min(offset + Piece.most, noise.count)])))
  }
}
let carried = try PacketWriter.packet(header, pieces)
show(
  "pieces of files", "\((carried.count - 40 * noise.count) * 10_000 / (40 * noise.count)) hundredths of a percent more")
try rate("bytes of pieces written") { try PacketWriter.packet(header, pieces).count }
try rate("bytes of pieces read") { PacketReader.read(carried).frames.count * Piece.most }
