import DurableFile
import Exchange
import Records
import Wording

/// What lies in a mail folder for one receiver: packets that are all there, in the order they were written, and what keeps the others.
///
///     var mail = try WaitingMail(folder, for: .hub, now: now)
///     for packet in mail.packets {
///       try mail.each(of: packet) { … }
///       try mail.took(packet, proved: …)
///     }
public struct WaitingMail {
  /// All volumes of it are there. What they say of it nobody has proved.
  public struct Packet: Sendable {
    public let name: UInt64
    /// Whose exchange it is.
    public let station: StationName
    public let time: Int
    /// Where its sender wants the answer, which is sealed.
    public let reply: MailAddress?
    /// How people tell it from another.
    public var title: String { "\(station)-\(Letter.name(of: name))" }
  }

  public private(set) var packets: [Packet] = []
  /// Why something waits: a volume that has not come, a letter that came spoilt.
  public private(set) var remarks: [(letter: String, words: Words)] = []

  private let folder: MailFolder
  private var dealtWith: DealtWith
  /// Where the volumes of a packet lie; the first that came where one came twice.
  private var volumes: [UInt64: [Int: MailFolder.Place]] = [:]
  /// What is in a letter, where all of it is for this receiver.
  private var contents: [MailFolder.Place: Set<UInt64>] = [:]

  /// - Parameter now: milliseconds since 1970.
  /// - Throws: `FileFailure`.
  public init(_ folder: MailFolder, for receiver: PacketHeader.Receiver, now: Int) throws {
    self.folder = folder
    dealtWith = try DealtWith(folder.folder, now: now)
    var heads: [UInt64: Volume] = [:]
    let places = try folder.places()
    dealtWith.keep(only: Set(places.map(\.name)))
    for place in places where !dealtWith.letters.contains(place.name) {
      let volumes: [Result<Volume, PacketRefusal>]?
      do { volumes = try folder.volumes(in: place) } catch let failure as FileFailure where !failure.isOfDisk {
        // A letter that may not be read does not hold up the others.
        remarks.append((place.relative, WaitingMail.unreadable))
        continue
      }
      guard let found = volumes else { continue }
      // A letter that lies in a Maildir is whole, by its rule; another may still be copied.
      if found.isEmpty, place.isInMaildir { dealtWith.add(letter: place.name) }
      var isForUs = !found.isEmpty
      for result in found {
        switch result {
        case .failure(let refusal):
          isForUs = false
          remarks.append((place.relative, refusal == .damaged(frame: 0) ? WaitingMail.spoilt : refusal.words))
        case .success(var volume):
          guard volume.receiver == receiver else {
            isForUs = false
            continue
          }
          contents[place, default: []].insert(volume.packet)
          if dealtWith.has(volume.packet) { continue }
          if self.volumes[volume.packet]?[volume.index] == nil {
            self.volumes[volume.packet, default: [:]][volume.index] = place
          }
          volume.bytes = []
          if heads[volume.packet, default: volume].count != volume.count { isForUs = false }
          heads[volume.packet] = heads[volume.packet] ?? volume
        }
      }
      if !isForUs { contents[place] = nil }
    }
    sort(heads.values.sorted { ($0.time, $0.packet) < ($1.time, $1.packet) })
    // Copies of what was taken before.
    try settle()
  }

  private mutating func sort(_ heads: [Volume]) {
    for head in heads {
      let missing = (1...head.count).filter { volumes[head.packet]?[$0] == nil }
      if missing.isEmpty {
        packets.append(
          Packet(name: head.packet, station: head.station, time: head.time, reply: MailAddress(head.reply)))
      } else if dealtWith.hasNewer(than: head) {
        // Nobody waits for the rest: what it holds came with a later packet.
        dealtWith.add(head.packet)
      } else {
        remarks.append((WaitingMail.title(head), WaitingMail.lacks(missing, of: head.count)))
      }
    }
  }

  /// The sealed packet, volume by volume.
  public func each(of packet: Packet, _ body: ([UInt8]) throws -> Void) throws {
    for (index, place) in (volumes[packet.name] ?? [:]).sorted(by: { $0.key < $1.key }) {
      for case .success(let volume) in try folder.volumes(in: place) ?? []
      where volume.packet == packet.name && volume.index == index {
        try body(volume.bytes)
        break
      }
    }
  }

  /// The packet was taken, and is on the disk: its letters are done with.
  ///
  /// - Parameter proved: by the packet itself, once it was opened. For older packets of that exchange nobody waits any more, so nothing
  ///   is remembered of a packet that proved nothing, or something else than stands around it.
  public mutating func took(_ packet: Packet, proved: ProvedPacket?) throws {
    dealtWith.add(packet.name, proved?.station == packet.station ? proved : nil)
    try settle()
  }

  /// Letters all of whose packets were taken are done with.
  private mutating func settle() throws {
    for (place, names) in contents where names.allSatisfy(dealtWith.has) {
      dealtWith.add(letter: place.name)
      contents[place] = nil
      folder.markAsSeen(place)
    }
    try dealtWith.write()
  }

  private static func title(_ head: Volume) -> String { "\(head.station)-\(Letter.name(of: head.packet))" }

  private static let unreadable = Words(
    "không đọc được thư, để nguyên; xem lại quyền đọc tệp", "the letter cannot be read; left as it is, see its rights")

  private static let spoilt = Words(
    "tệp kèm trong thư bị hỏng hoặc bị cắt, để nguyên; xin bên gửi gửi lại thư này",
    "the file in the letter is damaged or cut; left as it is, have the letter sent again")

  private static func lacks(_ missing: [Int], of count: Int) -> Words {
    let named = missing.prefix(10).map { "\($0)/\(count)" }.joined(separator: ", ") + (missing.count > 10 ? " …" : "")
    return Words(
      "thiếu phần \(named); các phần khác được giữ lại chờ, chưa có gì thay đổi",
      "part \(named) is missing; the others are kept and wait, nothing has changed")
  }
}
