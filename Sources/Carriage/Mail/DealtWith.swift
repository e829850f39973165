import DurableFile
import Exchange

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
    /// Whose exchange it is.
    var station: String
    var time: Int
  }

  /// A packet that comes again after so many others is taken again, which changes nothing.
  private static let mostPackets = 2_000

  init(_ folder: Folder) throws {
    self.folder = folder
    let kept = try OpenFile.all(DealtWith.name, in: folder, atMost: 64 << 20) ?? []
    for line in String(decoding: kept, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("letter ") { letters.insert(String(line.dropFirst(7))) }
      let words = line.split(separator: " ")
      if words.count == 4, words[0] == "packet", let name = UInt64(words[1], radix: 16), let time = Int(words[3]) {
        packets.append(Packet(name: name, station: String(words[2]), time: time))
      }
    }
  }

  func has(_ packet: UInt64) -> Bool { packets.contains { $0.name == packet } }

  /// Whether a later packet of the same exchange was taken.
  func hasNewer(than volume: Volume) -> Bool {
    packets.contains { $0.station == volume.station.description && $0.time > volume.time }
  }

  mutating func add(_ packet: Packet) {
    packets.removeAll { $0.name == packet.name }
    packets.append(packet)
    packets = packets.suffix(DealtWith.mostPackets)
    isChanged = true
  }

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
      + packets.map { "packet \(Letter.name(of: $0.name)) \($0.station) \($0.time)" }
    try NewFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: DealtWith.name, in: folder, mode: 0o644)
    isChanged = false
  }
}
