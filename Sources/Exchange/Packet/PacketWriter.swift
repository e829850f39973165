import Records

/// Encodes a packet frame by frame.
public struct PacketWriter {
  /// The encoded header; it goes first.
  public let start: [UInt8]
  private var chain: FrameChain
  private var frames = 0
  private let packing: Packing?

  /// Refuses a dictionary this program does not have.
  public init(_ header: PacketHeader) throws(PacketRefusal) {
    packing = try Packing.numbered(header.dictionary)
    let bytes = header.bytes
    chain = FrameChain(header: bytes)
    start = bytes + chain.check
  }

  /// Returns the bytes of the frame, at most `WireLimits.frame`; a run of entries too long for one frame
  /// becomes several.
  public mutating func append(_ frame: Frame) throws(PacketRefusal) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    for body in try bodies(of: frame) { parts.append(finished(body)) }
    return parts
  }

  /// The hash over the header and all frames so far.
  var digest: Hash256 { chain.digest }

  /// Returns the last frame; nothing may be appended after it.
  public mutating func end() throws(PacketRefusal) -> [UInt8] {
    guard let body = body(of: .end(End(frames: frames, digest: chain.digest))) else { throw .frameTooLong }
    return finished(body)
  }

  /// Returns an entire packet in parts: header, frames, end. On a USB stick each goes into a box of its own.
  public static func parts(_ header: PacketHeader, _ frames: [Frame]) throws(PacketRefusal) -> [[UInt8]] {
    var writer = try PacketWriter(header)
    var parts = [writer.start]
    for frame in frames { parts += try writer.append(frame) }
    parts.append(try writer.end())
    return parts
  }

  public static func packet(_ header: PacketHeader, _ frames: [Frame]) throws(PacketRefusal) -> [UInt8] {
    Array(try parts(header, frames).joined())
  }

  /// Whether an entry fits alone into a frame written by this program. Another program might compress it more tightly
  /// and send an entry that could not be forwarded.
  public static func fits(_ entry: StoredEntry, after previous: Hash256) -> Bool {
    let run = EntryRun(previous: previous, entries: [entry])
    guard Frame.entries(run).payload.count > WireLimits.frame - WireLimits.frameCost else { return true }
    let header = PacketHeader(id: 1, sender: entry.station, epoch: entry.epoch, receiver: .hub)
    return (try? PacketWriter(header).bodies(of: run)) != nil
  }

  /// Encodes a frame without its check, which depends on the frames before it.
  func bodies(of frame: Frame) throws(PacketRefusal) -> [[UInt8]] {
    if case .entries(let run) = frame { return try bodies(of: run) }
    guard let body = body(of: frame) else { throw .frameTooLong }
    return [body]
  }

  private func bodies(of run: EntryRun) throws(PacketRefusal) -> [[UInt8]] {
    guard let first = run.entries.first else { return [] }
    for (place, entry) in run.entries.enumerated() {
      guard entry.canTravel, entry.station == first.station, entry.epoch == first.epoch,
        entry.sequence == first.sequence + place
      else { throw .entryTooLong(entry.reference) }
    }
    if run.entries.count <= WireLimits.batchEntries, let body = body(of: .entries(run)) { return [body] }
    guard let (left, right) = run.halved() else { throw .entryTooLong(first.reference) }
    return try bodies(of: left) + (try bodies(of: right))
  }

  /// Returns type, version and compression, length and payload; `nil` when it is longer than a frame may be.
  private func body(of frame: Frame) -> [UInt8]? {
    let payload = frame.payload
    guard payload.count <= WireLimits.payload else { return nil }
    let packed = packing?.packed(payload)
    let carried = packed ?? payload
    guard carried.count <= WireLimits.frame - WireLimits.frameCost else { return nil }
    var writer = ByteWriter()
    writer.byte(frame.kind.rawValue)
    writer.byte(FrameForm(version: FrameForm.version, isPacked: packed != nil).byte)
    writer.count(carried.count)
    writer.raw(carried)
    return writer.bytes
  }

  /// Adds the check to a frame and chains the next one to it.
  mutating func finished(_ body: [UInt8]) -> [UInt8] {
    chain.add(body)
    frames += 1
    return body + chain.check
  }
}
