/// A packet as several, none longer than a mailbox takes. Each is read by itself, in any order.
public enum Volumes {
  /// What header, end and the seals of a sealed volume may need besides the frames; a sealed frame costs 19 bytes more.
  private static let overhead = 1_500
  private static let sealedFrame = 19

  /// The volumes, each as its parts: header, frames, end. A batch stays with its seal, unless it alone is longer than the limit.
  public static func write(
    _ header: PacketHeader, _ frames: [Frame], limit: Int = Limits.mailVolume
  )
    throws(PacketRefusal) -> [[[UInt8]]]
  {
    let shaper = try PacketWriter(header)
    var volumes: [[[UInt8]]] = [[]]
    var size = overhead
    var unit: [[UInt8]] = []
    for (place, frame) in frames.enumerated() {
      unit += try shaper.bodies(of: frame)
      if case .entries = frame, place + 1 < frames.count { continue }
      // A unit goes on in this volume, or begins the next, or is itself divided.
      let cost = unit.reduce(0) { $0 + Volumes.cost($1) }
      if size + cost > limit, size > overhead {
        volumes.append([])
        size = overhead
      }
      for body in unit {
        if size + Volumes.cost(body) > limit, size > overhead {
          volumes.append([])
          size = overhead
        }
        volumes[volumes.count - 1].append(body)
        size += Volumes.cost(body)
      }
      unit = []
    }
    var written: [[[UInt8]]] = []
    for (index, bodies) in volumes.enumerated() {
      var header = header
      header.volume = PacketHeader.Volume(index: index + 1, count: volumes.count)
      var writer = try PacketWriter(header)
      var parts = [writer.start]
      for body in bodies { parts.append(writer.finished(body)) }
      parts.append(try writer.end())
      written.append(parts)
    }
    return written
  }

  private static func cost(_ body: [UInt8]) -> Int { body.count + FrameChain.checkLength + sealedFrame }
}
