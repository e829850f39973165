import Crypto
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL
import Wording

/// The stations as the hub's own journal tells: who was enrolled for which office, under which keys, and who was
/// revoked. The journal is chained and sealed, the tables are not.
struct StationsOfJournal {
  struct Station: Equatable {
    var organ: Organ.ID
    /// Signing and agreement key of each enrolment, in hexadecimal; the last are the present ones.
    var keys: Set<[String]>
    var lastKeys: [String]
    var isRevoked: Bool
  }

  private(set) var stations: [String: Station] = [:]

  /// - Parameter hub: the hub's name as a station.
  init(of hub: StationName, _ db: Database) throws {
    let acts = try String.fetchCursor(
      db,
      sql: """
        SELECT act FROM entries WHERE station = ? AND \(ActName.isOne(of: [.stationEnrolled, .stationRevoked], "act"))
        ORDER BY epoch, sequence
        """, arguments: [hub])
    while let text = try acts.next() {
      switch try? StoredAct.act(from: text) {
      case .stationEnrolled(let act):
        let keys = [act.signingKey, act.agreementKey]
        let known = stations[act.station]?.keys ?? []
        stations[act.station] = Station(
          organ: act.organ, keys: known.union([keys]), lastKeys: keys, isRevoked: false)
      case .stationRevoked(let act): stations[act.station]?.isRevoked = true
      default: break
      }
    }
  }

  /// The stations as the tables tell.
  static func ofTables(_ db: Database) throws -> [String: Station] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT station, organ, revoked IS NOT NULL, signingKey, agreementKey
        FROM stations LEFT JOIN stationKeys USING (station) ORDER BY station, number
        """)
    return rows.reduce(into: [:]) { stations, row in
      let keys = [row[3] as Data?, row[4] as Data?].map { $0?.hexadecimal ?? "" }
      let known = stations[row[0]]?.keys ?? []
      stations[row[0]] = Station(organ: row[1], keys: known.union([keys]), lastKeys: keys, isRevoked: row[2])
    }
  }
}

extension Hub {
  /// Checks who takes part: a station that was let in, or back in, by a change of the tables would be believed.
  func verifyStations(_ result: inout HubVerification) throws {
    let (told, held) = try read { db in
      (try StationsOfJournal(of: station, db).stations, try StationsOfJournal.ofTables(db))
    }
    for name in Set(told.keys).union(held.keys).sorted() where told[name] != held[name] {
      let what: (String, String)
      switch (told[name], held[name]) {
      case (nil, _): what = ("có trong bảng trạm mà sổ của trung tâm không ghi", "is not in the hub's own journal")
      case (_, nil): what = ("có trong sổ của trung tâm mà mất khỏi bảng trạm", "is missing in the table of stations")
      case (let told?, let held?):
        what =
          if told.isRevoked, !held.isRevoked {
            ("đã bị thu hồi theo sổ của trung tâm mà vẫn được nhận", "was revoked, but is accepted")
          } else if held.isRevoked, !told.isRevoked {
            ("bị thu hồi mà sổ của trung tâm không ghi", "is revoked without an entry of the hub's journal")
          } else if told.organ != held.organ {
            ("không thuộc cơ quan mà sổ của trung tâm ghi", "is not of the office that the hub's journal names")
          } else {
            ("có khóa khác với sổ của trung tâm", "has other keys than in the hub's journal")
          }
      }
      result.faults.append(Bilingual("Trạm \(name) \(what.0).", "Station \(name) \(what.1)."))
    }
  }
}
