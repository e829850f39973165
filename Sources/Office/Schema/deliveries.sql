-- What the exchange between offices brings and needs (docs/internals/exchange.md).

-- ───────────────────── 1. Shared: facts, written once ─────────────────────

-- Entries of other offices that concern this one, one by one as the hub delivered them: with gaps, unlike a journal.
-- The journals of the hub and of other stations of this office are complete, and are in `journal`.
CREATE TABLE received (
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  time     INTEGER NOT NULL,
  day      TEXT    NOT NULL,
  clerk    TEXT    NOT NULL,
  grouped  TEXT,
  act      TEXT    NOT NULL,
  hash     BLOB    NOT NULL,
  previous BLOB    NOT NULL,  -- the hash of the entry before it, which this office may not see
  position INTEGER NOT NULL,  -- its place in the mailbox
  proof    BLOB    NOT NULL,  -- the seal of its station and the way up to its root: evidence of who said it
  PRIMARY KEY (station, epoch, sequence)
) WITHOUT ROWID;

-- ───────────────────── 2. Registers: the journals, applied ─────────────────────

-- Arrivals: documents that another office sent through the hub. `mailbox` is their position in it; `reported` the state
-- reported to the sender last; `requests` how many of its later acts wait for an answer.
ALTER TABLE document ADD COLUMN mailbox  INTEGER;
ALTER TABLE document ADD COLUMN reported TEXT;
ALTER TABLE document ADD COLUMN requests INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN replaces TEXT;

-- The state of the document at each of its readers (Records.DeliveryStatus).
ALTER TABLE recipient ADD COLUMN status TEXT;
ALTER TABLE recipient ADD COLUMN statusDay TEXT;
ALTER TABLE recipient ADD COLUMN statusNote TEXT;

-- What the sender requested after its document was registered here: recall | update. `answer` is the status of the
-- reply: 15 agreed, 16 disagreed.
CREATE TABLE request (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  entry    TEXT    NOT NULL,
  kind     TEXT,
  answer   TEXT,
  PRIMARY KEY (document, entry)
) WITHOUT ROWID;

-- The agencies of the province as the hub lists them; they take precedence over those that come with the program.
CREATE TABLE listedOrgan (
  id    TEXT PRIMARY KEY,
  organ TEXT NOT NULL         -- JSON of Records.Organ
) WITHOUT ROWID;

-- Every key that a station of the province has had, and whose it is.
CREATE TABLE peer (
  station      TEXT NOT NULL,
  signingKey   TEXT NOT NULL,
  agreementKey TEXT NOT NULL,
  organ        TEXT NOT NULL,
  name         TEXT NOT NULL,
  revoked      TEXT,          -- why its signature is good no longer
  PRIMARY KEY (station, signingKey)
) WITHOUT ROWID;

-- Entries about a document or a book that is not here yet.
CREATE TABLE waiting (
  what     TEXT    NOT NULL,  -- the entry that makes the document, or the identifier of the book
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (what, station, epoch, sequence)
) WITHOUT ROWID;

-- Entries that this program cannot apply: of a later version (`unknown`), numbers that were given twice (`number`),
-- values that no register can hold (`value`), documents addressed to other offices (`audience`). They block no others.
CREATE TABLE unapplied (
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  reason   TEXT    NOT NULL,  -- unknown | number
  PRIMARY KEY (station, epoch, sequence)
) WITHOUT ROWID;

-- A book is held by one station, which gives its numbers.
ALTER TABLE book ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE book ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;
UPDATE book SET holder = ifnull((SELECT id FROM station), '');

-- What two stations of an office both stated: the later statement counts. `said` is the hybrid time of the act.
ALTER TABLE recipientGroup ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organ ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
ALTER TABLE holiday ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
UPDATE recipientGroup SET said = ifnull((
  SELECT max(time) FROM journal WHERE act LIKE '{"groupNamed"%' AND json_extract(act, '$.groupNamed.name') = name), 0);
UPDATE organ SET said = ifnull((
  SELECT max(time) FROM journal WHERE act LIKE '{"organNamed"%' AND json_extract(act, '$.organNamed.organ.name') = name), 0);
UPDATE holiday SET said = ifnull((
  SELECT max(time) FROM journal WHERE act LIKE '{"calendarSet"%' AND json_extract(act, '$.calendarSet.year') = year), 0);

-- A figure of 0 has no row: what came and went in one order may never have been there in another.
DELETE FROM figure WHERE amount = 0;
CREATE TRIGGER figure_empty AFTER UPDATE ON figure WHEN NEW.amount = 0 BEGIN
  DELETE FROM figure WHERE direction = NEW.direction AND year = NEW.year AND state = NEW.state;
END;

DROP INDEX document_open;
CREATE INDEX document_open ON document (dueDate, id)
  WHERE state IN ('arrived', 'accepted', 'submitted', 'assigned', 'inProgress', 'draft', 'reserved') OR requests > 0;
CREATE INDEX document_replaces ON document (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX document_mailbox ON document (mailbox) WHERE mailbox IS NOT NULL;

-- ───────────────────────── 3. This PC alone ─────────────────────────

-- The hub this office is enrolled with; one row, or none. `log` identifies the incarnation of the hub's data.
CREATE TABLE hub (
  url          TEXT    NOT NULL,
  name         TEXT    NOT NULL,
  station      TEXT    NOT NULL,
  signingKey   BLOB    NOT NULL,
  agreementKey BLOB    NOT NULL,
  organ        TEXT    NOT NULL,              -- this office in the hub's tree
  log          INTEGER NOT NULL,
  cursor       INTEGER NOT NULL DEFAULT 0,    -- up to where the mailbox has been taken
  mailboxEnd   INTEGER NOT NULL DEFAULT 0,    -- how far it reached when the hub last said
  challenge    INTEGER NOT NULL DEFAULT 0,    -- to be answered with the next packet
  skew         INTEGER NOT NULL DEFAULT 0,    -- milliseconds the hub's clock is ahead of this PC's
  authorities  TEXT,                          -- a file of certificates to trust, besides the system's
  refusal      TEXT                           -- why the hub takes this station no longer: fork | …
);

-- Up to where the hub stores the journals of this office, as it says.
CREATE TABLE acknowledged (
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  time     INTEGER NOT NULL,  -- the hub's clock at the receipt, milliseconds
  receipt  BLOB,              -- signed
  PRIMARY KEY (station, epoch)
) WITHOUT ROWID;

-- Contents that the hub has said it lacks; it also lacks those of entries that it has not acknowledged.
CREATE TABLE lacking (sha256 TEXT PRIMARY KEY) WITHOUT ROWID;

-- Pieces of contents on their way here, until the content is complete and has its hash.
CREATE TABLE arriving (
  sha256   TEXT    NOT NULL,
  position INTEGER NOT NULL,
  bytes    BLOB    NOT NULL,
  PRIMARY KEY (sha256, position)
);

-- Notices of the hub: entries of ours that it stores but delivered to nobody.
CREATE TABLE notice (
  position   INTEGER PRIMARY KEY,
  entry      TEXT NOT NULL,
  code       TEXT NOT NULL,
  vietnamese TEXT NOT NULL,
  english    TEXT NOT NULL
);

-- The results of the last exchanges, shown as one line in the morning.
CREATE TABLE exchange (
  started         INTEGER PRIMARY KEY,        -- milliseconds since 1970
  ended           INTEGER NOT NULL,
  way             TEXT    NOT NULL,           -- line | folder | mail
  status          TEXT    NOT NULL,           -- done | nothing-new | partly | no-line | refused
  sentEntries     INTEGER NOT NULL,
  sentBytes       INTEGER NOT NULL,
  receivedEntries INTEGER NOT NULL,
  receivedBytes   INTEGER NOT NULL,
  waiting         INTEGER NOT NULL,
  vietnamese      TEXT    NOT NULL,
  english         TEXT    NOT NULL
);
