import Records

/// Turns frames into the bytes of a packet, one after the other as they come.
public struct PacketWriter {
  /// The bytes of the header: they go first.
  public let start: [UInt8]
  private var chain: FrameChain
  private var frames = 0
  private let packing: Packing?

  /// Refuses a dictionary this program has not got.
  public init(_ header: PacketHeader) throws(PacketRefusal) {
    packing = try Packing.numbered(header.dictionary)
    let bytes = header.bytes
    chain = FrameChain(header: bytes)
    start = bytes + chain.check
  }

  /// The bytes of a frame, each at most `Limits.frame`; a run of entries too long for one becomes several.
  public mutating func append(_ frame: Frame) throws(PacketRefusal) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    for body in try bodies(of: frame) { parts.append(finished(body)) }
    return parts
  }

  /// Over the header and every frame so far.
  var digest: Hash256 { chain.digest }

  /// The last frame; nothing is appended after it.
  public mutating func end() throws(PacketRefusal) -> [UInt8] {
    guard let body = body(of: .end(End(frames: frames, digest: chain.digest))) else { throw .frameTooLong }
    return finished(body)
  }

  /// A whole packet at once, part by part: header, frames, end. On a stick each goes into a box of its own.
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

  /// Whether an entry fits into a frame of this program's, alone. Another may pack it more tightly and send what could not be given on.
  public static func fits(_ entry: StoredEntry, after previous: Hash256) -> Bool {
    let run = EntryRun(previous: previous, entries: [entry])
    guard Frame.entries(run).payload.count > Limits.frame - Limits.frameCost else { return true }
    let header = PacketHeader(id: 1, sender: entry.station, epoch: entry.epoch, receiver: .hub)
    return (try? PacketWriter(header).bodies(of: run)) != nil
  }

  /// Frames without their checks, which depend on what goes before.
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
    if run.entries.count <= Limits.batchEntries, let body = body(of: .entries(run)) { return [body] }
    guard let (left, right) = run.halved() else { throw .entryTooLong(first.reference) }
    return try bodies(of: left) + (try bodies(of: right))
  }

  /// Type, version and packing, length, payload; `nil` when it is longer than a frame may be.
  private func body(of frame: Frame) -> [UInt8]? {
    let payload = frame.payload
    guard payload.count <= Limits.payload else { return nil }
    let packed = packing?.packed(payload)
    let carried = packed ?? payload
    guard carried.count <= Limits.frame - Limits.frameCost else { return nil }
    var writer = ByteWriter()
    writer.byte(frame.kind.rawValue)
    writer.byte(FrameForm(version: FrameForm.version, isPacked: packed != nil).byte)
    writer.count(carried.count)
    writer.raw(carried)
    return writer.bytes
  }

  /// The frame with its check; the next one is chained to it.
  mutating func finished(_ body: [UInt8]) -> [UInt8] {
    chain.take(body)
    frames += 1
    return body + chain.check
  }
}
