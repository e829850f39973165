import Carriage
import DurableFile
import Exchange
import Foundation
import Hub
import Office
import Records
import TestSupport
import Wording

@testable import Sync

/// One way in which packets travel between stations and the hub, made so that a test can delay, double, cut or lose
/// what is on its way.
///
/// Half an exchange is one call: `leave` reads the answers that have arrived and sends a new packet, `answer` is the
/// hub's turn.
final class Carried {
  let way: Transport
  let world: ExchangeWorld
  private let folder = TemporaryFolder()
  /// What is on its way over connections: requests, then answers, by station.
  private var requests: [(station: String, bytes: [UInt8])] = []
  private var answers: [(station: String, bytes: [UInt8])] = []
  /// The runs over connections, and the packet whose answer each awaits.
  private var line: [String: (run: StationExchange, packet: [UInt8])] = [:]
  private var posted = 0
  /// The remarks of the stations, then of the hub, in the last half.
  private(set) var said: [Bilingual] = []
  /// The maximum length of an e-mail's volume, in bytes.
  var longest = 20_000

  init(_ way: Transport, _ world: ExchangeWorld) throws {
    (self.way, self.world) = (way, world)
    for name in ["usb", "tinh/new", "tinh/cur"] { try DurableFile.Folder.make(folder.path + "/" + name) }
  }

  private func name(_ seat: ExchangeWorld.Seat) throws -> String { try seat.office.stationName().station.description }

  private func exchange(_ seat: ExchangeWorld.Seat, _ way: Transport, room: Int?) -> StationExchange {
    StationExchange(seat.office, keys: seat.keys, way: way, world.conditions(budget: room))
  }

  // MARK: the station's half

  func leave(_ seat: ExchangeWorld.Seat, atMost room: Int? = nil) throws {
    said = []
    switch way {
    case .folder:
      var stick = try FolderCarrier(folder.path + "/usb")
      said = try stick.carry(exchange(seat, .folder, room: room))
    case .mail:
      var mail = try mailbox(seat)
      said = try mail.carry(exchange(seat, .mail, room: room))
      try post(from: try home(seat) + "/out", to: "tinh")
    case .line:
      let own = try name(seat)
      var run = line[own]?.run ?? exchange(seat, .line, room: room)
      for answer in answers where answer.station == own {
        try run.receive(answer.bytes)
        // A run spends its budget once: the next one is another night.
        if try run.finish() == .limited || run.conditions.budget != room { run = exchange(seat, .line, room: room) }
      }
      answers.removeAll { $0.station == own }
      try run.begin()
      let packet = Array(try run.parts().joined())
      requests.append((own, packet))
      line[own] = (run, packet)
    }
  }

  private func home(_ seat: ExchangeWorld.Seat) throws -> String {
    let path = folder.path + "/" + (try name(seat))
    for name in ["new", "cur", "out"] { try DurableFile.Folder.make(path + "/" + name) }
    return path
  }

  private func mailbox(_ seat: ExchangeWorld.Seat) throws -> MailCarrier {
    try MailCarrier(
      try home(seat), from: "\(try name(seat))@caobang.gov.vn", to: "tinh@caobang.gov.vn", longest: longest)
  }

  /// Acts as the mail servers: moves what is in an outbox to a mailbox.
  private func post(from out: String, to mailbox: String) throws {
    for name in try DurableFile.Folder.names(out).shuffled() where name.hasSuffix(".eml") {
      posted += 1
      try FileManager.default.moveItem(
        atPath: "\(out)/\(name)", toPath: "\(folder.path)/\(mailbox)/new/\(posted).\(name)")
    }
  }

  // MARK: the hub's half

  @discardableResult
  func answer() throws -> Int {
    switch way {
    case .folder, .mail:
      let summary =
        try way == .folder
        ? world.hub.answerFolder(folder.path + "/usb")
        : world.hub.answerMail(folder.path + "/tinh", from: "tinh@caobang.gov.vn", longest: longest)
      said = summary.lines.map(\.words)
      for name in way == .mail ? try DurableFile.Folder.names(folder.path + "/tinh/out") : [] {
        let station = String(name.prefix(8))
        posted += 1
        try FileManager.default.moveItem(
          atPath: "\(folder.path)/tinh/out/\(name)", toPath: "\(folder.path)/\(station)/new/\(posted).\(name)")
      }
      return summary.entries
    case .line:
      said = []
      var entries = 0
      for (station, bytes) in requests {
        let answer = world.hub.answer(over: .line)
        var reply: [UInt8] = []
        do {
          reply += try answer.feed(bytes)
          try answer.finish { reply += $0 }
          // The answer is lost where the connection was cut.
          if line[station]?.packet == bytes {
            answers.removeAll { $0.station == station }
            answers.append((station, reply))
          }
        } catch let refusal as any Refusal {
          said.append(refusal.words)
        }
        entries += answer.entries
      }
      requests = []
      return entries
    }
  }

  /// Exchanges until nothing new can follow.
  func goBackAndForth(_ seats: ExchangeWorld.Seat..., times: Int = 4) throws {
    for _ in 0..<times {
      for seat in seats { try leave(seat) }
      try answer()
    }
    for seat in seats { try leave(seat) }
  }

  // MARK: what is on its way to the hub

  /// The files that are there, the e-mails not yet read; of connections, the requests.
  var onTheWay: [[UInt8]] {
    get throws {
      switch way {
      case .line: requests.map(\.bytes)
      case .folder, .mail: try places().map(TemporaryFolder.bytes(at:))
      }
    }
  }

  private func places() throws -> [String] {
    let path = folder.path + (way == .folder ? "/usb/vanthu/to-hub" : "/tinh/new")
    return try DurableFile.Folder.names(path).map { path + "/" + $0 }
  }

  /// Replaces everything that was on its way.
  func replace(with parcels: [[UInt8]], of seat: ExchangeWorld.Seat) throws {
    switch way {
    case .line: requests = try parcels.map { (try name(seat), $0) }
    case .folder, .mail:
      for place in try places() { try FileManager.default.removeItem(atPath: place) }
      try add(parcels, of: seat)
    }
  }

  /// Adds to what is on its way.
  func add(_ parcels: [[UInt8]], of seat: ExchangeWorld.Seat) throws {
    switch way {
    case .line: requests += try parcels.map { (try name(seat), $0) }
    case .folder:
      for (number, bytes) in parcels.enumerated() {
        let own = "usb/vanthu/to-hub/\(try name(seat)).vtp"
        let isFree = !FileManager.default.fileExists(atPath: folder.path + "/" + own)
        try folder.write(isFree ? own : "usb/vanthu/to-hub/0\(number).vtp", bytes)
      }
    case .mail:
      for bytes in parcels {
        posted += 1
        try folder.write("tinh/new/\(posted)", bytes)
      }
    }
  }
}
