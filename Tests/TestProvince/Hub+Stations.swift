import Exchange
import Hub
import Office
import Records
import Sync

extension Hub {
  /// Answers one exchange over a connection on which nothing is lost.
  public func exchange(_ next: () throws -> [UInt8]?, _ take: ([UInt8]) throws -> Void) throws {
    let answer = answer(over: .line)
    while let part = try next() {
      let early = try answer.feed(part)
      if !early.isEmpty { try take(early) }
    }
    try answer.finish(take)
  }

  /// Returns the answer to a packet that arrives in parts of that many bytes.
  public func answer(to packet: [UInt8], over way: Transport, inPartsOf size: Int = 5_000) throws -> [UInt8] {
    let answer = answer(over: way)
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: packet.count, by: size) {
      bytes += try answer.feed(Array(packet[start..<min(packet.count, start + size)]))
    }
    try answer.finish { bytes += $0 }
    return bytes
  }

  /// Enrols a station with a new code of the office, as its program does over a connection.
  public func enrol(
    _ station: StationName, of organ: Organ.ID, _ mode: EnrolmentRequest.Mode = .first,
    replaces: StationName? = nil, name: String = "Máy văn thư", url: String = "memory:", keys: StationKeys
  ) throws -> Enrolling.Enrolled {
    let enrolling = try Enrolling(code: try code(for: organ).description, url: url)
    let request = enrolling.request(mode, replaces: replaces, station: station, name: name, keys: keys)
    return try enrolling.enrolment(from: try enrol(json: try request.json).json)
  }
}
