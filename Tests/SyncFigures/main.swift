import BadLine
import Exchange
import Foundation
import Glibc
import Office
import Records
import Sync
import Wording

// How many bytes an exchange costs, and how long it takes on a bad line: `make bench-sync`.
//
// The real hub serves over plain HTTP on the loopback; between it and the station's engine lies a proxy that is slow, late and cut.
// It loses no packets: what the kernel does about loss is not measured here. Bytes are those of TCP's payload, both ways.

let arguments = CommandLine.arguments
guard arguments.count == 2 else {
  print("usage: SyncFigures FOLDER-OF-THE-PROGRAMS")
  exit(2)
}

/// The hub's process, with data of its own.
final class ServedHub {
  let folder: String
  let port = 20_000 + Int(getpid()) % 20_000
  private var process = Process()
  private let programs: String

  init(_ programs: String) throws {
    self.programs = programs
    var template = Array("/tmp/vanthu-figures-XXXXXX".utf8CString)
    folder = String(cString: mkdtemp(&template))
    try run(["init", "--data", folder + "/hub", "--name", "Bench"])
    process.executableURL = URL(fileURLWithPath: programs + "/vanthu-hub")
    process.arguments = ["serve", "--data", folder + "/hub", "--listen", "127.0.0.1:\(port)", "--plain"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(500_000)
  }

  @discardableResult
  func run(_ words: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: programs + "/vanthu-hub")
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }

  func code(_ organ: String) throws -> String {
    let json = try JSONSerialization.jsonObject(
      with: Data(try run(["enrol", organ, "--data", folder + "/hub", "--json"]).utf8))
    return (json as! [String: Any])["code"] as! String
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }
}

@Sendable func milliseconds() -> Int64 {
  var now = timespec()
  clock_gettime(CLOCK_REALTIME, &now)
  return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
}

/// An office in memory that is enrolled and has told everything.
struct Station {
  let office: Office
  let keys: StationKeys

  init(_ hub: ServedHub, _ organ: String) throws {
    let now = Acting(clerk: "Văn thư", day: Day(2026, 11, 20), milliseconds: milliseconds())
    let station = StationName(number: .random(in: .min ... .max))
    office = try Office.foundInMemory(
      OfficeProfile(organID: organ, name: "UBND xã Đàm Thủy", place: "Đàm Thủy"), station: station.description,
      books: Book.usual(year: 2026), acting: now)
    keys = StationKeys()
    let address = "http://127.0.0.1:\(hub.port)"
    let enrolling = try Enrolling(code: try hub.code(organ), url: address)
    let request = enrolling.request(.first, station: station, name: "bench", keys: keys)
    let answer = try HTTPCarrier(address, agent: "vanthu/0.1").post("/v1/enrol", try request.json)
    try office.act(now) { try $0.keep(try enrolling.enrolment(from: answer).enrolment) }
    _ = try sync(port: hub.port)
    _ = try sync(port: hub.port)
  }

  /// As many documents as a clerk registers: subjects of the trade, every one its own.
  func register(_ count: Int, from first: Int) throws {
    let subjects = [
      "V/v rà soát hộ nghèo, hộ cận nghèo", "V/v báo cáo tình hình sản xuất vụ đông", "V/v cử cán bộ dự tập huấn",
      "V/v phòng chống cháy rừng mùa khô", "V/v kiểm tra công tác cải cách hành chính",
    ]
    for number in first..<first + count {
      let acting = Acting(clerk: "Văn thư", day: Day(2026, 11, 20), milliseconds: milliseconds())
      try office.act(acting) { desk in
        try desk.register(
          Document(
            code: "\(number)/UBND-VX", organName: "UBND tỉnh Cao Bằng", organID: "ubnd-tinh",
            issuedDate: Day(2026, 11, 18),
            typeName: "Công văn", subject: "\(subjects[number % 5]) đợt \(number * 7 % 83), xóm \(number * 13 % 97)"),
          arrivedOn: Day(2026, 11, 20))
      }
    }
  }

  func attach(_ sizes: [Int], in folder: String) throws {
    for (place, size) in sizes.enumerated() {
      let path = "\(folder)/quet-\(place)-\(UInt32.random(in: .min ... .max)).pdf"
      try Data((0..<size).map { _ in UInt8.random(in: .min ... .max) }).write(to: URL(fileURLWithPath: path))
      let line = try office.find("\(place + 1)", today: Day(2026, 11, 20))
      let acting = Acting(clerk: "Văn thư", day: Day(2026, 11, 20), milliseconds: milliseconds())
      try office.act(acting) { try $0.attach(line, file: path) }
    }
  }

  /// Gives seconds, and how it ended.
  func sync(port: Int) throws -> (seconds: Double, end: LineRun.End, tally: Tally) {
    let exchange = StationExchange(
      office, keys: keys, way: .line,
      Conditions(clock: milliseconds, random: { UInt64.random(in: .min ... .max) }))
    let carrier = try HTTPCarrier("http://127.0.0.1:\(port)", agent: "vanthu/0.1")
    let began = milliseconds()
    let end = try LineRun(exchange, patience: 1000, pause: { usleep(UInt32($0 * 1_000_000)) }) {
      try carrier.exchange($0, $1)
    }.run()
    return (Double(milliseconds() - began) / 1000, end, exchange.tally)
  }
}

let organs = [
  "xa-2025-01351/ubnd", "xa-2025-01360/ubnd", "xa-2025-01363/ubnd", "xa-2025-01366/ubnd", "xa-2025-01387/ubnd",
  "xa-2025-01392/ubnd",
]
let hub = try ServedHub(arguments[1])
defer { hub.stop() }

@MainActor func row(_ what: String, _ organ: String, _ line: BadLine, _ work: (Station) throws -> Void) throws {
  let station = try Station(hub, organ)
  try work(station)
  let result = try station.sync(port: line.port)
  line.close()
  let carried = line.carried
  let seconds = (result.seconds * 10).rounded() / 10
  print("| \(what) | \(carried.up) | \(carried.down) | \(carried.connections) | \(seconds) | \(result.end) |")
}

print("| what | bytes up | bytes down | connections | seconds | end |")
print("|---|---:|---:|---:|---:|---|")
try row("nothing new, loopback", organs[0], try BadLine(to: hub.port) { _ in .init() }) { _ in }
try row("20 registrations, loopback", organs[1], try BadLine(to: hub.port) { _ in .init() }) {
  try $0.register(20, from: 1)
}
try row(
  "20 registrations, 64 kbit/s, 800 ms", organs[2], try BadLine(to: hub.port) { _ in .init(rate: 8_000, delay: 0.4) }
) { try $0.register(20, from: 1) }
try row(
  "20 + 2 files of 200 kB, 64 kbit/s, 800 ms", organs[3],
  try BadLine(to: hub.port) { _ in .init(rate: 8_000, delay: 0.4) }
) {
  try $0.register(20, from: 1)
  try $0.attach([207_000, 200_000], in: hub.folder)
}
try row(
  "the same, cut by silence every 30 s", organs[4],
  try BadLine(to: hub.port) { _ in
    var faults = BadLine.Faults(rate: 8_000, delay: 0.4)
    faults.endTime = (30, .silence)
    return faults
  }
) {
  try $0.register(20, from: 1)
  try $0.attach([207_000, 200_000], in: hub.folder)
}
try row("1,000 registrations, loopback", organs[5], try BadLine(to: hub.port) { _ in .init() }) {
  try $0.register(1_000, from: 1)
}
