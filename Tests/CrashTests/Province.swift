import Exchange
import Glibc
import Hub
import Office
import Records
import Sync
import TestProvince
import TestSupport

@testable import Hub

/// The machines of a folder, opened in this process: the real hub and the real stations on what is on their disks.
struct Province {
  static let organs: [(machine: Machine, organ: Organ.ID)] = [
    (.sender, "so-noi-vu"), (.reader, "xa-2025-01351/ubnd"),
  ]

  let folder: String
  let hub: Hub
  let seats: [Seat]

  struct Seat {
    let machine: Machine
    let office: Office
    let keys: StationKeys
  }

  init(_ folder: String) throws {
    self.folder = folder
    hub = try Hub.open(folder + "/hub")
    seats = try Province.organs.map { machine, _ in
      let path = "\(folder)/\(machine.rawValue)/office.db"
      guard let keys = try KeyFile(besideOffice: path).read() else { throw KeyRefusal.missing(path) }
      return Seat(machine: machine, office: try Office.open(path), keys: keys)
    }
  }

  /// Founds a hub, two offices that take part in it, and documents between them that the hub has not received.
  ///
  /// - Parameter isLong: whether there is so much to send that the hub acknowledges the first of it while the rest
  ///   still arrives.
  static func found(_ folder: String, attaching file: String, isLong: Bool = false) throws {
    let hub = try found(folder)
    for (number, (machine, organ)) in organs.enumerated() {
      let path = "\(folder)/\(machine.rawValue)/office.db"
      let name = try hub.directory[organ]!.name
      let station = StationName(number: .random(in: .min ... .max))
      let office = try Office.found(
        path, OfficeProfile(organID: organ, name: name, place: name), station: station,
        books: Book.usual(year: today.year), context: context())
      let keys = StationKeys()
      try KeyFile(besideOffice: path).write(keys, of: station)
      let enrolment = try hub.enrol(station, of: organ, url: "", keys: keys).enrolment
      try office.act(context()) { try $0.keep(enrolment) }
      if isLong, machine == .sender { try issueToMany(office) }
      // What the other office is sent: a document with a long file, and some without.
      let other = organs[1 - number].organ
      try office.act(context()) { desk in
        for subject in ["Về việc rà soát hộ nghèo", "Về việc trực Tết", "Về việc hòa giải"] {
          let document = Document(
            code: "", organName: name, issuedDate: today, typeName: "Công văn", subject: subject,
            signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"))
          let line = try desk.issue(document, to: [Recipient(name: try hub.directory[other]!.name, organID: other)])
          if machine == .sender, subject.hasSuffix("hộ nghèo") { _ = try desk.attach(line, file: file) }
        }
      }
    }
  }

  /// Issues documents to many places outside the exchange, with names that do not compress.
  private static func issueToMany(_ office: Office) throws {
    var dice = SeededRandom(seed: 1)
    let name = try office.profile.name
    try office.act(context()) { desk in
      for number in 1...32 {
        let places = (0..<100).map { _ in
          Recipient(name: (0..<12).map { _ in String(dice.next(), radix: 36) }.joined(separator: " "))
        }
        let document = Document(
          code: "", organName: name, issuedDate: today, typeName: "Công văn",
          subject: "Lần \(number)",
          signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"))
        _ = try desk.issue(document, to: places)
      }
    }
  }

  /// Founds a hub in which no office takes part yet.
  @discardableResult
  static func found(_ folder: String) throws -> Hub {
    try Hub.create(folder + "/hub", name: "VP UBND tỉnh Cao Bằng")
  }

  static var milliseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }

  static var today: Day { Day(unixSeconds: Int(milliseconds / 1_000)) }

  static func context() -> ActContext { ActContext(clerk: "Văn thư", day: today, milliseconds: milliseconds) }
}

extension Province {
  enum Way {
    case line
    case stick(String)
  }

  /// Lets all stations exchange until none has anything new.
  func finish(_ way: Way) throws -> End {
    for _ in 0..<8 {
      for seat in seats { try exchange(seat, way) }
      if case .stick(let folder) = way { _ = try hub.answerFolder(folder) }
      if try isCalm() { return try end() }
    }
    throw Unfinished(state: try end())
  }

  private func exchange(_ seat: Seat, _ way: Way) throws {
    let conditions = Conditions(clock: { Province.milliseconds }, random: { UInt64.random(in: .min ... .max) })
    switch way {
    case .stick(let folder):
      var carrier = try FolderCarrier(folder)
      let exchange = StationExchange(seat.office, keys: seat.keys, way: .folder, conditions)
      let remarks = try carrier.carry(exchange)
      guard remarks.isEmpty else { throw Remarked(words: remarks.map(\.english)) }
    case .line:
      let exchange = StationExchange(seat.office, keys: seat.keys, way: .line, conditions)
      _ = try LineRun(exchange, patience: 4, pause: { _ in }, carry: hub.exchange).run()
    }
  }

  private func isCalm() throws -> Bool {
    for seat in seats {
      let unsent = try seat.office.unsent()
      guard unsent.entries == 0, unsent.files == 0, try seat.office.awaited().isEmpty,
        let enrolment = try seat.office.enrolment(), enrolment.cursor == enrolment.mailboxEnd
      else { return false }
      let organ = enrolment.organ
      guard try hub.read({ try Mailbox.end(of: organ, $0) }) == enrolment.cursor else { return false }
    }
    return true
  }

  /// Returns the state of all machines.
  func end() throws -> End {
    End(
      hub: try HubFacts(hub, folder + "/hub").lasting,
      offices: try seats.map { try OfficeFacts($0.office).lasting })
  }
}

/// What must be the same with and without a crash.
struct End: Equatable {
  var hub: [String]
  var offices: [[String]]

  /// Returns what one has and the other lacks.
  func differences(from other: End) -> [String] {
    zip([hub] + offices, [other.hub] + other.offices).flatMap { mine, theirs in
      Set(mine).symmetricDifference(theirs).sorted()
    }
  }
}

struct Unfinished: Error {
  let state: End
}

struct Remarked: Error {
  let words: [String]
}
