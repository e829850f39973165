import Crypto
import Exchange
import Records

/// A station of which there is nothing but a journal and valid keys: any entry can be written into it and is signed.
public struct StationJournal {
  public var name: StationName
  public var signing: Curve25519.Signing.PrivateKey
  public let agreement: Curve25519.KeyAgreement.PrivateKey
  public var epoch = 1
  public var entries: [StoredEntry] = []
  /// The hash of the chain after each entry.
  public var hashes: [Hash256] = []

  /// - Parameters:
  ///   - signing: the 32 bytes of the key for signatures.
  ///   - agreement: those of the key for sealed packets.
  public init(_ name: StationName, signing: [UInt8], agreement: [UInt8]) throws {
    self.name = name
    self.signing = try Curve25519.Signing.PrivateKey(rawRepresentation: signing)
    self.agreement = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: agreement)
  }

  public var signingKey: [UInt8] { Array(signing.publicKey.rawRepresentation) }
  public var agreementKey: [UInt8] { Array(agreement.publicKey.rawRepresentation) }

  public var head: Hash256 { hashes.last ?? .zero }
  public var position: JournalHead { JournalHead(station: name, epoch: epoch, sequence: entries.count, hash: head) }

  /// Returns the entry that would be the next one.
  public func next(
    _ act: String, at milliseconds: Int, on day: Day = Day(2026, 11, 20), clerk: String = "Nông Thị Hương"
  ) -> StoredEntry {
    StoredEntry(
      station: name, epoch: epoch, sequence: entries.count + 1,
      time: HybridTime(milliseconds: Int64(milliseconds), counter: Int64(entries.count % 60_000)), day: day,
      clerk: clerk, act: act)
  }

  public mutating func append(_ entry: StoredEntry) {
    hashes.append(entry.hash(after: head))
    entries.append(entry)
  }

  /// Removes the entries after that one, as if they had never been written.
  public mutating func forget(after sequence: Int) {
    guard sequence < entries.count else { return }
    entries.removeSubrange(sequence...)
    hashes.removeSubrange(sequence...)
  }

  public func run(from first: Int, to last: Int? = nil) -> EntryRun {
    EntryRun(
      previous: first == 1 ? .zero : hashes[first - 2], entries: Array(entries[(first - 1)..<(last ?? entries.count)]))
  }

  /// Returns sealed batches of all entries after that one.
  public func batches(after sequence: Int) throws -> [Batch] {
    guard sequence < entries.count else { return [] }
    let run = run(from: sequence + 1)
    var previous = run.previous
    return try Batch.parts(of: run.entries).map { part in
      let batch = try Batch.sign(EntryRun(previous: previous, entries: Array(part)), key: signing)
      previous = batch.seal.head
      return batch
    }
  }

  /// Returns a request for enrolment, of version 1.
  public func request(
    _ mode: EnrolmentRequest.Mode, _ code: EnrolmentCode, replaces: StationName? = nil
  ) -> EnrolmentRequest {
    EnrolmentRequest(
      mode, replaces: replaces, station: name, name: "Máy văn thư", signingKey: signingKey, agreementKey: agreementKey,
      code: code)
  }
}
