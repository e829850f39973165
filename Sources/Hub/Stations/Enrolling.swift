import Crypto
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL
import Vietnamese

extension Hub {
  /// Enrols a station. Idempotent: the same request gets the same answer again.
  ///
  /// - Throws: `EnrolmentRefusal`. A wrong proof counts against the party that tried, and does not use up the code.
  public func enrol(_ proof: EnrolmentProof) throws -> EnrolmentAnswer {
    let request = proof.tried.request
    let result: Result<EnrolmentAnswer, EnrolmentRefusal> = try write { db in
      do { return .success(try enrol(proof, directory(db), db)) } catch let refusal as EnrolmentRefusal {
        return .failure(refusal)
      }
    }
    if case .failure(.wrongCode) = result {
      if let party = proof.tried.party { meter.count(.enrolments(of: party), now: system.now()) }
      try note { try $0.execute(sql: "UPDATE codes SET tries = tries + 1 WHERE name = ?", arguments: [request.code]) }
    }
    let answer = try result.get()
    // Fences off exchanges that are running with the old key.
    if let station = StationName(answer.station) { newest[station, default: 0] += 1 }
    return answer
  }

  /// Reads, verifies and enrols in one step, if the caller may wait; for a request that was unsealed already, as over a
  /// connection.
  public func enrol(_ request: EnrolmentRequest) throws -> EnrolmentAnswer {
    try enrol(look(at: request, over: .line, from: nil).proof())
  }

  /// Enrols from JSON, as it is posted or stored on a stick. `isRefusal` corresponds to status 403.
  public func enrol(
    json: [UInt8], over way: Transport = .line, from party: Party? = nil
  ) throws -> (json: [UInt8], isRefusal: Bool) {
    do {
      return (try enrol(look(atEnrolment: json, over: way, from: party).proof()).json, false)
    } catch let refusal as EnrolmentRefusal {
      try record(.enrolmentRefused, on: AuditEvent.kind(of: refusal))
      return (try RefusedAnswer(refusal.words).json, true)
    }
  }
}

extension Hub {
  private func enrol(_ proof: EnrolmentProof, _ directory: OrganDirectory, _ db: Database) throws -> EnrolmentAnswer {
    let (request, now) = (proof.tried.request, system.now())
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT code, organ, expires, cancelled, request, answer FROM codes WHERE name = ?",
        arguments: [request.code])
    else { throw EnrolmentRefusal.wrongCode }
    if let used = row[4] as String?, let text = row[5] as String? {
      guard used == request.mac, let answer = EnrolmentAnswer(json: Array(text.utf8)) else {
        throw EnrolmentRefusal.used
      }
      return answer
    }
    guard row[3] as Int? == nil else { throw EnrolmentRefusal.cancelled }
    guard (row[2] as Int) > now else { throw EnrolmentRefusal.expired }
    // The proof must have been made with the code that is stored now.
    guard proof.isRight, let code = proof.tried.code, code.text == row[0] as String? else {
      throw EnrolmentRefusal.wrongCode
    }
    guard let organ = directory[row[1]] else { throw EnrolmentRefusal.unreadable }
    // Checked before the name, because another name would not help.
    if request.mode == .replace, request.replaces == request.station,
      let other = try StationName(request.station).flatMap({ try Hub.organ(of: $0, db) }), other != organ.id
    {
      // What the station has sent belongs to the other office, and stays there.
      throw EnrolmentRefusal.stationOfOther(
        request.station, office: directory.fullName(of: other, on: today),
        code: directory.fullName(of: organ, on: today))
    }
    if request.mode == .replace, request.replaces == request.station, try isReplaced(request, db) {
      throw EnrolmentRefusal.replacedSince(request.station)
    }
    if let own = request.office, !own.isRenamed, !isSame(own, organ, directory) {
      throw EnrolmentRefusal.otherOffice(file: String(cleaned(own.name).prefix(200)), code: organ.name)
    }
    let member = try store(request, organ: organ, now, db)
    try record(.stationEnrolled, on: "\(member) \(organ.id)", db)
    let card = EnrolmentAnswer.HubCard(
      name: name, station: station, log: incarnation,
      signingKey: Array(keys.signing.publicKey.rawRepresentation),
      agreementKey: Array(keys.agreement.publicKey.rawRepresentation))
    let members = try members(of: organ.id, db)
    let answer =
      if let key = proof.key {
        EnrolmentAnswer(hub: card, organ: organ, station: member.description, stations: members, to: request, key: key)
      } else {
        EnrolmentAnswer(hub: card, organ: organ, station: member.description, stations: members, code: code)
      }
    try db.execute(
      sql: "UPDATE codes SET code = NULL, request = ?, answer = ?, used = ?, station = ? WHERE name = ?",
      arguments: [request.mac, String(decoding: try answer.json, as: UTF8.self), now, member, request.code])
    return answer
  }

  /// Whether a station's file belongs to the office of the code, by its name in any spelling, or by that of an office
  /// which it has replaced. The name of the province at the end (`Sở Nội vụ` tỉnh Cao Bằng) may be missing, and any
  /// other end if the key is the same; a code in the file proves nothing, because many offices enter their province's.
  private func isSame(_ own: EnrolmentRequest.OwnOffice, _ organ: Organ, _ directory: OrganDirectory) -> Bool {
    let (mine, theirs) = (OrganDirectory.nameKey(own.name), OrganDirectory.nameKey(organ.name))
    if mine == theirs || (try? directory.resolve(own.name, on: today))?.id == organ.id { return true }
    if organ.succeeds(own.name, in: directory, on: today) { return true }
    guard mine.contains(" "), theirs.hasPrefix(mine + " ") else { return false }
    let ofProvince = theirs.hasPrefix("\(mine) \(OrganDirectory.nameKey("tỉnh")) ")
    return ofProvince || own.organID.lowercased() == organ.id
  }

  /// Stores the station. Returns its name.
  private func store(_ request: EnrolmentRequest, organ: Organ, _ now: Int, _ db: Database) throws -> StationName {
    guard let asked = StationName(request.station), let signing = key(request.signingKey),
      let agreement = key(request.agreementKey),
      (try? Curve25519.Signing.PublicKey(rawRepresentation: signing)) != nil,
      (try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: agreement)) != nil
    else { throw EnrolmentRefusal.unreadable }
    let members = try members(of: organ.id, db)
    let station: StationName
    switch request.mode {
    case .first:
      guard members.isEmpty else { throw EnrolmentRefusal.notFirst(organ.name) }
      station = try free(asked, db)
    case .join:
      guard !members.isEmpty else { throw EnrolmentRefusal.nobodyToJoin(organ.name) }
      station = try free(asked, db)
    case .replace:
      // A hub restored from a backup does not know stations enrolled since: such a station comes again with its file.
      station =
        try request.replaces == request.station && isFree(asked, db)
        ? asked : lost(request.replaces, of: organ, db)
    }
    try enter(
      station, of: organ.id, name: String(cleaned(request.name).prefix(100)), signing: signing, agreement: agreement,
      now,
      db)
    return station
  }

  /// Makes the station a member, under these keys.
  func enter(
    _ station: StationName, of organ: Organ.ID, name: String, signing: [UInt8], agreement: [UInt8], _ now: Int,
    _ db: Database
  ) throws {
    let isKnown = try Hub.organ(of: station, db) != nil
    try Leases.replace(station, at: Int64(now), db)
    try db.execute(
      sql: """
        INSERT INTO stations (station, organ, name, enrolled) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
        SET name = excluded.name, revoked = NULL, reason = NULL, challenge = NULL, challengeBefore = NULL, cursor = 0
        """,
      arguments: [station, organ, name, now])
    try db.execute(sql: "DELETE FROM answered WHERE station = ?", arguments: [station])
    try db.execute(
      sql: """
        INSERT INTO stationKeys (station, number, signingKey, agreementKey, since)
        SELECT ?, ifnull(max(number), 0) + 1, ?, ?, ? FROM stationKeys WHERE station = ?
        """,
      arguments: [station, Data(signing), Data(agreement), now, station])
    try act(
      [
        .stationEnrolled(
          .init(
            station: station.description, organ: organ, name: name, signingKey: signing.hexadecimal,
            agreementKey: agreement.hexadecimal))
      ], db)
    // What the page shows of an entry depends on whose documents it names: after a hub was put back, or in a lie, a
    // station's documents are named before the station is known.
    if try !isKnown && isNamed(station, db) { try Listing(db: db).rebuild() }
  }

  /// Whether an entry names one of the station's.
  private func isNamed(_ station: StationName, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM entries WHERE act GLOB ?)", arguments: ["*\"\(station).*"])!
  }

  /// Whether another PC has been enrolled as the station since this one was, and has not been revoked: two of one name
  /// would throw each other out in turn, and assign the same numbers.
  private func isReplaced(_ request: EnrolmentRequest, _ db: Database) throws -> Bool {
    guard let last = request.lastKey.flatMap(key) else { return false }
    let present = try Data.fetchOne(
      db,
      sql: """
        SELECT signingKey FROM stationKeys JOIN stations USING (station)
        WHERE station = ? AND revoked IS NULL ORDER BY number DESC LIMIT 1
        """, arguments: [request.station])
    // The asking PC's new key may be in use already: the answer to its first request was lost.
    return present.map { $0 != Data(last) && $0 != key(request.signingKey).map { Data($0) } } ?? false
  }

  private func key(_ text: String) -> [UInt8]? {
    guard let bytes = [UInt8](hexadecimal: text), bytes.count == 32 else { return nil }
    return bytes
  }

  /// The name asked for, which must be unused.
  private func free(_ asked: StationName, _ db: Database) throws -> StationName {
    guard try isFree(asked, db) else { throw EnrolmentRefusal.nameTaken(asked.description) }
    return asked
  }

  func isFree(_ asked: StationName, _ db: Database) throws -> Bool {
    try asked != station && Hub.organ(of: asked, db) == nil
  }

  /// The station that a new PC replaces; it may have been revoked because it was stolen.
  private func lost(_ named: String?, of organ: Organ, _ db: Database) throws -> StationName {
    let all = try StationName.fetchAll(
      db, sql: "SELECT station FROM stations WHERE organ = ? ORDER BY enrolled, station", arguments: [organ.id])
    guard let named else {
      guard all.count <= 1 else { throw EnrolmentRefusal.whichOne(all.map(\.description)) }
      guard let only = all.first else { throw EnrolmentRefusal.nobodyToJoin(organ.name) }
      return only
    }
    guard let name = StationName(named), all.contains(name) else { throw EnrolmentRefusal.notOfOffice(named) }
    return name
  }

  private func members(of organ: Organ.ID, _ db: Database) throws -> [EnrolmentAnswer.Member] {
    try Row.fetchAll(
      db, sql: "SELECT station, name FROM stations WHERE organ = ? AND revoked IS NULL ORDER BY enrolled, station",
      arguments: [organ]
    ).map { EnrolmentAnswer.Member(station: $0[0], name: $0[1]) }
  }
}
