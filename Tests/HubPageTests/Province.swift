import Exchange
import Foundation
import GRDB
import HubPage
import PageRequests
import Records
import TestProvince

@testable import Hub

/// A small province: a hub in memory with its page, offices that write, and a browser.
final class Province {
  /// 20/11/2026 08:00 in Việt Nam.
  static let morning = 1_795_136_400_000
  static let committee = "ubnd-tinh"
  static let department = "so-noi-vu"
  static let commune = "xa-2025-01351/ubnd"
  /// Password hashing is cheap here.
  static let rounds = 16
  static let password = "một hai ba bốn"

  fileprivate let world: World
  var now: Int {
    get { world.now }
    set { world.now = newValue }
  }
  var hub: Hub { world.hub }
  let reader: HubReader
  let pen: AuditPen
  let page: ProvincePage

  init(seed: UInt64 = 7) throws {
    let clock = TestClock(Province.morning)
    world = try World(seed: seed, clock: clock) { try Hub.inMemory(name: "VP UBND tỉnh <Cao Bằng>", system: $0) }
    nonisolated(unsafe) let hub = world.hub
    reader = try HubReader(of: hub)
    pen = try AuditPen(of: hub, delay: .seconds(600), now: { clock.now })
    page = ProvincePage(reader, writer: HubWriter { try $0(hub) }, pen: pen, rounds: Province.rounds)
  }

  func pass(days: Int) { now += days * 86_400_000 }
  var today: Day { Day(unixSeconds: now / 1_000) }

  /// An office with one station.
  func seat(_ organ: Organ.ID) throws -> Seat { try Seat(self, organ) }

  func account(_ name: String, _ organ: Organ.ID? = nil, _ role: Role? = nil) throws {
    try hub.addAccount(name, organ: organ, role: role, password: Province.password, rounds: Province.rounds)
  }

  /// Returns the audit log, without the lines that setting up the hub wrote.
  func audit() throws -> [AuditEntry] {
    try pen.finish()
    return try hub.auditEntries()
  }

  func browser(_ name: String? = nil) throws -> Browser {
    let browser = Browser(self)
    if let name { _ = try browser.logIn(name) }
    return browser
  }

  /// What `verify` finds, besides that the stations here are rows of tables which nobody enrolled.
  func faults() throws -> [String] { try hub.verify().faults.map(\.english).filter { !$0.hasPrefix("Station ") } }
}

/// A station of an office, as far as the hub sees it: it writes acts.
final class Seat {
  let province: Province
  let organ: Organ.ID
  private var journal: StationJournal
  var name: StationName { journal.name }

  init(_ province: Province, _ organ: Organ.ID) throws {
    self.province = province
    self.organ = organ
    let journal = try province.world.journal()
    self.journal = journal
    try province.hub.write { db in
      try db.execute(
        sql: "INSERT INTO stations (station, organ, name, enrolled) VALUES (?, ?, 'Máy văn thư', ?)",
        arguments: [journal.name.description, organ, province.now])
      try db.execute(
        sql: "INSERT INTO stationKeys (station, number, signingKey, agreementKey, since) VALUES (?, 1, ?, ?, ?)",
        arguments: [
          journal.name.description, Data(journal.signingKey), Data(journal.agreementKey), province.now,
        ])
    }
  }

  /// Writes acts and sends them.
  @discardableResult
  func does(_ acts: Act...) throws -> EntryReference { try does(acts) }

  @discardableResult
  func does(_ acts: [Act]) throws -> EntryReference {
    let sent = journal.entries.count
    for act in acts { journal.append(journal.next(try StoredAct.text(of: act), at: province.now, on: province.today)) }
    for batch in try journal.batches(after: sent) { _ = try province.hub.receive(batch, of: organ) }
    return journal.entries.last!.reference
  }

  @discardableResult
  func issues(
    _ code: String, _ subject: String = "Về việc họp", to organs: [Organ.ID], urgency: Urgency = .routine,
    number: Int? = nil
  ) throws -> EntryReference {
    try does(
      Seat.issued(
        code, subject, to: organs, urgency: urgency, number: number ?? journal.entries.count + 1, on: province.today))
  }

  static func issued(
    _ code: String, _ subject: String, to organs: [Organ.ID], urgency: Urgency = .routine, number: Int, on day: Day
  ) -> Act {
    .issued(
      .init(
        document: Document(
          code: code, organName: "UBND xã", issuedDate: day, typeName: "Công văn", subject: subject, urgency: urgency,
          signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A")),
        book: "di-2026", number: number, suffix: nil, to: organs.map { Recipient(name: "nơi nhận", organID: $0) },
        draft: nil, reason: nil, files: nil, replaces: nil))
  }

  func reports(_ document: EntryReference, _ status: DeliveryStatus, note: String? = nil) throws {
    try does(.reported(.init(document: document, recipient: organ, status: status, note: note, answers: nil)))
  }

  static func incoming(from sender: Organ.ID?, on day: Day) -> Document {
    Document(
      code: "1/X", organName: "Nơi gửi", organID: sender, issuedDate: day, typeName: "Công văn",
      subject: "Về việc khác")
  }

  /// Registers a document that came on paper, or through the hub.
  func registers(from sender: Organ.ID?, arrival: EntryReference? = nil) throws {
    try does(
      .registered(
        .init(
          document: Seat.incoming(from: sender, on: province.today), book: "den-2026",
          arrivalNumber: journal.entries.count + 1,
          suffix: nil,
          arrivalDate: province.today,
          reason: nil, arrival: arrival)))
  }

  /// Records a contact of the station, in which it received all that waited.
  func visits(skew: Int = 0, ending: String = "whole", taking: Bool = true) throws {
    try province.hub.write { db in
      try db.execute(
        sql: """
          INSERT INTO contacts (station, time, way, entries, taken, given, skew, ending)
          VALUES (?, ?, 'line', 1, 700, 300, ?, ?)
          """, arguments: [name.description, province.now, skew, ending])
      guard taking else { return }
      try db.execute(
        sql:
          """
          UPDATE stations SET cursor = (SELECT ifnull(max(position), 0) FROM mailboxes WHERE organ = ?) WHERE station \
          = ?
          """,
        arguments: [organ, name.description])
    }
  }
}

/// A browser with its cookies.
final class Browser {
  let province: Province
  var cookies: [String: String] = [:]
  var address = "10.0.0.7"
  var isSecure = true
  var isLocal = false

  init(_ province: Province) { self.province = province }

  @discardableResult
  func get(_ path: String, _ query: [(name: String, value: String)] = [], method: String = "GET") throws -> PageResponse
  {
    try ask(PageRequest(method: method, path: path, query: query))
  }

  func post(_ path: String, _ form: [(name: String, value: String)]) throws -> PageResponse {
    try ask(PageRequest(method: "POST", path: path, form: form))
  }

  private func ask(_ request: PageRequest) throws -> PageResponse {
    var request = request
    request.cookies = cookies
    request.address = address
    request.isSecure = isSecure
    request.isLocal = isLocal
    let response = try province.page.answer(request)
    for (name, value) in response.headers where name == "set-cookie" {
      let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
      cookies[pair[0]] = value.contains("Max-Age=0") ? nil : pair.count == 2 ? pair[1] : ""
    }
    return response
  }

  @discardableResult
  func logIn(_ name: String, _ password: String = Province.password) throws -> PageResponse {
    let token = try get("/dang-nhap").field("dau")
    return try post("/dang-nhap", [("dau", token), ("ten", name), ("mk", password)])
  }
}

extension PageResponse {
  var html: String { String(decoding: body, as: UTF8.self) }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// Returns the value of a hidden field of the form.
  func field(_ name: String) -> String {
    guard let place = html.range(of: "name=\"\(name)\" value=\"") else { return "" }
    return String(html[place.upperBound...].prefix { $0 != "\"" })
  }

  /// The text that is read: without the markup, with runs of blanks as one.
  var text: String {
    var (text, isMarkup) = ("", false)
    for letter in html.replacing("</", with: " </").replacing("<td", with: " <td").replacing("<th", with: " <th") {
      if letter == "<" {
        isMarkup = true
      } else if letter == ">" {
        isMarkup = false
      } else if !isMarkup {
        text.append(letter)
      }
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Hub {
  func damage(_ sql: String) throws { try write { try $0.execute(sql: sql) } }
}
