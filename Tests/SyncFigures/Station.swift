import Exchange
import Foundation
import Glibc
import Office
import Records
import Sync

/// An office in memory that is enrolled and has sent everything. Used by one thread at a time.
final class Station: @unchecked Sendable {
  let office: Office
  let keys = StationKeys()
  let carrier: HTTPCarrier
  private let address: String
  private var registered = 0

  init(_ hub: ServedHub, _ organ: String, name: String = "UBND xã Đàm Thủy", code: String) throws {
    let station = StationName(number: .random(in: .min ... .max))
    office = try Office.foundInMemory(
      OfficeProfile(organID: organ, name: name, place: "Đàm Thủy"), station: station,
      books: Book.usual(year: 2026), context: Station.context)
    address = "http://127.0.0.1:\(hub.port)"
    carrier = try HTTPCarrier(address, agent: "vanthu/0.1")
    let enrolling = try Enrolling(code: code, url: address)
    let request = enrolling.request(.first, station: station, name: "bench", keys: keys)
    let answer = try carrier.post("/v1/enrol", try request.json)
    let enrolment = try enrolling.enrolment(from: answer).enrolment
    try office.act(Station.context) { try $0.keep(enrolment) }
    for _ in 0..<2 { _ = try sync(port: hub.port) }
  }

  private static var context: ActContext {
    ActContext(clerk: "Văn thư", day: Day(2026, 11, 20), milliseconds: milliseconds())
  }

  /// Registers that many documents, with subjects as clerks write them, each different.
  func register(_ count: Int) throws {
    let subjects = [
      "V/v rà soát hộ nghèo, hộ cận nghèo", "V/v báo cáo tình hình sản xuất vụ đông", "V/v cử cán bộ dự tập huấn",
      "V/v phòng chống cháy rừng mùa khô", "V/v kiểm tra công tác cải cách hành chính",
    ]
    for number in registered + 1...registered + count {
      try office.act(Station.context) { transaction in
        try transaction.register(
          Document(
            code: "\(number)/UBND-VX", organName: "UBND tỉnh Cao Bằng", organID: "ubnd-tinh",
            issuedDate: Day(2026, 11, 18), typeName: "Công văn",
            subject: "\(subjects[number % 5]) đợt \(number * 7 % 83), xóm \(number * 13 % 97)"),
          arrivedOn: Day(2026, 11, 20))
      }
    }
    registered += count
  }

  /// Issues documents to others, each with a scan of noise where a size is given.
  func issue(_ count: Int, to organs: [(id: String, name: String)], scan: Int? = nil, in folder: String) throws {
    let name = try office.profile.name
    for number in 1...count {
      let path = "\(folder)/quet.pdf"
      if let scan {
        var noise = [UInt8](repeating: 0, count: scan)
        noise.withUnsafeMutableBytes { room in
          for start in stride(from: 0, to: scan, by: 256) {
            getentropy(room.baseAddress! + start, min(256, scan - start))
          }
        }
        try Data(noise).write(to: URL(fileURLWithPath: path))
      }
      let document = Document(
        code: "", organName: name, issuedDate: Day(2026, 11, 20), typeName: "Công văn",
        subject: "V/v báo cáo đợt \(number * 7 % 83), xóm \(number * 13 % 97)", signer: Signer(fullName: "Nông Văn A"))
      try office.act(Station.context) { transaction in
        let line = try transaction.issue(document, to: organs.map { Recipient(name: $0.name, organID: $0.id) })
        if scan != nil { try transaction.attach(line, file: path) }
      }
    }
  }

  /// Attaches scans to the first documents: of noise, because scans do not compress either.
  func attach(_ sizes: [Int], in folder: String) throws {
    for (place, size) in sizes.enumerated() {
      let path = "\(folder)/quet-\(place)-\(UInt64.random(in: .min ... .max)).pdf"
      var noise = SystemRandomNumberGenerator()
      var bytes = [UInt64](repeating: 0, count: size / 8).map { _ in noise.next() }
      try Data(bytes: &bytes, count: size / 8 * 8).write(to: URL(fileURLWithPath: path))
      let line = try office.find("\(registered - place)", today: Day(2026, 11, 20))
      try office.act(Station.context) { try $0.attach(line, file: path) }
      unlink(path)
    }
  }

  private func exchange() -> StationExchange {
    StationExchange(
      office, keys: keys, way: .line,
      Conditions(clock: milliseconds, random: { UInt64.random(in: .min ... .max) }))
  }

  /// Makes a complete run, as `vanthu sync` does.
  func sync(port: Int? = nil) throws -> (seconds: Double, end: LineRun.End, tally: Tally) {
    let exchange = exchange()
    let carrier = try port.map { try HTTPCarrier("http://127.0.0.1:\($0)", agent: "vanthu/0.1") } ?? carrier
    let began = milliseconds()
    let end = try LineRun(exchange, patience: 1000, pause: { usleep(UInt32($0 * 1_000_000)) }) {
      try carrier.exchange($0, $1)
    }.run()
    return (Double(milliseconds() - began) / 1000, end, exchange.tally)
  }

  /// Makes a packet before the clock starts. Returns its length and a closure that carries it, to be called once.
  func prepared() throws -> (bytes: Int, carry: () throws -> Void) {
    let exchange = exchange()
    try exchange.begin()
    let parts = try exchange.parts()
    return (
      parts.reduce(0) { $0 + $1.count },
      { [carrier] in
        var left = parts[...]
        try carrier.exchange({ left.popFirst() }, { try exchange.receive($0) })
        _ = try exchange.finish()
      }
    )
  }
}
