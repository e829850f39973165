import BadLine
import Foundation

/// How strangers who occupy connections of the hub affect an honest station: complete runs on a new connection each, 20
/// documents.
struct StrangerFigures {
  private let hub: ServedHub
  private let rounds = 9

  init(_ hub: ServedHub) { self.hub = hub }

  func print() throws {
    let station = try Station(hub, try hub.organs(1)[0], code: try hub.code(try hub.organs(1)[0]))
    Swift.print("\n| strangers at the door | runs | p50 ms | most ms | not done | stand | came | hub's CPU s |")
    Swift.print("|---|---:|---:|---:|---:|---:|---:|---:|")
    let quiet = try runs("none", station, nil)
    for (slow, idle) in [(600, 0), (0, 2_000), (600, 2_000)] {
      let strangers = Strangers(port: hub.port, slow: slow, idle: idle)
      usleep(4_000_000)
      let busy = try runs("\(slow) slow, \(idle) idle", station, strangers)
      strangers.stop()
      Swift.print("  → \(Double(Int(busy / max(0.001, quiet) * 100)) / 100) times as long")
    }
  }

  /// Returns the median, in milliseconds.
  private func runs(_ what: String, _ station: Station, _ strangers: Strangers?) throws -> Double {
    let before = hub.used.seconds
    var (times, failures) = ([Double](), 0)
    for _ in 0..<rounds {
      try station.register(20)
      let run = try station.sync(port: hub.port)
      times.append(run.seconds * 1000)
      if run.end != .done { failures += 1 }
      usleep(200_000)
    }
    times.sort()
    let used = Double(Int((hub.used.seconds - before) * 100)) / 100
    let now = strangers?.now ?? (standing: 0, opened: 0)
    Swift.print(
      "| \(what) | \(rounds) | \(Int(times[rounds / 2])) | \(Int(times[rounds - 1])) | \(failures) | \(now.standing) "
        + "| \(now.opened) | \(used) |")
    fflush(nil)
    return times[rounds / 2]
  }
}
