import Dispatch
import Exchange
import Foundation
import Glibc
import Hub
import Office
import Records
import Sync
import Synchronization
import Testing

/// Every office of a province starts its exchange at five to two.
@Suite(.serialized) struct AllAtOnceTests {
  /// `VANTHU_STATIONS=200` for an entire province: each receives the acts of each, which takes minutes in a debug
  /// build. `make bench-hub` has 200.
  private static let count = ProcessInfo.processInfo.environment["VANTHU_STATIONS"].flatMap { Int($0) } ?? 50

  @Test func stationsThatComeAllAtOnceAreAllServed() throws {
    let province = try Province()
    let offices = try found(Self.count, in: province)
    try province.serve()
    let address = province.address
    for (place, office) in offices.enumerated() {
      try office.enrol(address)
      // A document for the next office, one in four with a scan.
      try office.issue(to: offices[(place + 1) % offices.count].organ, in: province.folder, withScan: place % 4 == 0)
    }
    for _ in 0..<2 {
      let failures = together(offices.count) { try offices[$0].sync(address) }
      #expect(failures.isEmpty, "\(failures.prefix(3))")
    }
    for (place, office) in offices.enumerated() {
      let inbox = try office.file.inbox(today: Neighbour.day, calendar: .shipped).map(\.line)
      let sender = (place + offices.count - 1) % offices.count
      #expect(inbox.count == 1 && inbox[0].files == (sender % 4 == 0 ? 1 : 0))
      #expect(try office.file.unsent().entries == 0 && office.file.awaited().isEmpty)
    }
    province.stopServing(SIGTERM)
    try province.expect(try province.run("vanthu-hub", ["verify", "--data", province.data]))
  }

  private func found(_ count: Int, in province: Province) throws -> [Neighbour] {
    let hub = try Hub.open(province.data)
    let organs = try hub.directory.organs.filter {
      $0.validTo == nil && $0.id != NationalAxis.id
    }
    try #require(organs.count >= count)
    return try organs.prefix(count).map { try Neighbour($0.id, $0.name, code: try hub.code(for: $0.id).description) }
  }

  /// Does the work in as many threads, all started at once. Returns what went wrong.
  private func together(_ count: Int, _ work: @escaping @Sendable (Int) throws -> Void) -> [String] {
    let failures = Mutex<[String]>([])
    let (gate, done) = (DispatchSemaphore(value: 0), DispatchGroup())
    for number in 0..<count {
      done.enter()
      let thread = Thread {
        gate.wait()
        do { try work(number) } catch { failures.withLock { $0.append("\(number): \(error)") } }
        done.leave()
      }
      thread.stackSize = 1 << 20
      thread.start()
    }
    for _ in 0..<count { gate.signal() }
    done.wait()
    return failures.withLock { $0 }
  }
}

/// An office in memory, used by one thread at a time.
private final class Neighbour: @unchecked Sendable {
  static let day = Day(2026, 11, 20)
  let organ: Organ.ID
  let file: Office
  private let name: String
  private let code: String
  private let keys = StationKeys()
  private let station = StationName(number: .random(in: .min ... .max))

  init(_ organ: Organ.ID, _ name: String, code: String) throws {
    (self.organ, self.name, self.code) = (organ, name, code)
    file = try Office.foundInMemory(
      OfficeProfile(organID: organ, name: name, place: name), station: station,
      books: Book.usual(year: 2026), context: Neighbour.context)
  }

  private static var context: ActContext {
    ActContext(clerk: "Văn thư", day: day, milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  func enrol(_ address: String) throws {
    let enrolling = try Enrolling(code: code, url: address)
    let request = enrolling.request(.first, station: station, name: "Máy văn thư", keys: keys)
    let answer = try HTTPCarrier(address, agent: "vanthu/test").post("/v1/enrol", try request.json)
    try file.act(Neighbour.context) { try $0.keep(try enrolling.enrolment(from: answer).enrolment) }
  }

  func issue(to reader: Organ.ID, in folder: String, withScan: Bool) throws {
    let document = Document(
      code: "", organName: name, issuedDate: Neighbour.day, typeName: "Công văn", subject: "Về việc họp giao ban",
      signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"))
    let scan = "\(folder)/quet-\(station).pdf"
    if withScan { try Data((0..<100_000).map { _ in UInt8.random(in: 0...255) }).write(to: URL(fileURLWithPath: scan)) }
    try file.act(Neighbour.context) { transaction in
      let line = try transaction.issue(document, to: [Recipient(name: reader, organID: reader)])
      if withScan { try transaction.attach(line, file: scan) }
    }
  }

  func sync(_ address: String) throws {
    let exchange = StationExchange(
      file, keys: keys, way: .line,
      Conditions(
        clock: { Int64(Date().timeIntervalSince1970 * 1000) }, random: { UInt64.random(in: .min ... .max) }))
    let carrier = try HTTPCarrier(address, agent: "vanthu/test")
    let end = try LineRun(exchange, patience: 20, pause: { usleep(UInt32($0 * 1_000_000)) }) {
      try carrier.exchange($0, $1)
    }.run()
    guard end == .done else { throw NotDone(end: end) }
  }

  struct NotDone: Error { let end: LineRun.End }
}
