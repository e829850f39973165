import GRDB
import Records
import RecordsSQL

extension OfficeSchema {
  /// Migrations that no read needs: a file that lacks them can be viewed as it is.
  static let unreadMigrations: Set<String> = [
    "clock", "keys that were revoked", "clock that was ahead", "files without a key", "malformed references",
    "effects of foreign acts", "seals of colleagues", "statements", "relay",
  ]

  /// The schema, as the migrations that made it. Add at the end; never edit one that was released.
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("registers") { db in
      try db.execute(sql: String(decoding: PackageResources.registers_sql, as: UTF8.self))
    }
    // No key of another table changes, so none needs to be checked.
    migrator.registerMigration("orders", foreignKeyChecks: .immediate, migrate: OrdersMigration.run)
    // Empties the index; `open` fills it again (`rebuildSearch`) after all other migrations.
    migrator.registerMigration("search with marks") { db in
      try db.execute(sql: String(decoding: PackageResources.search_sql, as: UTF8.self))
      try SavedSearch.keepLoose(db)
    }
    migrator.registerMigration("deliveries", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: String(decoding: PackageResources.deliveries_sql, as: UTF8.self))
    }
    migrator.registerMigration("sender", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: String(decoding: PackageResources.sender_sql, as: UTF8.self))
    }
    // Before all that apply entries again, which read the column.
    migrator.registerMigration("entries that readers brought back") { db in
      try db.execute(
        sql: """
          -- 1: of this office; the hub had lost it, and a reader brought it back.
          ALTER TABLE received ADD COLUMN isOwn INTEGER NOT NULL DEFAULT 0;
          -- 1: the hub has asked for what it may have lost, so it knows what that is.
          ALTER TABLE hub ADD COLUMN takesBack INTEGER NOT NULL DEFAULT 0;
          -- This PC alone: entries of other offices that the hub's mailbox has not named since it began again.
          CREATE TABLE unnamed (
            station TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
            refusedAt INTEGER,  -- how many entries of the hub were known when it was shown the entry in vain
            PRIMARY KEY (station, epoch, sequence)
          ) WITHOUT ROWID;
          -- Entries of other offices that were received here, and whose name means another entry now: the hub was put \
          back, and an old copy of the sender's file was used further.
          CREATE TABLE forked (
            station TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL, hash BLOB NOT NULL,
            previous BLOB NOT NULL, time INTEGER NOT NULL, day TEXT NOT NULL, clerk TEXT NOT NULL, grouped TEXT,
            act TEXT NOT NULL, proof BLOB NOT NULL,
            PRIMARY KEY (station, epoch, sequence, hash)
          ) WITHOUT ROWID;
          """)
    }
    migrator.registerMigration("rollbacks of the hub") { db in
      try db.execute(
        sql: """
          -- What lies in the mailbox up to the cursor (docs/internals/exchange.md); none: not known yet.
          ALTER TABLE hub ADD COLUMN digest INTEGER;
          -- 1: the hub has told a place in the mailbox, so it knows what they are.
          ALTER TABLE hub ADD COLUMN tellsPlaces INTEGER NOT NULL DEFAULT 0;
          -- What the hub signed last, as it came: its receipt, and its seal over entries of its own. \
          Should it forget them, they prove it.
          CREATE TABLE evidence (kind TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
          """)
    }
    migrator.registerMigration("clock", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: String(decoding: PackageResources.clock_sql, as: UTF8.self))
    }
    migrator.registerMigration("muted") { db in
      // Registers: the latest `senderMuted` about each office.
      try db.execute(
        sql: """
          CREATE TABLE muted (
            organ TEXT PRIMARY KEY, name TEXT NOT NULL, isMuted INTEGER NOT NULL, said INTEGER NOT NULL
          ) WITHOUT ROWID
          """)
    }
    migrator.registerMigration("keys that were revoked", foreignKeyChecks: .immediate) { db in
      // They lost their mark when the hub began a new incarnation.
      guard let hub = try StationName.fetchOne(db, sql: "SELECT station FROM hub") else { return }
      try Registers(db).hearAgain(hub: hub)
    }
    migrator.registerMigration("clock that was ahead") { db in
      // Milliseconds since 1970: acts up to then were written by a clock that was ahead, and do not say which day it
      // is.
      try db.execute(sql: "ALTER TABLE clock ADD COLUMN mistrusted INTEGER NOT NULL DEFAULT 0")
    }
    migrator.registerMigration("contents that were asked for") { db in
      // How many times in a row a hub sent nothing of a content that this office lacks, and whether it sent more than
      // the largest stated size.
      try db.execute(
        sql: """
          CREATE TABLE asked (
            sha256 TEXT PRIMARY KEY, inVain INTEGER NOT NULL DEFAULT 0, isLonger INTEGER NOT NULL DEFAULT 0
          ) WITHOUT ROWID
          """)
    }
    migrator.registerMigration("places of what was received") { db in
      try db.execute(sql: "CREATE INDEX receivedByPosition ON received (position)")
    }
    migrator.registerMigration("custody", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: String(decoding: PackageResources.custody_sql, as: UTF8.self))
    }
    // Works out again what this migration and the one before it are about, now that there are the tables of both.
    migrator.registerMigration("numbers given up", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: String(decoding: PackageResources.givenUp_sql, as: UTF8.self))
      try BooksMigration.run(db)
    }
    // Limits what the sender of a document may change in it at its readers.
    migrator.registerMigration("undoing", foreignKeyChecks: .immediate) { db in
      try db.execute(
        sql: """
          -- Which entries were taken back, by whose word: it may come before what it takes back.
          CREATE TABLE undoing (
            document INTEGER NOT NULL, entry TEXT NOT NULL, isReceived INTEGER NOT NULL,
            PRIMARY KEY (document, entry, isReceived)
          ) WITHOUT ROWID
          """)
      try SendersMigration.run(db)
    }
    migrator.registerMigration("overruled", foreignKeyChecks: .immediate, migrate: OverruledMigration.run)
    migrator.registerMigration("files without a key") { db in
      // 1: put in place by a restore, which begins an epoch of its own, and not beside its key since; so it is not a
      // copy of a file that is used on elsewhere. Whether files restored by earlier versions have a key is not known.
      try db.execute(
        sql: """
          ALTER TABLE station ADD COLUMN begunAnew INTEGER NOT NULL DEFAULT 0;
          UPDATE station SET begunAnew = 1 WHERE epoch > 1;
          """)
    }
    // Has to come after all that change how entries are applied.
    migrator.registerMigration(
      MalformedReferencesMigration.name, foreignKeyChecks: .immediate, migrate: MalformedReferencesMigration.run)
    migrator.registerMigration(
      "effects of foreign acts", foreignKeyChecks: .immediate, migrate: ForeignEffectsMigration.run)
    migrator.registerMigration("restore awaits the hub") { db in
      // When it was restored from a backup (milliseconds since 1970), if the hub has not said since what it holds of
      // this office; 0 otherwise.
      try db.execute(sql: "ALTER TABLE station ADD COLUMN awaitsHub INTEGER NOT NULL DEFAULT 0")
    }
    migrator.registerMigration("places of documents", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: String(decoding: PackageResources.places_sql, as: UTF8.self))
      try DeliveriesToMake.note(db)
    }
    migrator.registerMigration("numbers given twice", foreignKeyChecks: .immediate, migrate: DoubledMigration.run)
    migrator.registerMigration("seals of colleagues") { db in
      try db.execute(
        sql: """
          -- The seals of the office's other stations, which end with entry `last`, as the hub passed them on; and how \
          far it said it holds their journals.
          CREATE TABLE colleagueSeal (
            station TEXT NOT NULL, epoch INTEGER NOT NULL, last INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (station, epoch, last)
          ) WITHOUT ROWID;
          CREATE TABLE colleagueHeld (
            station TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
            refusedAt INTEGER,  -- how many entries of the hub were known when it did not take what follows
            PRIMARY KEY (station, epoch)
          ) WITHOUT ROWID;
          """)
    }
    migrator.registerMigration("merges") { db in
      try db.execute(
        sql: """
          -- Registers: every act `merged`, by which a document that came twice is brought into one line.
          CREATE TABLE merge (
            station  TEXT    NOT NULL,
            epoch    INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            time     INTEGER NOT NULL,  -- its hybrid time
            copy     TEXT    NOT NULL,  -- the entry that made the line of the copy
            line     TEXT    NOT NULL,  -- the entry that made the line into which it was merged
            stands   INTEGER NOT NULL,  -- 1: it has its effect
            PRIMARY KEY (station, epoch, sequence)
          ) WITHOUT ROWID;
          CREATE INDEX merge_copy ON merge (copy);
          CREATE INDEX merge_line ON merge (line);
          """)
    }
    migrator.registerMigration("conflicts") { db in
      try db.execute(
        sql: """
          -- This PC alone: acts of two stations of this office that decide the same about a document, neither knowing \
          of the other's. Made from the trails.
          CREATE TABLE conflict (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            name     TEXT    NOT NULL,  -- the two entries
            isSeen   INTEGER NOT NULL,  -- 1: the clerk has marked it as seen
            PRIMARY KEY (document, name)
          ) WITHOUT ROWID
          """)
    }
    migrator.registerMigration("leases") { db in
      try db.execute(sql: String(decoding: PackageResources.leases_sql, as: UTF8.self))
    }
    migrator.registerMigration("citations", foreignKeyChecks: .immediate, migrate: CitationsMigration.run)
    // What was wanted of a document that has been sent back since is work no longer.
    migrator.registerMigration("requests that are over") { db in
      try db.execute(
        sql: """
          UPDATE document SET requests = (
            SELECT count(*) FROM request r WHERE r.document = document.id AND r.kind = 'recall' AND r.answer IS NULL)
          WHERE requests > 0 AND state IN ('returned', 'voided')
          """)
      // Recipients that have one mailbox are watched as one.
      try DeliveriesToMake.note(db)
    }
    migrator.registerMigration("unread paper", migrate: UnreadPaper.migrate)
    migrator.registerMigration("shorter forms") { db in
      try db.execute(
        sql: """
          -- Which shorter forms of hello and proof the hub understands (docs/internals/packet.md); 0: none.
          ALTER TABLE hub ADD COLUMN forms INTEGER NOT NULL DEFAULT 0
          """)
    }
    migrator.registerMigration("statements", migrate: HeldStatement.migrate)
    migrator.registerMigration("relay", migrate: RelaySetting.migrate)
    migrator.registerMigration("who granted the lease") { db in
      try db.execute(
        sql: """
          -- The epoch of the hub that granted it; 0: not known.
          ALTER TABLE lease ADD COLUMN hubEpoch INTEGER NOT NULL DEFAULT 0
          """)
    }
    migrator.registerMigration("voided numbers") { db in
      // Which document bears a number did not depend on its voiding once a colleague had done something with it.
      try LinesToRebuild.note(Int64.fetchAll(db, sql: "SELECT id FROM document WHERE doubled > 0"), db)
    }
    migrator.registerMigration("where epochs continue") { db in
      try db.execute(
        sql: """
          -- The hash an epoch continues from, where the file lacks that entry, or has another one of its name: an old \
          copy was used on.
          CREATE TABLE epochBase (
            station TEXT NOT NULL, epoch INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (station, epoch)
          ) WITHOUT ROWID;
          """)
    }
    return migrator
  }()
}
