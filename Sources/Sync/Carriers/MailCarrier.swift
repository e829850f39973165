import Carriage
import Exchange
import Records
import Wording

/// E-mail: the packet goes to `out` in as many e-mails as it takes, answers come from a Maildir
/// (docs/internals/exchange.md, "By mail").
public struct MailCarrier: SealedCarrier {
  public let folder: MailFolder
  private let addresses: MailAddresses
  private let hub: MailAddress
  private let longest: Int
  private var mail: PendingMail?

  /// - Parameters:
  ///   - from: the e-mail address of this station, and `to` that of the hub; `nil` for the stored one.
  ///   - longest: the longest volume, in bytes.
  /// - Throws: `MailRefusal`, `FolderRefusal`.
  public init(_ path: String, from: String?, to: String?, longest: Int = WireLimits.volume) throws {
    folder = try MailFolder(path)
    addresses = try FolderRefusal.translating(path) {
      try MailAddresses(from: from, to: to, keptIn: path, needsReceiver: true)
    }
    guard let hub = addresses.to else { throw MailRefusal.noAddress(needsReceiver: true) }
    self.hub = hub
    self.longest = longest
  }

  public var remarks: [Bilingual] {
    (mail?.remarks ?? []).map {
      Bilingual("\($0.letter): \($0.words.vietnamese)", "\($0.letter): \($0.words.english)")
    }
  }

  public mutating func answers(to station: StationName, now: Int64) throws -> [SealedAnswer] {
    try FolderRefusal.translating(folder.path) {
      let mail = try PendingMail(folder, for: .station(station), now: Int(now))
      self.mail = mail
      return mail.packets.map { packet in
        SealedAnswer(title: packet.title, packet: packet) { try mail.each(of: packet, $0) }
      }
    }
  }

  public mutating func took(_ answer: SealedAnswer, proved: ProvedPacket?) throws {
    guard let packet = answer.packet else { return }
    try FolderRefusal.translating(folder.path) { try mail?.took(packet, proved: proved) }
  }

  public func put(from station: StationName, time: Int64, _ fill: (([UInt8]) throws -> Void) throws -> Void) throws {
    try FolderRefusal.translating(folder.path) {
      let sealed = try folder.sealedPacket()
      try fill(sealed.append)
      try folder.send(
        sealed, from: station, to: .hub, time: Int(time), replyTo: addresses.from, addressedTo: hub, longest: longest)
    }
  }

  /// The recipient of the e-mails.
  public var receiver: MailAddress { hub }
}
