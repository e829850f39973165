import Exchange
import Records

/// An item of the mailbox as it was received: an entry of another office, or a notice about an entry.
struct ReachedItem {
  var position: Int
  /// What it adds to the digest of the mailbox.
  var step: MailboxChain.Step
  /// The entry that it names.
  var entry: EntryReference
  /// The entry itself, with its proof and the key under which its seal is valid; `nil` for a notice.
  var delivered: (item: Delivery.Item, proof: [UInt8], key: [UInt8])?

  init(_ item: Delivery.Item, proof: [UInt8], key: [UInt8]) {
    let (name, hash) = (item.entry.reference, item.entry.hash(after: item.previous))
    position = item.position
    step = { $0.adding(name, hash) }
    entry = name
    delivered = (item, proof, key)
  }

  init(_ notice: Notice) {
    position = notice.position
    step = { $0.adding(notice: notice.code, about: notice.entry) }
    entry = notice.entry
  }
}
