import Crypto
import FoundationEssentials

/// Opens a sealed packet as its bytes arrive. What `next` returns is fed to a `PacketReader`.
public struct SealedReader {
  private let key: Curve25519.KeyAgreement.PrivateKey
  private var start: [UInt8] = []
  private var recipient: HPKE.Recipient?
  private var waiting: [UInt8] = []
  private var place = 0
  private var boxes = 0
  private var refusal: PacketRefusal?

  public init(key: Curve25519.KeyAgreement.PrivateKey) { self.key = key }

  /// Whether the bytes begin like a sealed packet.
  public static func isSealed(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: SealedForm.magic) }

  public mutating func feed(_ bytes: some Collection<UInt8>) {
    guard refusal == nil else { return }
    waiting.removeFirst(place)
    place = 0
    waiting.append(contentsOf: bytes)
  }

  /// Returns the next part of the packet; `nil` when more bytes are needed. After a refusal it throws the same one
  /// again.
  public mutating func next() throws(PacketRefusal) -> [UInt8]? {
    if let refusal { throw refusal }
    do throws(PacketRefusal) {
      return try readStart() ? try readBox() : nil
    } catch {
      refusal = error
      waiting = []
      place = 0
      throw error
    }
  }

  /// Opens and reads as much of a sealed packet as there is.
  public static func read(
    _ bytes: some Collection<UInt8>, key: Curve25519.KeyAgreement.PrivateKey
  )
    -> (header: PacketHeader?, frames: [Frame], ending: PacketReader.Ending)
  {
    var sealed = SealedReader(key: key)
    var packet = PacketReader()
    var frames: [Frame] = []
    sealed.feed(bytes)
    do {
      while let part = try sealed.next() {
        packet.feed(part)
        while let frame = try packet.next() { frames.append(frame) }
      }
    } catch {
      return (packet.header, frames, .refused(error))
    }
    return (packet.header, frames, packet.ending)
  }
}

extension SealedReader {
  private mutating func readStart() throws(PacketRefusal) -> Bool {
    guard recipient == nil else { return true }
    guard zip(waiting, SealedForm.magic).allSatisfy({ $0 == $1 }) else { throw .notSealed }
    if waiting.count > 4, waiting[4] != SealedForm.version { throw .newerVersion(Int(waiting[4])) }
    guard waiting.count >= SealedForm.length else { return false }
    guard waiting[5] == SealedForm.suiteNumber else { throw .notSealed }
    guard waiting[6..<14] == SealedForm.name(of: key.publicKey) else { throw .notOpened }
    start = Array(waiting[..<SealedForm.length])
    do {
      recipient = try HPKE.Recipient(
        privateKey: key, ciphersuite: SealedForm.suite, info: Data(SealedForm.info),
        encapsulatedKey: Data(waiting[14..<SealedForm.length]))
    } catch { throw .notOpened }
    place = SealedForm.length
    return true
  }

  private mutating func readBox() throws(PacketRefusal) -> [UInt8]? {
    var length = 0
    var digits = 0
    while true {
      guard place + digits < waiting.count else { return nil }
      let byte = waiting[place + digits]
      length |= Int(byte & 0x7F) << (7 * digits)
      digits += 1
      guard length <= WireLimits.frame + SealedForm.tag, digits < 3 || byte < 0x80 else { throw .tooLong(frame: boxes) }
      guard byte != 0 || digits == 1 else { throw .notOpened }
      if byte < 0x80 { break }
    }
    let first = place + digits
    guard waiting.count >= first + length else { return nil }
    do {
      let part = try recipient?.open(waiting[first..<first + length], authenticating: start)
      place = first + length
      boxes += 1
      return part.map { Array($0) }
    } catch { throw .notOpened }
  }
}
