import Exchange
import Foundation
import Hub
import Records
import Sync
import TestSupport
import Testing

/// A station is enrolled by a stick; what is on it may be the answer to an earlier request.
struct StickEnrollingTests {
  private static let organ = "xa-2025-01351/ubnd"
  private let world = try! ExchangeWorld()
  private let folder = TemporaryFolder()
  private let station = StationName(number: 0x0A1B_2C3D)

  /// Does what the clerk types, with these keys. Returns the hub's answer, or `nil` where the stick has to travel
  /// first.
  private func enrol(
    _ code: String, _ keys: StationKeys, _ mode: EnrolmentRequest.Mode = .first
  ) throws -> EnrolmentAnswer? {
    let enrolling = try Enrolling(code: code, url: "", cost: .light)
    let stick = try StickEnrolling(FolderCarrier(folder.path), enrolling)
    let asked = try enrolling.request(
      mode, replaces: mode == .replace ? station : nil, station: station, name: "Máy văn thư", keys: keys,
      office: .init(organID: Self.organ, name: "UBND xã Hưng Đạo"), hub: stick.identity(nil, for: station, keys))
    let answer = try stick.answer(to: asked, of: station)
    return try answer.map { try enrolling.enrolment(from: $0, to: asked).answer }
  }

  /// Whether the hub's keys are on the stick before the request is, or come with the answer.
  private let isKnown: Bool

  init(_ isKnown: Bool = false) throws {
    self.isKnown = isKnown
    if isKnown { try world.hub.writeIdentity(folder.path) }
  }

  private func code() throws -> String { try world.hub.code(for: Self.organ).description }
  private func travel() throws { _ = try world.hub.answerFolder(folder.path) }

  @Test func aWrongCodeIsRefusedAndTheRightOneIsTakenOnTheSameStick() throws {
    let (keys, right) = (StationKeys(), try code())
    let wrong = String(right.dropLast()) + (right.hasSuffix("0") ? "1" : "0")
    #expect(try enrol(wrong, keys) == nil)
    try travel()
    // Typed as before, it says what was wrong, however often.
    for _ in 0..<2 { #expect(throws: EnrollingRefusal.self) { try enrol(wrong, keys) } }
    #expect(try enrol(right, keys) == nil)
    // The refusal is gone, so the request waits until the stick has travelled.
    #expect(try enrol(right, keys) == nil)
    try travel()
    #expect(try enrol(right, keys)?.organ.id == Self.organ)
    #expect(try enrol(right, keys)?.organ.id == Self.organ)
  }

  @Test func newKeysForAnEnrolledStationGoByTheSameStick() throws {
    let first = try code()
    _ = try enrol(first, StationKeys())
    try travel()
    #expect(try enrol(first, StationKeys(), .replace) == nil, "an answer for other keys is none for these")
    let keys = StationKeys()
    let again = try code()
    #expect(try enrol(again, keys, .replace) == nil)
    try travel()
    #expect(try enrol(again, keys, .replace)?.station == station.description)
  }

  @Test func aCodeMistypedWhenTheStickIsBackLosesNothing() throws {
    let (keys, right) = (StationKeys(), try code())
    _ = try enrol(right, keys)
    try travel()
    let other = "7KQ2-M0XD-9TRA-4GGS-S60R-6DC1"
    #expect(throws: StickRefusal.otherCode(String(right.prefix(4)))) { try enrol(other, keys) }
    #expect(try enrol(right, keys)?.organ.id == Self.organ)
  }

  @Test func whatIsNoAnswerAtAllIsWrittenOver() throws {
    let (keys, right) = (StationKeys(), try code())
    for text in ["", "{}", "ảnh chụp"] {
      let place = folder.path + "/vanthu/to-station/\(station).enrolled"
      try FileManager.default.createDirectory(
        atPath: folder.path + "/vanthu/to-station", withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: place))
      #expect(try enrol(right, keys) == nil)
      #expect(!FileManager.default.fileExists(atPath: place))
    }
    try travel()
    #expect(try enrol(right, keys) != nil)
  }
}

/// The same where the stick has the hub's keys: every request is sealed.
struct SealedStickEnrollingTests {
  private func tests() throws -> StickEnrollingTests { try StickEnrollingTests(true) }

  @Test func aWrongCodeIsRefused() throws { try tests().aWrongCodeIsRefusedAndTheRightOneIsTakenOnTheSameStick() }
  @Test func newKeysGoByTheSameStick() throws { try tests().newKeysForAnEnrolledStationGoByTheSameStick() }
  @Test func aMistypedCodeLosesNothing() throws { try tests().aCodeMistypedWhenTheStickIsBackLosesNothing() }
  @Test func whatIsNoAnswerIsWrittenOver() throws { try tests().whatIsNoAnswerAtAllIsWrittenOver() }

  @Test func theRequestOnTheStickSaysNothing() throws {
    let world = try ExchangeWorld()
    let folder = TemporaryFolder()
    try world.hub.writeIdentity(folder.path)
    let (keys, station) = (StationKeys(), StationName(number: 9))
    let code = try world.hub.code(for: "xa-2025-01351/ubnd")
    let enrolling = try Enrolling(code: code.description, url: "", cost: .light)
    let stick = try StickEnrolling(FolderCarrier(folder.path), enrolling)
    let other = try Hub.inMemory(name: "Tỉnh khác", system: .real)
    #expect(throws: EnrollingRefusal.otherHub(world.hub.identity.fingerprint.description)) {
      try stick.identity(other.identity.fingerprint, for: station, keys)
    }
    let asked = try enrolling.request(
      .first, station: station, name: "Máy văn thư", keys: keys, office: .init(organID: "", name: "UBND xã Hưng Đạo"),
      hub: stick.identity(world.hub.identity.fingerprint, for: station, keys))
    #expect(try stick.answer(to: asked, of: station) == nil)
    let path = folder.path + "/vanthu/to-hub/\(station).enrol"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for word in [asked.request.mac, "Hưng Đạo", "Máy văn thư", code.text] { #expect(!text.contains(word)) }
    #expect(throws: EnrollingRefusal.wholeCode) {
      try StickEnrolling(FolderCarrier(folder.path), Enrolling(code: code.short.description, url: "", cost: .light))
    }
  }
}
