import Foundation
import Glibc

/// How long `verify` and `backup` of a province's hub take: 200 offices, a number of documents each, every fourth of
/// which is sent to three others; a number of these with a scan of 250 kB.
struct KeepingFigures {
  private let hub: ServedHub
  private let documents: Int
  private let scans: Int
  /// A folder on another disk.
  private let elsewhere: String?
  private let offices = 200
  private let scan = 250_000

  init(_ hub: ServedHub, documents: Int, scans: Int, elsewhere: String?) {
    self.hub = hub
    self.documents = documents
    self.scans = min(scans, documents / 4)
    self.elsewhere = elsewhere
  }

  func print() throws {
    try make()
    Swift.print("\n| command | s (least – most of 3) | processor s | peak MB | it said |\n|---|---:|---:|---:|---|")
    try row("verify") { _ in ["verify", "--lang", "en"] }
    try row("backup, same disk") { ["backup", "\(hub.folder)/copy\($0)", "--lang", "en"] }
    if let elsewhere {
      try row("backup, other disk") { ["backup", "\(elsewhere)/copy\(getpid())-\($0)", "--lang", "en"] }
    }
  }

  private func row(_ what: String, _ words: (Int) -> [String]) throws {
    var runs = [(seconds: Double, processor: Double, peak: Double, said: String)]()
    for round in 1...3 {
      runs.append(try hub.measured(words(round)))
      if words(round)[0] == "backup" { try FileManager.default.removeItem(atPath: words(round)[1]) }
    }
    runs.sort { $0.seconds < $1.seconds }
    func short(_ value: Double) -> String { "\(Double(Int(value * 10)) / 10)" }
    Swift.print(
      "| \(what) | \(short(runs[1].seconds)) (\(short(runs[0].seconds)) – \(short(runs[2].seconds))) "
        + "| \(short(runs[1].processor)) | \(Int(runs.map(\.peak).max()!)) | \(runs[1].said) |")
    fflush(nil)
  }

  /// Makes one office after another: each sends everything and is gone.
  private func make() throws {
    try hub.run(
      ["quota", "set", "--default"] + ["documents", "recipients"].map { "\($0)=1000000" } + [
        "bytes=100GB", "storage=100GB",
      ])
    let organs = try hub.named(offices)
    let began = milliseconds()
    for (place, organ) in organs.enumerated() {
      let station = try Station(hub, organ.id, name: organ.name, code: try hub.code(organ.id))
      let readers = [1, 7, 31].map { organs[(place + $0) % organs.count] }
      let sent = documents / 4
      try station.register(documents - sent)
      if scans > 0 { try station.issue(scans, to: readers, scan: scan, in: hub.folder) }
      if sent > scans { try station.issue(sent - scans, to: readers, in: hub.folder) }
      guard try station.sync(port: hub.port).end == .done, try station.office.unsent().entries == 0 else {
        throw POSIXError(.EAGAIN)
      }
    }
    Swift.print(
      """
      \(organs.count) offices, \(documents) documents each, in \((milliseconds() - began) / 1000) s; load \
      \(HubFigures.load)
      """
    )
    Swift.print(try sizes())
  }

  private func sizes() throws -> String {
    func size(_ path: String) -> Int {
      (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
    let contents = FileManager.default.enumerator(atPath: hub.folder + "/hub/contents")
    var (count, bytes) = (0, 0)
    while let name = contents?.nextObject() as? String {
      let size = size("\(hub.folder)/hub/contents/\(name)")
      if !name.contains("/") { continue }
      (count, bytes) = (count + 1, bytes + size)
    }
    return
      """
      hub.vanthu-hub \(size(hub.folder + "/hub/hub.vanthu-hub") / 1_000_000) MB, \(count) contents of \
      \(bytes / 1_000_000) MB
      """
  }
}
