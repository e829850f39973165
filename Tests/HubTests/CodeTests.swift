import Crypto
import Exchange
import Foundation
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub

/// Codes of six groups: what can be guessed with what is known, which party's tries are counted, and what the office is
/// called in the file.
struct CodeTests {
  let world = try! World()
  private var hub: Hub { world.hub }
  private let name = "UBND phường Thục Phán"

  private func code() throws -> EnrolmentCode { try hub.code(for: World.thucPhan) }
  private func station() -> TestStation { TestStation(world, World.thucPhan) }

  private func refusal(
    _ json: [UInt8], over way: Transport = .line, from party: Party? = nil
  ) throws -> EnrolmentRefusal? {
    do { _ = try hub.enrol(hub.look(atEnrolment: json, over: way, from: party).proof()) } catch let refusal
      as EnrolmentRefusal
    { return refusal }
    return nil
  }

  /// Returns the code with other characters at these places.
  private func changed(_ code: EnrolmentCode, at places: [Int]) -> EnrolmentCode {
    var letters = Array(code.text)
    for place in places { letters[place] = letters[place] == "0" ? "1" : "0" }
    return EnrolmentCode(String(letters))!
  }

  @Test func bothSidesKnowEachOtherByTheWholeCodeOrOverALineByThreeGroups() throws {
    for isWhole in [true, false] {
      let (code, station) = (try code(), station())
      let asked = try station.asks(
        hub.figures().stations.isEmpty ? .first : .join, isWhole ? code : code.short, hub: hub.identity)
      let (json, isRefusal) = try hub.enrol(json: asked.json)
      let answer = try #require(EnrolmentAnswer(json: json))
      #expect(!isRefusal && answer.isMade(with: asked.key, to: asked.request))
      #expect(!answer.isMade(with: code) && answer.hubFingerprint == hub.identity.fingerprint)
      // Having seen it, an attacker cannot make another answer from it.
      var forged = answer
      forged.hub.signingKey = String(repeating: "0", count: 64)
      #expect(!forged.isMade(with: asked.key, to: asked.request))
      forged = answer
      forged.hub.name = "Trung tâm giả"
      #expect(!forged.isMade(with: asked.key, to: asked.request))
      // Nor is it the answer to another request with the same code and station.
      let other = try station.asks(.replace, isWhole ? code : code.short, hub: hub.identity)
      #expect(!answer.isMade(with: other.key, to: other.request))
      // The same request, sealed again, gets the same answer.
      let again = try SealedRequest(asked.request, to: hub.identity, signing: station.signing).json
      #expect(again != asked.json)
      #expect(try hub.enrol(json: again).json == json)
    }
  }

  /// A code that was used after the copy was made would be valid a second time.
  @Test func aRestoredCopyTakesNoCodeOfBefore() throws {
    let folder = TemporaryFolder()
    world.replace(hub: try Hub.create("\(folder.path)/hub", name: "VP UBND tỉnh", system: world.system))
    let (used, open) = (try code(), try code())
    let (before, after) = (station(), station())
    let asked = try before.asks(.first, used, hub: hub.identity)
    #expect(try !hub.enrol(json: asked.json).isRefusal)
    // The second is used after the copy was made.
    try hub.backup(to: "\(folder.path)/copy")
    let late = try after.asks(.join, open, hub: hub.identity)
    #expect(try !hub.enrol(json: late.json).isRefusal)
    // Only looking at the copy cancels nothing.
    _ = try Hub.open("\(folder.path)/copy", system: world.system, onlyToLook: true)
    world.now += 60_000
    world.replace(hub: try Hub.open("\(folder.path)/copy", system: world.system))
    #expect(try hub.codes().map(\.state).sorted { $0.rawValue < $1.rawValue } == [.cancelled, .used])
    let again = try station().asks(.join, open, hub: hub.identity)
    #expect(try hub.enrol(json: again.json).isRefusal)
    let lines = try hub.auditEntries().filter { $0.what == "codeCancelled" }
    #expect(lines.map(\.whom) == ["\(World.thucPhan) (copy)"])
    // A code that is made now is valid.
    let new = try station().asks(.join, code(), hub: hub.identity)
    #expect(try !hub.enrol(json: new.json).isRefusal)
  }

  @Test func aRequestIsUnreadableWithoutTheHubsKey() throws {
    let (code, station) = (try code(), station())
    let asked = try station.asks(.first, code, hub: hub.identity, office: .init(organID: "x", name: name))
    let text = String(decoding: asked.json, as: UTF8.self)
    for secret in [asked.request.mac, code.text, name, "Máy văn thư", station.name.description, "first"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    let sealed = try #require(SealedRequest(json: asked.json))
    #expect(sealed.opened(with: hub.keys.agreement) == asked.request)
    #expect(sealed.opened(with: Curve25519.KeyAgreement.PrivateKey()) == nil)
    let other = try World(seed: 9)
    #expect(try other.hub.enrol(json: asked.json).isRefusal)
    #expect(throws: EnrolmentRefusal.otherHub) { try other.hub.look(atEnrolment: asked.json, over: .line, from: nil) }
  }

  /// What may be on a stick depends on every character of the secret, the last ones too; and each needs a search of its
  /// own: another station or another hub means another key.
  @Test func nothingOnAStickIsAFunctionOfLessThanTheWholeCode() throws {
    let (code, station) = (EnrolmentCode("7KQ2-M0XD-9TRA-4GGS-S60R-6DC1")!, station())
    func mac(_ code: EnrolmentCode, _ hub: HubIdentity?) throws -> String {
      try station.asks(.first, code, hub: hub).request.mac
    }
    var seen = [try mac(code, nil), try mac(code, hub.identity), try mac(code.short, nil)]
    for place in 4..<24 { seen.append(try mac(changed(code, at: [place]), nil)) }
    #expect(Set(seen).count == seen.count)
    station.name = StationName(number: 7)
    #expect(!seen.contains(try mac(code, nil)))
  }

  /// Fixed for ever: a change of how a key is derived would change it for stations that wait for an answer.
  @Test func aRequestIsTheSameForEver() throws {
    let code = EnrolmentCode("7KQ2-M0XD-9TRA-4GGS-S60R-6DC1")!
    let (key, other) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
    let hub = HubIdentity(
      name: "Tỉnh", station: StationName(number: 1), signingKey: key, agreementKey: other)
    #expect("\(hub.fingerprint)" == "G993 X88P P2CN ZPY6 N5PP")
    let (request, _) = try EnrolmentRequest.proved(
      .first, station: StationName(number: 0x0A1B_2C3D), name: "Máy văn thư", signingKey: key, agreementKey: other,
      office: .init(organID: "xa-2025-01351/ubnd", name: "UBND xã Hưng Đạo"), code: code, hub: hub.fingerprint, .usual)
    #expect(request.mac == "ebf19fbffb129b4b23f8abca161f0852ea2410e7296322966dcbf56888785146")
  }

  @Test(arguments: [5, 500]) func wrongTriesOfStrangersDoNotSpendTheCode(_ tries: Int) throws {
    let (code, station) = (try code(), station())
    let wrong = changed(code, at: [20])
    for number in 0..<tries {
      let json = try station.asks(.first, wrong, hub: hub.identity).json
      let refused = try refusal(json, from: .line("203.0.113.\(number % 250)"))
      #expect(refused == .wrongCode)
    }
    #expect(try hub.codes().map(\.wrongTries) == [tries])
    #expect(
      try !hub.enrol(json: station.asks(.first, code, hub: hub.identity).json, from: .line("198.51.100.1")).isRefusal)
  }

  @Test func whoeverGuessesIsSlowedAndNobodyElse() throws {
    let (code, station) = (try code(), station())
    let guess = try station.asks(.first, changed(code, at: [5]), hub: hub.identity).json
    let v1 = try station.request(.first, changed(code, at: [5])).json
    // A name that was never given out is a guess too; so is one of an old program.
    let unknown = try station.asks(.first, changed(code, at: [0, 5]), hub: hub.identity).json
    let guesser = Party.line("203.0.113.7")
    for number in 0..<20 { #expect(try refusal([guess, v1, unknown][number % 3], from: guesser) == .wrongCode) }
    // Refused even with the right code now: an answer would reveal that it is right.
    let right = try station.asks(.first, code, hub: hub.identity).json
    #expect(try refusal(right, from: guesser) == .tooManyTries(minutes: 3))
    // There are 20 tries in an hour, and no trick makes them more.
    var taken = 0
    for _ in 0..<24 * 60 {
      world.now += 60_000
      if try refusal(guess, from: guesser) == .wrongCode { taken += 1 }
    }
    #expect((450...500).contains(taken), "\(taken)")
    #expect(try refusal(right, from: .line("203.0.113.8")) == nil)
  }

  @Test func aNetworkOfIPv6IsOneParty() {
    #expect(Party.line("2001:db8:1:2::5") == Party.line("2001:db8:1:2:ffff::9"))
    #expect(Party.line("2001:db8:1:2::5") != Party.line("2001:db8:1:3::5"))
    #expect(Party.line("::ffff:203.0.113.7") != Party.line("::ffff:203.0.113.8"))
    #expect(Party.line("127.0.0.1") == .address("127.0.0.1"))
  }

  @Test func byAStickItTakesAllSixGroups() throws {
    let (code, station) = (try code(), station())
    for hub in [hub.identity, nil] {
      let short = try station.asks(.first, code.short, hub: hub).json
      #expect(try refusal(short, over: .folder) == .wholeCode)
    }
    #expect(try refusal(station.request(.first, code).json, over: .folder) == .oldProgram)
    // The station does not know the hub's key: all of the code proves it, unencrypted.
    let open = try station.asks(.first, code, hub: nil)
    let (json, isRefusal) = try hub.enrol(json: open.json, over: .folder)
    #expect(!isRefusal && EnrolmentAnswer(json: json)?.isMade(with: open.key, to: open.request) == true)
  }

  @Test func aCodeOfBeforeIsGoodOverALineOnly() throws {
    let old = EnrolmentCode("7KQ2-M0XD-9TRA")!
    try hub.write { db in
      try db.execute(
        sql: "INSERT INTO codes (name, code, organ, expires) VALUES (?, ?, ?, ?)",
        arguments: [old.name, old.text, World.thucPhan, world.now + 86_400_000])
    }
    let whole = EnrolmentCode(old.text + "000000000000")!
    #expect(try refusal(station().asks(.first, old, hub: hub.identity).json, over: .folder) == .oldCode)
    #expect(try refusal(station().asks(.first, whole, hub: hub.identity).json, over: .folder) == .oldCode)
    #expect(try refusal(station().asks(.first, whole, hub: hub.identity).json) == .wrongCode)
    #expect(try refusal(station().asks(.first, old, hub: hub.identity).json) == nil)
  }

  @Test func codesAreListedAndCancelled() throws {
    let (first, second) = (try code(), try code())
    _ = try hub.code(for: World.province, days: 30)
    #expect(try hub.codes().map(\.state) == [.open, .open, .open])
    let station = station()
    #expect(try refusal(station.asks(.first, first, hub: hub.identity).json) == nil)
    #expect(try hub.cancelCodes(of: World.thucPhan) == [second.name])
    #expect(throws: HubRefusal.noCode(name)) { try hub.cancelCodes(of: World.thucPhan) }
    #expect(try refusal(TestStation(world, World.thucPhan).asks(.join, second, hub: hub.identity).json) == .cancelled)
    world.now += 8 * 86_400_000
    let listed = try hub.codes()
    let of = Dictionary(grouping: listed, by: \.name).mapValues { $0[0] }
    #expect(of[first.name]?.state == .used && of[first.name]?.station == station.name.description)
    #expect(of[second.name]?.state == .cancelled && of[second.name]?.ended != nil)
    #expect(listed[0].organ == World.province && listed[0].state == .open)
    world.now += 23 * 86_400_000
    #expect(try hub.codes().map(\.state).contains(.expired))
    // They are kept for a while; those never used are deleted first.
    world.now += 91 * 86_400_000
    _ = try code()
    #expect(try Set(hub.codes().map(\.state)) == [.open, .used])
  }

  @Test func aFileOfAnotherOfficeKeepsTheCode() throws {
    let (code, station) = (try code(), station())
    func ask(_ office: EnrolmentRequest.OwnOffice) throws -> EnrolmentRefusal? {
      try refusal(station.asks(.first, code, hub: hub.identity, office: office).json)
    }
    #expect(
      try ask(.init(organID: World.thucPhan, name: "UBND tỉnh Cao Bằng"))
        == .otherOffice(file: "UBND tỉnh Cao Bằng", code: name))
    #expect(try ask(.init(organID: World.province, name: "UBND phường")) != nil)
    #expect(try hub.figures().stations.isEmpty && hub.codes().map(\.state) == [.open])
    #expect(try ask(.init(organID: "000.00.00.H14", name: "Uỷ ban nhân dân phường Thục Phán")) == nil)
    let second = try self.code()
    let renamed = EnrolmentRequest.OwnOffice(organID: "", name: "UBND tỉnh Cao Bằng", isRenamed: true)
    let asked = try TestStation(world, World.thucPhan).asks(.join, second, hub: hub.identity, office: renamed)
    #expect(try refusal(asked.json) == nil)
  }

  /// The register of a ward that was merged into this one is continued. A name that an office of today has means that
  /// office.
  @Test func aFileOfAnOfficeThatWasMergedIsItsSuccessors() throws {
    let (code, station) = (try code(), station())
    func ask(_ name: String) throws -> EnrolmentRefusal? {
      let office = EnrolmentRequest.OwnOffice(organID: "", name: name)
      return try refusal(station.asks(.first, code, hub: hub.identity, office: office).json)
    }
    #expect(try ask("UBND xã Hưng Đạo") == .otherOffice(file: "UBND xã Hưng Đạo", code: name))
    #expect(try ask("UBND xã Phong Châu") != nil, "of another successor")
    #expect(try ask("Uỷ ban nhân dân phường Sông Hiến") == nil)
  }

  /// A department of the province need not write the province's name.
  @Test func theNameOfTheProvinceMayBeMissing() throws {
    let code = try hub.code(for: "so-noi-vu")
    func ask(_ name: String) throws -> EnrolmentRefusal? {
      let office = EnrolmentRequest.OwnOffice(organID: "000.00.00.H14", name: name)
      return try refusal(TestStation(world, "so-noi-vu").asks(.first, code, hub: hub.identity, office: office).json)
    }
    #expect(try ask("Sở") != nil)
    #expect(try ask("Sở Nội") != nil)
    #expect(try ask("sở nội vụ") == nil)
  }
}
