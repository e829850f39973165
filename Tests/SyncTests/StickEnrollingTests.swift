import Exchange
import Foundation
import Hub
import Records
import Sync
import Testing

/// A station is let in by a stick; what lies on it may be the answer to an earlier request.
struct StickEnrollingTests {
  private static let organ = "xa-2025-01351/ubnd"
  private let world = try! ExchangeWorld()
  private let folder = Folder()
  private let station = StationName(number: 0x0A1B_2C3D)

  /// What the clerk types, with these keys: the hub's answer, or nothing where the stick has to travel.
  private func enrol(
    _ code: String, _ keys: StationKeys, _ mode: EnrolmentRequest.Mode = .first
  ) throws -> EnrolmentAnswer? {
    let enrolling = try Enrolling(code: code, url: "")
    let request = enrolling.request(
      mode, replaces: mode == .replace ? station : nil, station: station, name: "Máy văn thư", keys: keys)
    let answer = try StickEnrolling(FolderCarrier(folder.path), enrolling).answer(to: request, of: station)
    return try answer.map { try enrolling.enrolment(from: $0).answer }
  }

  private func code() throws -> String { try world.hub.code(for: Self.organ).description }
  private func travel() throws { _ = try world.hub.answerFolder(folder.path) }

  @Test func aWrongCodeIsRefusedAndTheRightOneIsTakenOnTheSameStick() throws {
    let (keys, right) = (StationKeys(), try code())
    let wrong = String(right.dropLast()) + (right.hasSuffix("0") ? "1" : "0")
    #expect(try enrol(wrong, keys) == nil)
    try travel()
    // Typed as before, it says what was wrong, as often as it is asked.
    for _ in 0..<2 { #expect(throws: EnrollingRefusal.self) { try enrol(wrong, keys) } }
    #expect(try enrol(right, keys) == nil)
    // The refusal is gone, so it waits for the stick until that has travelled.
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
    #expect(throws: StickRefusal.otherCode(String(right.prefix(4)))) { try enrol("7KQ2-M0XD-9TRA", keys) }
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
