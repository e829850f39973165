import DurableFile
import Exchange
import Records

/// What was already processed in a mail folder: e-mails, by their file names, and packets. Stored in a file beside the
/// e-mails, for the marks of a mail program cannot be relied on: opening an e-mail sets the same one.
struct ProcessedMail {
  private static let name = "vanthu.taken"
  private let folder: Folder
  private(set) var letters: Set<String> = []
  private var packets: [Packet] = []
  private var isChanged = false

  struct Packet: Equatable {
    var name: UInt64
    /// The proved station and time; `nil` where nothing was proved, since anybody can forge a packet's envelope.
    var proved: ProvedPacket?
  }

  /// How many packets are remembered. An older one that comes again is taken again, which is idempotent.
  private static let mostPackets = 2_000

  /// How far in the future (ms, by the receiver's clock) a proved time may be. A later one is not stored, and is
  /// dropped when read: any packet after it would count as older.
  private static let farthest = 86_400_000
  private let latest: Int

  /// - Parameter now: milliseconds since 1970.
  init(_ folder: Folder, now: Int) throws {
    self.folder = folder
    latest = now + ProcessedMail.farthest
    let kept = try OpenFile.all(ProcessedMail.name, in: folder, atMost: 64 << 20) ?? []
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

  /// Whether a later packet of the same exchange was processed.
  func hasNewer(than volume: Volume) -> Bool {
    packets.contains { $0.proved?.station == volume.station && $0.proved?.time ?? 0 > volume.time }
  }

  mutating func add(_ packet: UInt64, _ proved: ProvedPacket? = nil) {
    packets.removeAll { $0.name == packet }
    packets.append(Packet(name: packet, proved: proved.flatMap(believed)))
    packets = packets.suffix(ProcessedMail.mostPackets)
    isChanged = true
  }

  private func believed(_ proved: ProvedPacket) -> ProvedPacket? { proved.time <= latest ? proved : nil }

  mutating func add(letter: String) { if letters.insert(letter).inserted { isChanged = true } }

  /// Forgets e-mails that are no longer there.
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
        "packet \(MailMessage.name(of: $0.name)) \($0.proved?.station.description ?? "-") \($0.proved?.time ?? 0)"
      }
    try NewFile.write(
      Array((lines.joined(separator: "\n") + "\n").utf8), to: ProcessedMail.name, in: folder, mode: 0o644)
    isChanged = false
  }
}
