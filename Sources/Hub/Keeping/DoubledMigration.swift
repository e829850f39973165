import GRDB
import Records
import RecordsSQL

/// Records what the ruling on a number given twice needs: all hand-overs of books, and the entries whose number another
/// document bears. Earlier versions kept only the last holder and told the sender.
enum DoubledMigration {
  static func run(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Hand-overs of books as entries state them; of an entry: hybrid time and name.
        CREATE TABLE hands (
          organ TEXT NOT NULL,
          book TEXT NOT NULL,
          generation INTEGER NOT NULL,
          holder TEXT NOT NULL,
          time INTEGER NOT NULL,
          station TEXT NOT NULL,
          epoch INTEGER NOT NULL,
          sequence INTEGER NOT NULL,
          PRIMARY KEY (organ, book, holder, time, station, epoch, sequence, generation)
        ) STRICT, WITHOUT ROWID;
        -- Entries whose number another document of the office bears.
        CREATE TABLE doubled (
          entry INTEGER PRIMARY KEY,
          organ TEXT NOT NULL,
          book TEXT NOT NULL,
          number INTEGER NOT NULL,
          suffix TEXT NOT NULL
        ) STRICT;
        -- Books of which a station's numbers count although another one holds them in that generation.
        CREATE TABLE released (
          organ TEXT NOT NULL,
          book TEXT NOT NULL,
          generation INTEGER NOT NULL,
          station TEXT NOT NULL,
          PRIMARY KEY (organ, book, generation)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX doubledOfOrgan ON doubled (organ);
        CREATE INDEX unownedOfBook ON unowned (organ, book);
        """)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(Journals.columns), organ, place FROM entries JOIN stations USING (station)
        WHERE \(ActName.isOne(of: [.custodyHandedOver, .custodyRecovered], "act"))
          OR place IN (SELECT entry FROM mailboxes WHERE code = 'number')
        ORDER BY place
        """)
    for row in rows {
      let (entry, place): (StoredEntry, Int) = (try Journals.entry(row), row["place"])
      let numbers = Numbers(db: db, organ: row["organ"], station: entry.station)
      guard let act = try? StoredAct.act(from: entry.act) else { continue }
      switch act {
      case .custodyHandedOver(let act):
        try numbers.remember(BookHand(generation: act.generation, station: act.to), of: act.book, by: entry)
      case .custodyRecovered(let act):
        let hand = BookHand(generation: act.generation, station: entry.station.description)
        try numbers.remember(hand, of: act.book, by: entry)
      default:
        guard let given = act.body.numberGiven, try !isUnowned(place, db) else { continue }
        try numbers.mark(place, given)
      }
    }
  }

  private static func isUnowned(_ place: Int, _ db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM unowned WHERE entry = ?)", arguments: [place])!
  }
}
