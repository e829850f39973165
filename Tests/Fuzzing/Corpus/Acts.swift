import Office
import Records
import TestSupport

/// Acts as the program writes them: those of a sample office, and those a sample office has no reason for. In each, the
/// station that wrote it is `station`, to be replaced.
struct Acts {
  let texts: [String]
  static let station = "0a1b2c3d"

  /// - Parameter organs: the offices to which documents are sent.
  init(to organs: [Organ.ID]) throws {
    let today = Day(2026, 11, 20)
    let sample = try Acts.sample.get()
    let typed = try Acts.others(to: organs, on: today).map { try StoredAct.text(of: $0) }
    texts = sample + typed + typed + typed
  }

  /// Made once, because a sample office takes time.
  private static let sample = Result {
    let office = try SampleOffice.inMemory(SamplePlan(documents: 40, seed: 7, today: Day(2026, 11, 20)))
    let (own, epoch) = try office.stationName()
    let journal = JournalName(station: own, epoch: epoch)
    return try office.entries(of: journal, after: 0, limit: 400).entries.map {
      $0.act.replacing(own.description, with: Acts.station)
    }
  }

  /// Returns an act as the station of that name would have written it, about its own entries.
  func pick(for station: StationName, entries: Int, _ chance: inout SeededRandom) -> String {
    let text = chance.pick(texts).replacing(Acts.station, with: station.description)
    guard entries > 0, chance.one(in: 2) else { return text }
    // About an entry that exists.
    return text.replacing("\(station).1.1\"", with: "\(station).1.\(1 + chance.below(entries))\"")
  }

  static func document(_ code: String, _ subject: String = "Về việc rà soát hộ nghèo", on day: Day) -> Document {
    Document(
      code: code, organName: "UBND xã", issuedDate: day, typeName: "Công văn", subject: subject,
      signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"))
  }

  static func issued(
    _ number: Int, to organs: [Organ.ID], on day: Day, files: [StoredFile]? = nil, replaces: EntryReference? = nil
  ) -> Act {
    .issued(
      .init(
        document: document("\(number)/UBND-VX", on: day), book: "di-2026", number: number, suffix: nil,
        to: organs.map { Recipient(name: "nơi nhận", organID: $0) }, draft: nil, reason: nil, files: files,
        replaces: replaces))
  }

  private static func others(to organs: [Organ.ID], on day: Day) -> [Act] {
    let first = EntryReference("\(station).1.1")!
    let file = StoredFile(
      name: "a.pdf", sha256: String(repeating: "ab", count: 32), size: 100_000, mediaType: "application/pdf")
    let key = String(repeating: "11", count: 32)
    var acts: [Act] = [
      issued(1, to: organs, on: day), issued(2, to: organs, on: day, files: [file]),
      issued(3, to: organs, on: day, replaces: first), .recalled(.init(document: first, reason: "gửi nhầm")),
      .corrected(.init(document: first, field: .subject, old: "Về việc họp", new: "Về việc khác", reason: "nhầm")),
      .voided(.init(document: first, reason: "trùng")), .attached(.init(document: first, file: file)),
      .detached(.init(document: first, sha256: file.sha256, reason: nil)),
      .undone(.init(entry: first, document: first)),
      .sentBack(.init(document: first, reason: "không thuộc thẩm quyền")),
      .submitted(.init(document: first, to: "Chủ tịch")),
      .drafted(.init(document: document("", on: day), to: organs.map { Recipient(name: "xã", organID: $0) })),
      .redrafted(.init(document: first, content: document("", on: day), to: [])),
      .draftDiscarded(.init(document: first)),
      .registered(
        .init(
          document: document("1/UBND", on: day), book: "den-2026", arrivalNumber: 1, suffix: nil, arrivalDate: day,
          reason: nil, arrival: first)),
      .registeredProvisionally(.init(document: document("1/UBND", on: day), arrivalDate: day, reason: nil)),
      .epochBegun(.init(from: first)), .senderMuted(.init(organ: organs[0], name: "UBND xã", isMuted: true)),
      .numbersConfirmed(.init(book: "di-2026", last: 9)),
      .custodyHandedOver(.init(book: "di-2026", generation: 1, to: "0a1b2c3e", last: 3)),
      .custodyRecovered(.init(book: "di-2026", generation: 2, last: 3, reason: "máy hỏng")),
      .leaseSet(.init(days: 45)),
      .organsListed(.init(organs: Array(OrganDirectory.shipped.organs.prefix(3)))),
      .stationEnrolled(
        .init(station: "0a1b2c3f", organ: organs[0], name: "Máy hai", signingKey: key, agreementKey: key)),
      .stationRevoked(.init(station: station, reason: "mất cắp")), .calendarSet(.init(year: 2027, holidays: [])),
      .groupNamed(.init(name: "Các xã", members: organs.map { Recipient(name: "xã", organID: $0) })),
    ]
    for status in DeliveryStatus.allCases {
      acts.append(.reported(.init(document: first, recipient: organs[0], status: status, note: "x", answers: first)))
    }
    acts += Book.usual(year: 2026).map { .bookOpened(.init(book: $0)) }
    return acts
  }
}
