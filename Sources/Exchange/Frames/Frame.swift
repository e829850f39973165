import Records

/// A part of a packet that is useful without the rest.
public enum Frame: Equatable, Sendable {
  case hello(Hello)
  case entries(EntryRun)
  case seal(Seal)
  case piece(Piece)
  case wants([Want])
  /// Up to this position the other side has the journal on disk.
  case acknowledgement(JournalHead)
  case delivery(Delivery)
  case receipt(Receipt)
  case notice(Notice)
  case end(End)
  case proof(Proof)
  case place(MailboxPlace)
  case lease(Lease)
  /// To an office of its own entries that the hub had lost: readers brought them back.
  case regained(Delivery)
  /// A proof by a shared key, the end, or both.
  case stamp(Stamp)
  /// Hello and place in short.
  case brief(BriefHello)
  case statement(StatementFrame)

  /// The type numbers, which are never reused. 127 is the highest.
  enum Kind: UInt8, CaseIterable {
    case hello = 1
    case entries, seal, piece, wants, acknowledgement, delivery, receipt, notice, end, proof, place, lease, regained
    case stamp, brief
    case statement = 17
  }

  var kind: Kind {
    switch self {
    case .hello: .hello
    case .entries: .entries
    case .seal: .seal
    case .piece: .piece
    case .wants: .wants
    case .acknowledgement: .acknowledgement
    case .delivery: .delivery
    case .receipt: .receipt
    case .notice: .notice
    case .end: .end
    case .proof: .proof
    case .place: .place
    case .lease: .lease
    case .regained: .regained
    case .stamp: .stamp
    case .brief: .brief
    case .statement: .statement
    }
  }

  /// The payload, before compression.
  var payload: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .hello(let hello): hello.write(to: &writer)
    case .entries(let run): run.write(to: &writer)
    case .seal(let seal): seal.write(to: &writer)
    case .piece(let piece): piece.write(to: &writer)
    case .wants(let wants):
      writer.count(wants.count)
      for want in wants { want.write(to: &writer) }
    case .acknowledgement(let position): position.write(to: &writer)
    case .delivery(let delivery): delivery.write(to: &writer)
    case .receipt(let receipt): receipt.write(to: &writer)
    case .notice(let notice): notice.write(to: &writer)
    case .end(let end): end.write(to: &writer)
    case .proof(let proof): proof.write(to: &writer)
    case .place(let place): place.write(to: &writer)
    case .lease(let lease): lease.write(to: &writer)
    case .regained(let delivery): delivery.write(to: &writer)
    case .stamp(let stamp): stamp.write(to: &writer)
    case .brief(let hello): hello.write(to: &writer)
    case .statement(let frame): frame.write(to: &writer)
    }
    return writer.bytes
  }

  init(_ kind: Kind, payload: some Collection<UInt8>) throws(Malformed) {
    var reader = ByteReader(payload)
    switch kind {
    case .hello: self = .hello(try Hello(from: &reader))
    case .entries: self = .entries(try EntryRun(from: &reader))
    case .seal: self = .seal(try Seal(from: &reader))
    case .piece: self = .piece(try Piece(from: &reader))
    case .wants:
      var wants: [Want] = []
      for _ in 0..<(try reader.count(ofAtLeast: 34)) { wants.append(try Want(from: &reader)) }
      self = .wants(wants)
    case .acknowledgement: self = .acknowledgement(try JournalHead(from: &reader))
    case .delivery: self = .delivery(try Delivery(from: &reader))
    case .receipt: self = .receipt(try Receipt(from: &reader))
    case .notice: self = .notice(try Notice(from: &reader))
    case .end: self = .end(try End(from: &reader))
    case .proof: self = .proof(try Proof(from: &reader))
    case .place: self = .place(try MailboxPlace(from: &reader))
    case .lease: self = .lease(try Lease(from: &reader))
    case .regained: self = .regained(try Delivery(from: &reader))
    case .stamp: self = .stamp(try Stamp(from: &reader))
    case .brief: self = .brief(try BriefHello(from: &reader))
    case .statement: self = .statement(try StatementFrame(from: &reader))
    }
    guard reader.isAtEnd else { throw Malformed() }
  }
}
