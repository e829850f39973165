import DurableFile
import Exchange
import Records

/// What a mail folder has given already: letters that are done with, by the names of their files, and packets. Kept in a file beside
/// the letters, for no mark a mail program sets can be trusted: whoever opens a letter sets the same one.
struct DealtWith {
  private static let name = "vanthu.taken"
  private let folder: Folder
  private(set) var letters: Set<String> = []
  private var packets: [Packet] = []
  private var isChanged = false

  struct Packet: Equatable {
    var name: UInt64
    /// Whose exchange it is, where that was proved: what stands around a packet anybody may have written.
    var proved: ProvedPacket?
  }

  /// A packet that comes again after so many others is taken again, which changes nothing.
  private static let mostPackets = 2_000

  /// A time later than this by the receiver's clock is remembered of nobody, and forgotten where it was: what came after it would be
  /// taken for older.
  private static let farthest = 86_400_000
  private let latest: Int

  /// - Parameter now: milliseconds since 1970.
  init(_ folder: Folder, now: Int) throws {
    self.folder = folder
    latest = now + DealtWith.farthest
    let kept = try OpenFile.all(DealtWith.name, in: folder, atMost: 64 << 20) ?? []
    for line in String(decoding: kept, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("letter ") { letters.insert(String(line.dropFirst(7))) }
      let words = line.split(separator: " ")
      if words.count == 4, words[0] == "packet", let name = UInt64(words[1], radix: 16), let time = Int(words[3]) {
        let proved = StationName(String(words[2])).map { ProvedPacket(station: $0, time: time) }
        packets.append(Packet(name: name, proved: proved.flatMap(believed)))
      }
    }
  }

  func has(_ packet: UInt64) -> Bool { packets.contains { $0.name == packet } }

  /// Whether a later packet of the same exchange was taken.
  func hasNewer(than volume: Volume) -> Bool {
    packets.contains { $0.proved?.station == volume.station && $0.proved?.time ?? 0 > volume.time }
  }

  mutating func add(_ packet: UInt64, _ proved: ProvedPacket? = nil) {
    packets.removeAll { $0.name == packet }
    packets.append(Packet(name: packet, proved: proved.flatMap(believed)))
    packets = packets.suffix(DealtWith.mostPackets)
    isChanged = true
  }

  private func believed(_ proved: ProvedPacket) -> ProvedPacket? { proved.time <= latest ? proved : nil }

  mutating func add(letter: String) { if letters.insert(letter).inserted { isChanged = true } }

  /// Letters that are gone are forgotten.
  mutating func keep(only there: Set<String>) {
    guard !letters.isSubset(of: there) else { return }
    letters.formIntersection(there)
    isChanged = true
  }

  mutating func write() throws {
    guard isChanged else { return }
    let lines =
      letters.sorted().map { "letter \($0)" }
      + packets.map {
        "packet \(Letter.name(of: $0.name)) \($0.proved?.station.description ?? "-") \($0.proved?.time ?? 0)"
      }
    try NewFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: DealtWith.name, in: folder, mode: 0o644)
    isChanged = false
  }
}
