import Dispatch
import Foundation
import Glibc
import Office
import Sync
import Synchronization

/// What a hub accepts from many stations at once. Stations and hub share the machine's cores, so the CPU time of the
/// hub alone is printed besides the elapsed time.
struct HubFigures {
  private let hub: ServedHub
  private let count: Int
  private let rounds: Int

  /// - Parameter rounds: of packets with 20 entries; four times as many of nothing new, half as many of 500.
  init(_ hub: ServedHub, offices: Int, rounds: Int) {
    self.hub = hub
    self.rounds = max(1, rounds)
    count = offices
  }

  /// - Parameter hasNights: whether complete runs are measured too, or packets only.
  func print(hasNights: Bool) throws {
    let organs = try hub.organs(count)
    let began = milliseconds()
    let codes = try organs.map { try hub.code($0) }
    let stations = try zip(organs, codes).map { try Station(hub, $0, code: $1) }
    // Until each has received the entries about all others.
    for station in stations { _ = try station.sync() }
    Swift.print("\(stations.count) offices enrolled in \(milliseconds() - began) ms; load \(Self.load)\n")
    try throughput(stations)
    if hasNights { try nights(stations) }
    try check(stations)
  }

  /// Measures packets that were made before the clock started. Prints median, minimum and maximum of the rounds; the
  /// CPU time of all.
  private func throughput(_ stations: [Station]) throws {
    Swift.print(
      "| packets made beforehand | at once | rounds | packets/s | entries/s | hub's CPU ms a packet | entries/CPU s "
        + "| stations' CPU ms a packet |")
    Swift.print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for (what, amount, senders, rounds) in [
      ("nothing new", 0, stations.count, rounds * 4), ("20 entries", 20, stations.count, rounds),
      ("500 entries", 500, 50, max(1, rounds / 2)),
    ] {
      let chosen = Array(stations.prefix(senders))
      var (speeds, used, own, errors) = ([Double](), 0.0, 0.0, 0)
      for _ in 0..<rounds {
        for station in chosen where amount > 0 { try station.register(amount) }
        let packets = try chosen.map { try $0.prepared() }
        let (before, ownBefore) = (hub.used.seconds, ServedHub.ownSeconds)
        let result = together(packets.count) { try packets[$0].carry() }
        used += hub.used.seconds - before
        own += ServedHub.ownSeconds - ownBefore
        errors += result.errors
        speeds.append(Double(packets.count) / result.seconds)
      }
      speeds.sort()
      let packets = Double(chosen.count * rounds)
      func spread(_ factor: Int) -> String {
        let (median, least, most) = (speeds[speeds.count / 2], speeds[0], speeds[speeds.count - 1])
        return "\(Int(median) * factor) (\(Int(least) * factor) – \(Int(most) * factor))"
      }
      Swift.print(
        "| \(what)\(errors > 0 ? ", \(errors) errors" : "") | \(chosen.count) | \(rounds) | \(spread(1)) "
          + "| \(amount == 0 ? "" : spread(amount)) | \((used * 1000 / packets).rounded(3)) "
          + "| \(amount == 0 ? "" : "\(Int(packets * Double(amount) / used))") | \((own * 1000 / packets).rounded(3)) |"
      )
    }
  }

  /// Measures complete runs as a station makes them: 20 documents an office, two scans for every fourth.
  private func nights(_ stations: [Station]) throws {
    Swift.print(
      """

      | whole runs, 20 documents each | offices | window s | all s | p50 s | p95 s | most s | errors | hub's CPU s | \
      hub's peak MB |
      """
    )
    Swift.print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for (senders, window) in [(1, 0.0), (50, 0), (stations.count, 0), (stations.count, 60)] {
      let chosen = Array(stations.prefix(senders))
      for (place, station) in chosen.enumerated() {
        try station.register(20)
        if place % 4 == 0 { try station.attach([207_000, 200_000], in: hub.folder) }
      }
      try hub.restart()
      let before = hub.used.seconds
      let result = together(chosen.count, window: window) {
        guard try chosen[$0].sync().end == .done else { throw CarrierFailure.cut("not done") }
      }
      let used = hub.used
      let times = result.times.sorted()
      func quantile(_ share: Double) -> Double { times[Int(Double(times.count - 1) * share)].rounded(3) }
      Swift.print(
        "| \(window == 0 ? "all at once" : "spread") | \(chosen.count) | \(Int(window)) | \(result.seconds.rounded(1)) "
          + "| \(quantile(0.5)) | \(quantile(0.95)) | \(quantile(1)) | \(result.errors) "
          + "| \((used.seconds - before).rounded(2)) "
          + "| \(used.peak.rounded(1)) |")
    }
  }

  /// Checks that nothing was lost: the hub holds every office's journal, and its data is sound.
  private func check(_ stations: [Station]) throws {
    let waiting = try stations.filter { try $0.sync().end != .done || $0.office.unsent().entries > 0 }.count
    let verdict = try hub.run(["verify", "--lang", "en"]).split(separator: "\n").last ?? ""
    Swift.print("\nOffices with something unsent: \(waiting). vanthu-hub verify: \(verdict)  Load \(Self.load).")
  }

  private struct Result {
    var seconds = 0.0
    var times: [Double] = []
    var errors = 0
  }

  /// Does the work in as many threads, all started at once or spread evenly over the window (seconds).
  private func together(_ count: Int, window: Double = 0, _ work: @escaping (Int) throws -> Void) -> Result {
    let (job, finished) = (Job(work), Finished())
    let (gate, done) = (DispatchSemaphore(value: 0), DispatchGroup())
    for number in 0..<count {
      done.enter()
      let thread = Thread {
        gate.wait()
        usleep(UInt32(window * 1_000_000 * Double(number) / Double(count)))
        let began = milliseconds()
        var isGood = true
        do { try job.work(number) } catch {
          isGood = false
          FileHandle.standardError.write(Data("\(error)\n".utf8))
        }
        finished.add(Double(milliseconds() - began) / 1000, isGood)
        done.leave()
      }
      thread.stackSize = 1 << 20
      thread.start()
    }
    let began = nanoseconds()
    for _ in 0..<count { gate.signal() }
    done.wait()
    return Result(
      seconds: Double(max(1, nanoseconds() - began)) / 1e9, times: finished.times, errors: finished.errors)
  }

  static var load: String {
    ((try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? "").split(separator: " ").first.map(String.init)
      ?? ""
  }
}

/// Work that every thread does with a number of its own, on objects that no other thread touches.
private struct Job: @unchecked Sendable {
  let work: (Int) throws -> Void

  init(_ work: @escaping (Int) throws -> Void) { self.work = work }
}

/// What the threads have finished.
private final class Finished: Sendable {
  private let state = Mutex((times: [Double](), errors: 0))

  func add(_ time: Double, _ isGood: Bool) {
    state.withLock {
      $0.times.append(time)
      if !isGood { $0.errors += 1 }
    }
  }

  var times: [Double] { state.withLock { $0.times } }
  var errors: Int { state.withLock { $0.errors } }
}

extension Double {
  fileprivate func rounded(_ places: Int) -> Double {
    let scale = pow(10, Double(places))
    return (self * scale).rounded() / scale
  }
}
