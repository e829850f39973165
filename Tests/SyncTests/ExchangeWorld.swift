import Exchange
import Hub
import Office
import Records
import Sync
import TestProvince
import TestSupport

/// A hub and offices of the province in memory, and a connection between them that the test controls.
final class ExchangeWorld: World {
  typealias Seat = OfficeSeat

  private(set) var offices: [String: Seat] = [:]

  /// Its clock advances whenever it is read.
  init(seed: UInt64 = 1) throws { try super.init(SeededRandom(seed: seed), clock: TestClock(step: 7)) }

  /// Founds and enrols an office of the directory.
  @discardableResult
  func found(_ organ: Organ.ID) throws -> Seat {
    let name = try hub.directory[organ]!.name
    let seat = try found(OfficeProfile(organID: organ, name: name, place: name), as: organ)
    offices[organ] = seat
    return seat
  }

  /// Restores a lost station, or adds another one, with nothing but a code.
  func fill(_ organ: Organ.ID, _ mode: EnrolmentRequest.Mode, at path: String, as name: String) throws -> Seat {
    let keys = try newKeys()
    let enrolled = try hub.enrol(stationName(), of: organ, mode, name: "Máy mới", keys: keys)
    let office = try Office.emptyForHub(path, station: enrolled.station, isNew: mode == .join)
    let seat = try seat(office, keys, enrolled.enrolment)
    offices[name] = seat
    return seat
  }

  @discardableResult
  func act<T>(_ seat: Seat, _ body: (OfficeTransaction) throws -> T) throws -> T {
    try seat.office.act(context(seat.day), body)
  }

  /// Makes one run over a connection. `cut` receives the number of bytes transferred both ways and returns whether the
  /// connection breaks now.
  @discardableResult
  func sync(_ seat: Seat, cut: ((Int) -> Bool)? = nil) throws -> LineRun.End {
    var passed = 0
    let run = LineRun(seat.exchange, patience: 40, pause: { _ in }) { [hub] next, take in
      let answer = hub.answer(over: .line)
      func pass(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) throws {
        for start in stride(from: 0, to: bytes.count, by: 700) {
          let part = Array(bytes[start..<min(start + 700, bytes.count)])
          passed += part.count
          if cut?(passed) == true {
            answer.cut()
            throw CarrierFailure.cut("")
          }
          try body(part)
        }
      }
      while let part = try next() {
        try pass(part) { part in
          let early = try answer.feed(part)
          if !early.isEmpty { try pass(early, take) }
        }
      }
      try answer.finish { try pass($0, take) }
    }
    return try run.run()
  }

  /// The office wants no leases: its PCs number whenever they hold the book.
  func numberWithoutLeases(_ seats: Seat...) throws {
    try act(seats[0]) { try $0.setLease(days: 0) }
    for seat in seats + seats { try sync(seat) }
  }

  func document(_ subject: String = "Về việc rà soát hộ nghèo") -> Document {
    Document(
      code: "", organName: "", issuedDate: Day(2026, 11, 20), typeName: "Công văn", subject: subject,
      signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"))
  }

  /// Issues a document to agencies of the directory.
  @discardableResult
  func issue(
    _ seat: Seat, to organs: [Organ.ID], _ subject: String = "Về việc rà soát hộ nghèo", attach: [String] = []
  ) throws -> DocumentLine {
    let directory = try hub.directory
    var document = document(subject)
    document.organName = try seat.office.profile.name
    let recipients = organs.map { Recipient(name: directory[$0]?.name ?? $0, organID: $0) }
    return try act(seat) { transaction in
      let line = try transaction.issue(document, to: recipients)
      return try attach.reduce(line) { try transaction.attach($0, file: $1) }
    }
  }

  /// Registers a document that came on paper, on the seat's day.
  func register(_ code: String, at seat: Seat, number: Int? = nil) throws -> DocumentLine {
    try act(seat) {
      try $0.register(
        Document(
          code: code, organName: "Công ty X", issuedDate: seat.day, typeName: "Công văn", subject: "Thư \(code)"),
        arrivedOn: seat.day, number: number)
    }
  }

  func inbox(_ seat: Seat) throws -> [DocumentLine] {
    try seat.office.inbox(today: seat.day, calendar: .shipped).map(\.line)
  }

  func states(_ seat: Seat, _ line: DocumentLine) throws -> [String?] {
    try seat.office.card(line).deliveries.map { $0.status?.rawValue }
  }
}
