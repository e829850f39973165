import Carriage
import DurableFile
import Exchange
import Records
import Wording

extension Hub {
  /// Answers all packets that came by e-mail and are complete, with messages to their senders. Other messages are left
  /// as they are; a packet is received once; nothing is removed.
  ///
  /// - Parameters:
  ///   - from: the address of this hub; `nil` for the one the folder keeps.
  ///   - longest: the maximum size of a volume, in bytes.
  /// - Throws: `MailRefusal`, `HubStorageRefusal`.
  public func answerMail(_ path: String, from: String?, longest: Int = WireLimits.volume) throws -> AnswerSummary {
    try HubStorageRefusal.translating(path) {
      let folder = try MailFolder(path)
      let addresses = try MailAddresses(from: from, to: nil, keptIn: path, needsReceiver: false)
      var mail = try PendingMail(folder, for: .hub, now: system.now())
      var summary = AnswerSummary()
      for remark in mail.remarks { summary.refuse(remark.letter, remark.words) }
      var taken: [(letter: PendingMail.Packet, reply: MailAddress, packet: ReceivedPacket)] = []
      for letter in mail.packets {
        guard let reply = letter.reply else {
          summary.refuse(
            letter.title,
            Bilingual(
              "thư không ghi địa chỉ để trả lời, để nguyên", "the e-mail has no address to reply to; left as it is"))
          continue
        }
        let packet = try receive(letter.title, over: .mail, &summary) { try mail.each(of: letter, $0) }
        if let packet { taken.append((letter, reply, packet)) }
      }
      for (letter, reply, packet) in taken {
        let sealed = try folder.sealedPacket()
        if try answer(packet, &summary, sealed.append) {
          do {
            try folder.send(
              sealed, from: station, to: .station(packet.station), time: system.now(), replyTo: addresses.from,
              addressedTo: reply, longest: longest)
          } catch let failure as FileFailure where !failure.isOfDisk && failure.kind != .noPlainFolder {
            // An obstacle to one message does not affect the others; this packet is answered when it is gone.
            summary.refuse(letter.title, HubStorageRefusal.inTheWay(failure.path).words)
            continue
          }
        }
        try mail.took(letter, proved: packet.proved)
      }
      return summary
    }
  }
}
