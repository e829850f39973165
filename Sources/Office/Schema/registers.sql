-- The file of one office. Three parts: what is shared and never changes (the journal and the contents of files), the
-- registers (a projection of the journal, which can be rebuilt from the first part at any time), and what belongs to
-- this PC alone.
--
-- Statements are not edited once they were released, nor are the comments inside them: SQLite stores both in every
-- file, and `Damage` compares them.

-- ───────────────────────── 1. Shared: facts, written once ─────────────────────────

-- What every station did, in order. The permanent name of an entry is (station, epoch, sequence).
CREATE TABLE journal (
  station   TEXT    NOT NULL,  -- 8 hexadecimal digits, drawn when the file was made
  epoch     INTEGER NOT NULL,  -- 1; after a restore a higher one (Keeping/Restore.swift)
  sequence  INTEGER NOT NULL,  -- 1, 2, 3 … without a hole in each epoch
  time      INTEGER NOT NULL,  -- hybrid time: milliseconds since 1970 << 16 | counter
  day       TEXT    NOT NULL,  -- the day of the act, yyyy-mm-dd
  clerk     TEXT    NOT NULL,
  grouped   TEXT,              -- the first entry of acts done together
  act       TEXT    NOT NULL,  -- JSON of Records.Act, keys sorted
  hash      BLOB    NOT NULL,  -- SHA-256 over the previous entry's hash and this entry (docs/internals/journal.md)
  PRIMARY KEY (station, epoch, sequence)
) WITHOUT ROWID;

-- Contents of files, named by their SHA-256, in pieces so that one of them can be read or sent alone.
CREATE TABLE content (
  sha256 TEXT PRIMARY KEY,     -- 64 lower-case hexadecimal digits
  size   INTEGER NOT NULL      -- bytes
) WITHOUT ROWID;
CREATE TABLE piece (
  sha256   TEXT    NOT NULL REFERENCES content,
  position INTEGER NOT NULL,   -- 0, 1, 2 …; every piece but the last has 65,536 bytes
  bytes    BLOB    NOT NULL,
  PRIMARY KEY (sha256, position)
);

-- ───────────────────── 2. Registers: the journal, applied ─────────────────────

-- The office itself; one row.
CREATE TABLE office (
  organID  TEXT NOT NULL,
  name     TEXT NOT NULL,
  place    TEXT NOT NULL,
  superior TEXT,
  symbol   TEXT NOT NULL
);

CREATE TABLE clerk (name TEXT PRIMARY KEY) WITHOUT ROWID;

-- Books: a series of numbers for a year. `lastNumber` is the last number given; the next is one more.
CREATE TABLE book (
  id          TEXT    PRIMARY KEY,  -- 'den-2026'
  series      TEXT    NOT NULL,
  direction   TEXT    NOT NULL,     -- incoming | outgoing
  year        INTEGER NOT NULL,
  name        TEXT    NOT NULL,
  typeNames   TEXT    NOT NULL,     -- JSON array; empty: every type no other book of the direction names
  firstNumber INTEGER NOT NULL,
  lastNumber  INTEGER NOT NULL,     -- firstNumber - 1 while the book is empty
  lastDay     TEXT                  -- the day of the last number: an earlier one wants a reason
) WITHOUT ROWID;

-- Every line of every register (sổ đăng ký văn bản đến, đi: Decree 30/2020, Annex IV) and the drafts. `id` grows with
-- the day of registration, so that newest first is an index walk: day since 1970 << 24 | n.
CREATE TABLE document (
  id            INTEGER PRIMARY KEY,
  entry         TEXT    NOT NULL UNIQUE,  -- the journal entry that put the line here
  direction     TEXT    NOT NULL,         -- incoming | outgoing
  state         TEXT    NOT NULL,         -- Records.Processing
  book          TEXT    REFERENCES book,  -- null for a draft
  number        INTEGER,                  -- số đến, or the number of an outgoing document
  suffix        TEXT    NOT NULL DEFAULT '',
  day           TEXT    NOT NULL,         -- ngày đến; for outgoing the day of the number
  code          TEXT    NOT NULL,         -- số, ký hiệu
  codeKey       TEXT    NOT NULL,         -- folded, for duplicates: '118/ubnd-vx'
  organName     TEXT    NOT NULL,
  organID       TEXT,
  organKey      TEXT    NOT NULL,         -- the same for every spelling of the name
  issuedDate    TEXT    NOT NULL,
  typeName      TEXT    NOT NULL,
  subject       TEXT    NOT NULL,
  urgency       TEXT    NOT NULL,         -- Records.Urgency
  signerPosition TEXT,
  signerName    TEXT,
  pageAmount    INTEGER,
  issuedAmount  INTEGER,
  dueDate       TEXT,                     -- the day it must be settled by: of the lead unit, else of the issuer
  note          TEXT,
  documentID    TEXT,                     -- mã định danh văn bản
  toPlaces      TEXT    NOT NULL DEFAULT '',  -- đơn vị hoặc người nhận; nơi nhận of an outgoing one
  instruction   TEXT,                     -- ý kiến chỉ đạo
  handedOn      TEXT,                     -- ngày chuyển
  progress      TEXT,                     -- the last report of progress
  answer        TEXT,                     -- số, ký hiệu of the document that answers it
  closedOn      TEXT,                     -- the day it was settled, sent back, voided or issued
  reason        TEXT,                     -- why it was voided or sent back
  files         INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX document_number ON document (book, number, suffix) WHERE book IS NOT NULL;
CREATE INDEX document_direction ON document (direction, id);
CREATE INDEX document_code ON document (codeKey, issuedDate);
CREATE INDEX document_identifier ON document (documentID) WHERE documentID IS NOT NULL;
-- The documents that need work: few lines in any office, however long its books.
CREATE INDEX document_open ON document (dueDate, id)
  WHERE state IN ('accepted', 'submitted', 'assigned', 'inProgress', 'draft', 'reserved');
CREATE INDEX document_closed ON document (closedOn) WHERE closedOn IS NOT NULL;

-- Which units have a document, and in which role (article 23).
CREATE TABLE assignment (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  position INTEGER NOT NULL,
  unit     TEXT    NOT NULL,
  unitKey  TEXT    NOT NULL,
  role     TEXT    NOT NULL,  -- lead | cooperating | forInformation
  dueDate  TEXT,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX assignment_unit ON assignment (unitKey, document);

-- Addressees of an outgoing document, one a row, groups resolved into their members.
CREATE TABLE recipient (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name     TEXT    NOT NULL,
  organID  TEXT,
  grouped  TEXT,              -- the group by whose name it was addressed
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE attachment (
  document  INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  sha256    TEXT    NOT NULL,
  name      TEXT    NOT NULL,
  size      INTEGER NOT NULL,
  mediaType TEXT    NOT NULL,
  PRIMARY KEY (document, sha256)
) WITHOUT ROWID;

-- Which entries are about which document; `undoneBy` names the act that undid one.
CREATE TABLE trail (
  document INTEGER NOT NULL,
  time     INTEGER NOT NULL,
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  undoneBy TEXT,
  PRIMARY KEY (document, time, station, epoch, sequence)
) WITHOUT ROWID;

CREATE TABLE recipientGroup (
  name    TEXT PRIMARY KEY,
  nameKey TEXT NOT NULL,
  members TEXT NOT NULL       -- JSON of [Recipient]
) WITHOUT ROWID;

-- Agencies that the shipped directory does not know.
CREATE TABLE organ (
  nameKey TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  code    TEXT
) WITHOUT ROWID;

-- Days off and swapped working days; a year that has rows here replaces the shipped table of that year.
CREATE TABLE holiday (
  day    TEXT NOT NULL,
  year   INTEGER NOT NULL,
  kind   TEXT NOT NULL,       -- off | working
  name   TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (day)
) WITHOUT ROWID;

-- Figures, so that no screen counts an entire register: documents by direction, year and state.
CREATE TABLE figure (
  direction TEXT    NOT NULL,
  year      INTEGER NOT NULL,
  state     TEXT    NOT NULL,
  amount    INTEGER NOT NULL,
  PRIMARY KEY (direction, year, state)
) WITHOUT ROWID;
CREATE TRIGGER figure_added AFTER INSERT ON document BEGIN
  INSERT INTO figure VALUES (NEW.direction, CAST(substr(NEW.day, 1, 4) AS INTEGER), NEW.state, 1)
    ON CONFLICT DO UPDATE SET amount = amount + 1;
END;
CREATE TRIGGER figure_removed AFTER DELETE ON document BEGIN
  UPDATE figure SET amount = amount - 1
    WHERE direction = OLD.direction AND year = CAST(substr(OLD.day, 1, 4) AS INTEGER) AND state = OLD.state;
END;
CREATE TRIGGER figure_moved AFTER UPDATE OF state, day ON document
  WHEN OLD.state <> NEW.state OR substr(OLD.day, 1, 4) <> substr(NEW.day, 1, 4) BEGIN
  UPDATE figure SET amount = amount - 1
    WHERE direction = OLD.direction AND year = CAST(substr(OLD.day, 1, 4) AS INTEGER) AND state = OLD.state;
  INSERT INTO figure VALUES (NEW.direction, CAST(substr(NEW.day, 1, 4) AS INTEGER), NEW.state, 1)
    ON CONFLICT DO UPDATE SET amount = amount + 1;
END;

-- ───────────────────────── 3. This PC alone ─────────────────────────

-- This station, and the end of its own chain.
CREATE TABLE station (
  id        TEXT    NOT NULL,
  epoch     INTEGER NOT NULL,
  sequence  INTEGER NOT NULL,   -- the last entry we wrote
  time      INTEGER NOT NULL,   -- its hybrid time
  hash      BLOB    NOT NULL,   -- its hash
  mustConfirmNumbers INTEGER NOT NULL DEFAULT 0  -- after a restore: no number before the question about paper
);

-- Text extracted from files for the search; extracted again from the contents if lost.
CREATE TABLE fileText (
  sha256 TEXT PRIMARY KEY,
  text   TEXT NOT NULL
) WITHOUT ROWID;

-- The first search index, over folded text; search.sql replaces it.
CREATE VIRTUAL TABLE search USING fts5 (
  code, organ, subject, people, note, content, facts,
  tokenize = "unicode61 remove_diacritics 0 tokenchars '='", prefix = '1 2 3 4 5'
);

CREATE TABLE savedSearch (
  name  TEXT PRIMARY KEY,
  query TEXT NOT NULL
) WITHOUT ROWID;
