import Exchange
import GRDB
import Records
import RecordsSQL
import Wording

extension HubExchange {
  /// The maximum number of entries in a frame; fewer if they are long.
  private static let mostItems = 24
  /// A piece shorter than this, in bytes, is sent only if it is the last of the content.
  private static let leastPiece = 1 << 10

  /// The next frame of the mailbox: a notice, or entries under one seal.
  func sendMail() throws -> [UInt8] {
    let items = try hub.read {
      try Mailbox.items(of: organ, after: outgoing?.position ?? 0, limit: HubExchange.mostItems, $0)
    }
    guard let first = items.first else {
      outgoing?.stage = .pieces
      return []
    }
    if let notice = first.notice {
      return try send(first, code: notice.code, words: Bilingual(notice.vietnamese, notice.english))
    }
    guard let batch = try batch(of: first) else {
      guard let regained = try regained(first) else { throw HubStorageRefusal.damaged(hub.path) }
      do { return try send([.delivery(regained)], with: first) } catch PacketRefusal.frameTooLong {
        outgoing?.passedOver = first.position
        return []
      }
    }
    var chosen = items.prefix {
      $0.notice == nil && $0.entry.journal == first.entry.journal
        && (batch.seal.first...batch.seal.last).contains($0.entry.sequence)
    }
    while true {
      do {
        let frame = Frame.delivery(batch.delivery(chosen.map { ($0.position, $0.entry.sequence) }))
        let last = chosen.last?.position ?? first.position
        if let part = try within([frame], giving: last, of: items) {
          if !part.isEmpty { outgoing?.position = last }
          return part
        }
        guard chosen.count > 1 else {
          outgoing?.stage = .proof
          return []
        }
      } catch PacketRefusal.frameTooLong {
        // An entry that fits into no frame with its proof must not hold up those after it.
        guard chosen.count > 1 else {
          outgoing?.passedOver = first.position
          return []
        }
      }
      // Fewer may fit into the frame, or into the station's room.
      chosen = chosen.prefix(chosen.count / 2)
    }
  }

  /// Replaces an entry that cannot be delivered by a notice, which is sent next.
  func passOver() throws {
    guard let position = outgoing?.passedOver else { return }
    try hub.write { try Mailbox.passOver(position, of: organ, .length, $0) }
    outgoing?.passedOver = nil
  }

  private func send(_ item: Mailbox.Item, code: String, words: Bilingual) throws -> [UInt8] {
    let notice = Frame.notice(Notice(about: item.entry, position: item.position, code: code, words: words))
    // The entry before the notice, which moves the cursor.
    guard code == NoticeKind.regained.code, let regained = try regained(item) else {
      return try send([notice], with: item)
    }
    do { return try send([.regained(regained), notice], with: item) } catch PacketRefusal.frameTooLong {
      return try send([notice], with: item)
    }
  }

  /// An entry that a reader brought back.
  private func regained(_ item: Mailbox.Item) throws -> Delivery? {
    try hub.read { try Regained.delivery(of: item.entry, at: item.position, $0) }
  }

  /// Appends the frames of one item, if the station has room for them.
  private func send(_ frames: [Frame], with item: Mailbox.Item) throws -> [UInt8] {
    guard let part = try within(frames, giving: item.position, of: [item]) else {
      outgoing?.stage = .proof
      return []
    }
    if !part.isEmpty { outgoing?.position = item.position }
    return part
  }

  /// Appends frames with items of the mailbox up to a position, if the station has room for them. Empty if that
  /// position has to be recorded as given first; `nil` if there is no room.
  private func within(_ frames: [Frame], giving position: Int, of items: [Mailbox.Item]) throws -> [UInt8]? {
    let given = try outgoing?.given ?? hub.read { try Mailbox.given(to: organ, $0) }
    outgoing?.given = given
    guard position > given else { return try out?.append(frames, within: hello.room) }
    var trial = out
    guard try trial?.append(frames, within: hello.room) != nil else { return nil }
    // With room for everything, the items after these follow in the same answer.
    outgoing?.toGive = hello.room == nil ? items.last?.position ?? position : position
    return []
  }

  /// Records what is sent next as given.
  func give() throws {
    guard let position = outgoing?.toGive else { return }
    try hub.write { try Mailbox.give(upTo: position, to: organ, $0) }
    outgoing?.given = position
    outgoing?.toGive = nil
  }

  private func batch(of item: Mailbox.Item) throws -> Batch? {
    if let known = outgoing?.batch, known.seal.journal == item.entry.journal,
      (known.seal.first...known.seal.last).contains(item.entry.sequence)
    {
      return known
    }
    let batch = try hub.read { try Journals.batch(with: item.entry.sequence, of: item.entry.journal, $0) }
    outgoing?.batch = batch
    return batch
  }

  /// The next frame of a content the station asked for, if its office possesses the content.
  func sendPiece() throws -> [UInt8] {
    guard var place = outgoing, place.want < wanted.count else {
      outgoing?.stage = .proof
      return []
    }
    let want = wanted[place.want]
    guard place.piece < want.pieces, let size = try hub.read({ try Contents.held(want.file, for: organ, $0) }),
      place.piece < Piece.count(in: size)
    else {
      outgoing?.want += 1
      outgoing?.piece = 0
      outgoing?.offset = nil
      return []
    }
    let length = Piece.length(of: place.piece, in: size)
    let offset = place.offset ?? want.begun[place.piece] ?? 0
    guard want.misses(place.piece), offset < length else {
      outgoing?.piece += 1
      outgoing?.offset = nil
      return []
    }
    // Cut to the station's room, so that a small room makes progress too; very short pieces would cost more than they
    // carry.
    let most = min(Piece.most, out?.room(forPieceWithin: hello.room) ?? Piece.most)
    let count = min(most, length - offset)
    guard count >= min(HubExchange.leastPiece, length - offset) else {
      outgoing?.stage = .proof
      return []
    }
    let bytes = try hub.read {
      try hub.contents.read(want.file, piece: place.piece, offset: offset, count: count, $0)
    }
    place.offset = offset + count
    let part = try within([.piece(Piece(file: want.file, index: place.piece, offset: offset, bytes: bytes))])
    guard let part else { return [] }
    outgoing?.offset = place.offset
    return part
  }
}
