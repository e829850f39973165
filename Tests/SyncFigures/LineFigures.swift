import BadLine
import Foundation

/// An exchange through a proxy that is slow, late and cut: what can be measured without root. It loses no packets, and
/// bytes are those of TCP's payload, both ways.
struct LineFigures {
  private let hub: ServedHub

  init(_ hub: ServedHub) { self.hub = hub }

  func print() throws {
    let slow = BadLine.Faults(rate: 8_000, delay: 0.4)
    var cut = slow
    cut.endTime = (30, .silence)
    Swift.print("| through a proxy | bytes up | bytes down | connections | seconds | end |")
    Swift.print("|---|---:|---:|---:|---:|---|")
    let organs = try hub.organs(6)
    let files = [207_000, 200_000]
    try row("nothing new, loopback", organs[0], .init()) { _ in }
    try row("20 registrations, loopback", organs[1], .init()) { try $0.register(20) }
    try row("20 registrations, 64 kbit/s, 800 ms", organs[2], slow) { try $0.register(20) }
    try row("20 + 2 files of 200 kB, 64 kbit/s, 800 ms", organs[3], slow) {
      try $0.register(20)
      try $0.attach(files, in: hub.folder)
    }
    try row("the same, cut by silence every 30 s", organs[4], cut) {
      try $0.register(20)
      try $0.attach(files, in: hub.folder)
    }
    try row("1,000 registrations, loopback", organs[5], .init()) { try $0.register(1_000) }
  }

  private func row(
    _ what: String, _ organ: String, _ faults: BadLine.Faults, _ work: (Station) throws -> Void
  ) throws {
    let station = try Station(hub, organ, code: try hub.code(organ))
    try work(station)
    let line = try BadLine(to: hub.port) { _ in faults }
    let result = try station.sync(port: line.port)
    line.close()
    let carried = line.carried
    let seconds = (result.seconds * 10).rounded() / 10
    Swift.print("| \(what) | \(carried.up) | \(carried.down) | \(carried.connections) | \(seconds) | \(result.end) |")
  }
}
