import Exchange
import Records

/// The packets in what is sent through sockets: HTTP bodies, with a length or in chunks, read as they arrive.
struct Conversations {
  private var streams: [UInt: Stream] = [:]

  /// Returns the frames that these bytes complete, each with the header of its packet.
  mutating func take(_ bytes: ArraySlice<UInt8>, on socket: UInt) throws -> [(frame: Frame, header: PacketHeader)] {
    try streams[socket, default: Stream()].take(bytes)
  }

  private struct Stream {
    var waiting: [UInt8] = []
    var state = State.head
    var packet = PacketReader()

    enum State: Equatable {
      case head
      case body(left: Int)
      case chunkHead
      case chunk(left: Int)
      case trailer
    }

    mutating func take(_ bytes: ArraySlice<UInt8>) throws -> [(Frame, PacketHeader)] {
      waiting += bytes
      var frames: [(Frame, PacketHeader)] = []
      while try step(&frames) {}
      return frames
    }

    /// Reads the next part. Returns whether there was one.
    private mutating func step(_ frames: inout [(Frame, PacketHeader)]) throws -> Bool {
      switch state {
      case .head:
        guard let end = waiting.end(of: Array("\r\n\r\n".utf8)) else { return false }
        let head = String(decoding: waiting[..<end], as: UTF8.self).lowercased()
        waiting.removeFirst(end)
        packet = PacketReader()
        if head.contains("transfer-encoding: chunked") {
          state = .chunkHead
        } else if let field = head.split(separator: "\r\n").first(where: { $0.hasPrefix("content-length:") }) {
          state = .body(left: Int(field.dropFirst(15).drop { $0 == " " }) ?? 0)
        }
        return true
      case .body(let left):
        guard left > 0 else {
          state = .head
          return true
        }
        guard let count = try read(left, &frames) else { return false }
        state = .body(left: left - count)
        return true
      case .chunkHead:
        guard let line = line() else { return false }
        let length = Int(line.prefix { $0 != ";" }, radix: 16) ?? 0
        state = length == 0 ? .trailer : .chunk(left: length)
        return true
      case .chunk(let left):
        guard left > 0 else {
          guard line() != nil else { return false }
          state = .chunkHead
          return true
        }
        guard let count = try read(left, &frames) else { return false }
        state = .chunk(left: left - count)
        return true
      case .trailer:
        guard let line = line() else { return false }
        if line.isEmpty { state = .head }
        return true
      }
    }

    private mutating func line() -> String? {
      guard let end = waiting.end(of: [13, 10]) else { return nil }
      defer { waiting.removeFirst(end) }
      return String(decoding: waiting[..<(end - 2)], as: UTF8.self)
    }

    private mutating func read(_ most: Int, _ frames: inout [(Frame, PacketHeader)]) throws -> Int? {
      guard !waiting.isEmpty else { return nil }
      let count = min(most, waiting.count)
      packet.feed(waiting[..<count])
      waiting.removeFirst(count)
      // A body that is no packet is a page, or a sentence.
      do {
        while let frame = try packet.next() {
          if let header = packet.header { frames.append((frame, header)) }
        }
      } catch PacketRefusal.notAPacket {}
      return count
    }
  }
}

extension [UInt8] {
  /// Returns the position after the first occurrence of these bytes.
  fileprivate func end(of mark: [UInt8]) -> Int? {
    guard count >= mark.count else { return nil }
    for start in 0...(count - mark.count) where self[start] == mark[0] {
      if self[start..<(start + mark.count)].elementsEqual(mark) { return start + mark.count }
    }
    return nil
  }
}
