import Records

/// Takes the bytes of a packet as they arrive and returns each frame as soon as it is complete.
///
///     reader.feed(bytes)
///     while let frame = try reader.next() { … }
///
/// It holds at most the bytes that were fed and not yet consumed, one frame, and a payload of `WireLimits.payload`.
public struct PacketReader {
  public private(set) var header: PacketHeader?
  /// How many frames were complete and valid, including skipped ones of unknown types.
  public private(set) var frames = 0
  public private(set) var skipped = 0
  /// The hash over the header and all frames before the one returned last; a proof signs this.
  public private(set) var digest = Hash256.zero
  private var waiting: [UInt8] = []
  private var place = 0
  private var chain: FrameChain?
  private var packing: Packing?
  private var refusal: PacketRefusal?
  private var ended = false

  public init() {}

  /// How the packet ended, asked when no more bytes come.
  public enum Ending: Equatable, Sendable {
    case whole
    /// The frames before the cut are good.
    case cut
    case refused(PacketRefusal)
  }

  public var ending: Ending { refusal.map(Ending.refused) ?? (ended ? .whole : .cut) }

  public mutating func feed(_ bytes: some Collection<UInt8>) {
    // Nothing is read after a refusal or the end, so nothing is kept.
    guard refusal == nil, !ended else { return }
    waiting.removeFirst(place)
    place = 0
    waiting.append(contentsOf: bytes)
  }

  /// Returns the next complete frame; `nil` when more bytes are needed or the packet has ended. After a refusal it
  /// throws the same one again.
  public mutating func next() throws(PacketRefusal) -> Frame? {
    if let refusal { throw refusal }
    do throws(PacketRefusal) {
      while !ended {
        if header == nil {
          guard try readHeader() else { return nil }
        }
        switch try readFrame() {
        case .needsMore: return nil
        case .passedOver: continue
        case .frame(let frame): return frame
        }
      }
      return nil
    } catch {
      refusal = error
      waiting = []
      place = 0
      throw error
    }
  }

  /// Reads as much of a packet as there is.
  public static func read(_ bytes: some Collection<UInt8>) -> (header: PacketHeader?, frames: [Frame], ending: Ending) {
    var reader = PacketReader()
    reader.feed(bytes)
    var frames: [Frame] = []
    // `ending` holds the refusal.
    while let frame = try? reader.next() { frames.append(frame) }
    return (reader.header, frames, reader.ending)
  }
}

extension PacketReader {
  private enum Step {
    case needsMore
    case passedOver
    case frame(Frame)
  }

  private var unread: ArraySlice<UInt8> { waiting[place...] }

  /// Reads a length at `offset` of the unread bytes, and how many bytes it takes; `nil` when it is incomplete.
  private func length(at offset: Int, atMost limit: Int, frame: Int) throws(PacketRefusal) -> (value: Int, bytes: Int)?
  {
    var value = 0
    for (count, byte) in unread.dropFirst(offset).prefix(3).enumerated() {
      value |= Int(byte & 0x7F) << (7 * count)
      guard value <= limit else { throw .tooLong(frame: frame) }
      if byte & 0x80 == 0 {
        guard byte != 0 || count == 0 else { throw .malformed(frame: frame) }
        return (value, count + 1)
      }
      guard count < 2 else { throw .tooLong(frame: frame) }
    }
    return nil
  }

  private mutating func readHeader() throws(PacketRefusal) -> Bool {
    let start = PacketHeader.magic.count + 1
    guard zip(unread, PacketHeader.magic).allSatisfy({ $0 == $1 }) else { throw .notAPacket }
    guard unread.count >= start else { return false }
    let version = unread[place + start - 1]
    guard version == PacketHeader.version else { throw .newerVersion(Int(version)) }
    guard let length = try length(at: start, atMost: WireLimits.header, frame: 0) else { return false }
    let end = place + start + length.bytes + length.value
    guard waiting.count >= end + FrameChain.checkLength else { return false }
    let chain = FrameChain(header: Array(waiting[place..<end]))
    guard waiting[end..<end + FrameChain.checkLength].elementsEqual(chain.check) else { throw .damaged(frame: 0) }
    let header: PacketHeader
    do { header = try PacketHeader(fields: waiting[end - length.value..<end]) } catch { throw .malformed(frame: 0) }
    packing = try Packing.numbered(header.dictionary)
    self.chain = chain
    self.header = header
    place = end + FrameChain.checkLength
    return true
  }

  private func unpacked(_ carried: ArraySlice<UInt8>) throws(Malformed) -> ArraySlice<UInt8> {
    guard let packing else { throw Malformed() }
    return try packing.unpacked(carried, limit: WireLimits.payload)[...]
  }

  private mutating func readFrame() throws(PacketRefusal) -> Step {
    let number = frames + 1
    guard var chain,
      let length = try length(
        at: 2, atMost: WireLimits.frame - WireLimits.frameCost, frame: number)
    else { return .needsMore }
    let end = place + 2 + length.bytes + length.value
    guard waiting.count >= end + FrameChain.checkLength else { return .needsMore }
    let before = chain.digest
    chain.add(Array(waiting[place..<end]))
    guard waiting[end..<end + FrameChain.checkLength].elementsEqual(chain.check) else { throw .damaged(frame: number) }
    let (type, form) = (waiting[place], waiting[place + 1])
    let carried = waiting[end - length.value..<end]
    var frame: Frame?
    if let kind = Frame.Kind(rawValue: type) {
      guard let form = FrameForm(form), form.version == FrameForm.version else {
        throw .newerFrame(type: type, version: Int(form >> 4))
      }
      do throws(Malformed) {
        frame = try Frame(kind, payload: form.isPacked ? try unpacked(carried) : carried)
      } catch { throw .malformed(frame: number) }
    }
    if case .end(let end) = frame {
      guard end.frames == frames, end.digest == before else { throw .damaged(frame: number) }
      ended = true
    }
    if case .stamp(let stamp) = frame, stamp.isLast { ended = true }
    digest = before
    self.chain = chain
    frames = number
    place = end + FrameChain.checkLength
    guard let frame else {
      skipped += 1
      return .passedOver
    }
    return .frame(frame)
  }
}
