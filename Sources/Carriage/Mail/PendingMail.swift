import DurableFile
import Exchange
import Records
import Wording

/// The mail in a folder for one receiver: complete packets, in the order they were written, and what the others wait
/// for.
///
///     var mail = try PendingMail(folder, for: .hub, now: now)
///     for packet in mail.packets {
///       try mail.each(of: packet) { … }
///       try mail.took(packet, proved: …)
///     }
public struct PendingMail {
  /// A packet whose volumes are all there. Nothing they say of it is proved.
  public struct Packet: Sendable {
    public let name: UInt64
    /// The station whose exchange it is.
    public let station: StationName
    public let time: Int
    /// The address for the answer, which is sealed.
    public let reply: MailAddress?
    /// A name for people.
    public var title: String { "\(station)-\(MailMessage.name(of: name))" }
  }

  public private(set) var packets: [Packet] = []
  /// Why something waits: a missing volume, a damaged e-mail.
  public private(set) var remarks: [(letter: String, words: Bilingual)] = []

  private let folder: MailFolder
  private var dealtWith: ProcessedMail
  /// Where the volumes of a packet are stored; the first of duplicates.
  private var volumes: [UInt64: [Int: MailFolder.Place]] = [:]
  /// The packets in an e-mail, where all of it is for this receiver.
  private var contents: [MailFolder.Place: Set<UInt64>] = [:]

  /// - Parameter now: milliseconds since 1970.
  /// - Throws: `FileFailure`.
  public init(_ folder: MailFolder, for receiver: PacketHeader.Receiver, now: Int) throws {
    self.folder = folder
    dealtWith = try ProcessedMail(folder.folder, now: now)
    var heads: [UInt64: Volume] = [:]
    let places = try folder.places()
    dealtWith.keep(only: Set(places.map(\.name)))
    for place in places where !dealtWith.letters.contains(place.name) {
      let volumes: [Result<Volume, PacketRefusal>]?
      do { volumes = try folder.volumes(in: place) } catch let failure as FileFailure where !failure.isOfDisk {
        // An unreadable e-mail does not hold up the others.
        remarks.append((place.relative, PendingMail.unreadable))
        continue
      }
      guard let found = volumes else { continue }
      // An e-mail in a Maildir is complete by definition; another may still be being copied.
      if found.isEmpty, place.isInMaildir { dealtWith.add(letter: place.name) }
      var isForUs = !found.isEmpty
      for result in found {
        switch result {
        case .failure(let refusal):
          isForUs = false
          remarks.append((place.relative, refusal == .damaged(frame: 0) ? PendingMail.spoilt : refusal.words))
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
    // Settles copies of what was processed before.
    try settle()
  }

  private mutating func sort(_ heads: [Volume]) {
    for head in heads {
      let missing = (1...head.count).filter { volumes[head.packet]?[$0] == nil }
      if missing.isEmpty {
        packets.append(
          Packet(name: head.packet, station: head.station, time: head.time, reply: MailAddress(head.reply)))
      } else if dealtWith.hasNewer(than: head) {
        // No need to wait for the rest: a later packet brought what it holds.
        dealtWith.add(head.packet)
      } else {
        remarks.append((PendingMail.title(head), PendingMail.lacks(missing, of: head.count)))
      }
    }
  }

  /// Passes the sealed packet to `body`, volume by volume.
  public func each(of packet: Packet, _ body: ([UInt8]) throws -> Void) throws {
    for (index, place) in (volumes[packet.name] ?? [:]).sorted(by: { $0.key < $1.key }) {
      for case .success(let volume) in try folder.volumes(in: place) ?? []
      where volume.packet == packet.name && volume.index == index {
        try body(volume.bytes)
        break
      }
    }
  }

  /// Records that the packet was processed and is on disk, so its e-mails are done with.
  ///
  /// - Parameter proved: station and time that the opened packet proved. Older packets of that exchange are no longer
  ///   waited for, so nothing is remembered of a packet that proved nothing, or another station than its volumes name.
  public mutating func took(_ packet: Packet, proved: ProvedPacket?) throws {
    dealtWith.add(packet.name, proved?.station == packet.station ? proved : nil)
    try settle()
  }

  /// Marks e-mails as done with when all their packets were processed.
  private mutating func settle() throws {
    for (place, names) in contents where names.allSatisfy(dealtWith.has) {
      dealtWith.add(letter: place.name)
      contents[place] = nil
      folder.markAsSeen(place)
    }
    try dealtWith.write()
  }

  private static func title(_ head: Volume) -> String { "\(head.station)-\(MailMessage.name(of: head.packet))" }

  private static let unreadable = Bilingual(
    "không đọc được thư, để nguyên; xem lại quyền đọc tệp",
    "the e-mail cannot be read; left as it is, check its permissions")

  private static let spoilt = Bilingual(
    "tệp kèm trong thư bị hỏng hoặc bị cắt, để nguyên; xin bên gửi gửi lại thư này",
    "the file in the e-mail is damaged or cut off; left as it is, have the e-mail sent again")

  private static func lacks(_ missing: [Int], of count: Int) -> Bilingual {
    let named = missing.prefix(10).map { "\($0)/\(count)" }.joined(separator: ", ") + (missing.count > 10 ? " …" : "")
    return Bilingual(
      "thiếu phần \(named); các phần khác được giữ lại chờ, chưa có gì thay đổi",
      "part \(named) is missing; the others are kept and wait, nothing has changed")
  }
}
