-- The tables of an office's file as a file made today has them: Sources/Office/Schema and the migrations, one after another.
-- A test compares; write it again with VANTHU_RECORD=1 swift test --filter SchemaFileTests.
--
-- Shared, and never changed: journal, received. Made from them, and made again by verify to be compared: document and what hangs on
-- it. This station's own: station, hub, exchange and the like. Columns in quotation marks at the end of a table came later.

CREATE TABLE acknowledged (
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  time     INTEGER NOT NULL,  -- the hub's clock at the receipt, milliseconds
  receipt  BLOB,              -- signed
  PRIMARY KEY (station, epoch)
) WITHOUT ROWID;

CREATE TABLE arriving (
  sha256   TEXT    NOT NULL,
  position INTEGER NOT NULL,
  bytes    BLOB    NOT NULL,
  PRIMARY KEY (sha256, position)
);

CREATE TABLE asked (
  sha256 TEXT PRIMARY KEY, inVain INTEGER NOT NULL DEFAULT 0, isLonger INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

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

CREATE TABLE attachment (
  document  INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  sha256    TEXT    NOT NULL,
  name      TEXT    NOT NULL,
  size      INTEGER NOT NULL,
  mediaType TEXT    NOT NULL,
  PRIMARY KEY (document, sha256)
) WITHOUT ROWID;

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
, holder TEXT NOT NULL DEFAULT '', generation INTEGER NOT NULL DEFAULT 1, opened INTEGER NOT NULL DEFAULT 0, opening TEXT NOT NULL DEFAULT '') WITHOUT ROWID;

CREATE TABLE bookLease (
  book  TEXT    PRIMARY KEY,
  until INTEGER NOT NULL      -- milliseconds since 1970
) WITHOUT ROWID;

CREATE TABLE calendar (
  year   INTEGER PRIMARY KEY,
  said   INTEGER NOT NULL,
  saidBy TEXT    NOT NULL
);

CREATE TABLE citation (
  document   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  relation   TEXT NOT NULL,             -- answers | answeredBy | replaces
  saidBy     TEXT NOT NULL DEFAULT '',  -- the recipient that reported it, as it was addressed
  station    TEXT,                      -- of another office that said it
  entry      TEXT NOT NULL DEFAULT '',  -- the entry that made the line of the other document
  code       TEXT NOT NULL,
  codeKey    TEXT NOT NULL,
  issuedDate TEXT,
  organName  TEXT,
  organID    TEXT,
  documentID TEXT,
  PRIMARY KEY (document, relation, saidBy, entry, codeKey)
) WITHOUT ROWID;

CREATE INDEX citation_code ON citation (codeKey) WHERE codeKey <> '';

CREATE INDEX citation_entry ON citation (entry) WHERE entry <> '';

CREATE INDEX citation_identifier ON citation (documentID) WHERE documentID IS NOT NULL;

CREATE TABLE clerk (name TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE clock (
  statedDay TEXT,                         -- the day a person has said it is, yyyy-mm-dd: asked about once
  hubTime   INTEGER NOT NULL DEFAULT 0    -- the hub's clock in its last answer, milliseconds since 1970
, mistrusted INTEGER NOT NULL DEFAULT 0);

CREATE TABLE colleagueHeld (
  station TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
  refusedAt INTEGER,  -- how many entries of the hub were known when it did not take what follows
  PRIMARY KEY (station, epoch)
) WITHOUT ROWID;

CREATE TABLE colleagueSeal (
  station TEXT NOT NULL, epoch INTEGER NOT NULL, last INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (station, epoch, last)
) WITHOUT ROWID;

CREATE TABLE conflict (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  name     TEXT    NOT NULL,  -- the two entries
  isSeen   INTEGER NOT NULL,  -- 1: the clerk has marked it as seen
  PRIMARY KEY (document, name)
) WITHOUT ROWID;

CREATE TABLE content (
  sha256 TEXT PRIMARY KEY,     -- 64 lower-case hexadecimal digits
  size   INTEGER NOT NULL      -- bytes
) WITHOUT ROWID;

CREATE TABLE custody (
  book       TEXT    NOT NULL,
  generation INTEGER NOT NULL,  -- 0: numbers on paper only
  holder     TEXT    NOT NULL,
  station    TEXT    NOT NULL,
  epoch      INTEGER NOT NULL,
  sequence   INTEGER NOT NULL,
  last       INTEGER NOT NULL,
  PRIMARY KEY (book, generation, holder, station, epoch, sequence)
) WITHOUT ROWID;

CREATE INDEX custody_last ON custody (book, last);

CREATE TABLE delivery (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- of the recipient
  place    TEXT    NOT NULL,  -- held | here | folder | mail | hub | arrived
  day      TEXT    NOT NULL,  -- since when it has been there, or the day of the document
  event    TEXT,              -- what came back: returned | refused | answered
  isSeen   INTEGER NOT NULL,  -- 1: the clerk has marked it as seen
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE INDEX delivery_event ON delivery (event, document) WHERE event IS NOT NULL;

CREATE INDEX delivery_place ON delivery (place, document);

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
, organOrder BLOB NOT NULL DEFAULT x'ff', typeOrder BLOB NOT NULL DEFAULT x'ff', subjectOrder BLOB NOT NULL DEFAULT x'ff', signerOrder BLOB NOT NULL DEFAULT x'ff', mailbox  INTEGER, reported TEXT, requests INTEGER NOT NULL DEFAULT 0, sender TEXT, written TEXT, doubled INTEGER NOT NULL DEFAULT 0);

CREATE INDEX document_closed ON document (closedOn) WHERE closedOn IS NOT NULL;

CREATE INDEX document_code ON document (codeKey, issuedDate);

CREATE INDEX document_direction ON document (direction, id);

CREATE INDEX document_doubled ON document (id) WHERE doubled > 0;

CREATE INDEX document_identifier ON document (documentID) WHERE documentID IS NOT NULL;

CREATE INDEX document_incoming_organOrder ON document (organOrder, id DESC)
  WHERE direction = 'incoming' AND book IS NOT NULL;

CREATE INDEX document_incoming_signerOrder ON document (signerOrder, id DESC)
  WHERE direction = 'incoming' AND book IS NOT NULL;

CREATE INDEX document_incoming_subjectOrder ON document (subjectOrder, id DESC)
  WHERE direction = 'incoming' AND book IS NOT NULL;

CREATE INDEX document_incoming_typeOrder ON document (typeOrder, id DESC)
  WHERE direction = 'incoming' AND book IS NOT NULL;

CREATE INDEX document_mailbox ON document (mailbox) WHERE mailbox IS NOT NULL;

CREATE UNIQUE INDEX document_number ON document (book, number, suffix, doubled) WHERE book IS NOT NULL;

CREATE INDEX document_open ON document (dueDate, id)
  WHERE state IN ('arrived', 'accepted', 'submitted', 'assigned', 'inProgress', 'draft', 'reserved') OR requests > 0;

CREATE INDEX document_outgoing_organOrder ON document (organOrder, id DESC)
  WHERE direction = 'outgoing' AND book IS NOT NULL;

CREATE INDEX document_outgoing_signerOrder ON document (signerOrder, id DESC)
  WHERE direction = 'outgoing' AND book IS NOT NULL;

CREATE INDEX document_outgoing_subjectOrder ON document (subjectOrder, id DESC)
  WHERE direction = 'outgoing' AND book IS NOT NULL;

CREATE INDEX document_outgoing_typeOrder ON document (typeOrder, id DESC)
  WHERE direction = 'outgoing' AND book IS NOT NULL;

CREATE INDEX document_sender ON document (sender) WHERE sender IS NOT NULL;

CREATE INDEX document_unsigned ON document (id) WHERE mailbox IS NOT NULL AND sender IS NULL;

CREATE TRIGGER figure_added AFTER INSERT ON document BEGIN
  INSERT INTO figure VALUES (NEW.direction, CAST(substr(NEW.day, 1, 4) AS INTEGER), NEW.state, 1)
    ON CONFLICT DO UPDATE SET amount = amount + 1;
END;

CREATE TRIGGER figure_moved AFTER UPDATE OF state, day ON document
  WHEN OLD.state <> NEW.state OR substr(OLD.day, 1, 4) <> substr(NEW.day, 1, 4) BEGIN
  UPDATE figure SET amount = amount - 1
    WHERE direction = OLD.direction AND year = CAST(substr(OLD.day, 1, 4) AS INTEGER) AND state = OLD.state;
  INSERT INTO figure VALUES (NEW.direction, CAST(substr(NEW.day, 1, 4) AS INTEGER), NEW.state, 1)
    ON CONFLICT DO UPDATE SET amount = amount + 1;
END;

CREATE TRIGGER figure_removed AFTER DELETE ON document BEGIN
  UPDATE figure SET amount = amount - 1
    WHERE direction = OLD.direction AND year = CAST(substr(OLD.day, 1, 4) AS INTEGER) AND state = OLD.state;
END;

CREATE TABLE epochBase (
  station TEXT NOT NULL, epoch INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (station, epoch)
) WITHOUT ROWID;

CREATE TABLE evidence (kind TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;

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
, newDocuments INTEGER NOT NULL DEFAULT 0, urgentDocuments INTEGER NOT NULL DEFAULT 0, returned INTEGER NOT NULL DEFAULT 0, receipts INTEGER NOT NULL DEFAULT 0, sentDocuments INTEGER NOT NULL DEFAULT 0, sentFiles INTEGER NOT NULL DEFAULT 0, fileBytes INTEGER NOT NULL DEFAULT 0);

CREATE TABLE figure (
  direction TEXT    NOT NULL,
  year      INTEGER NOT NULL,
  state     TEXT    NOT NULL,
  amount    INTEGER NOT NULL,
  PRIMARY KEY (direction, year, state)
) WITHOUT ROWID;

CREATE TRIGGER figure_empty AFTER UPDATE ON figure WHEN NEW.amount = 0 BEGIN
  DELETE FROM figure WHERE direction = NEW.direction AND year = NEW.year AND state = NEW.state;
END;

CREATE TABLE fileText (
  sha256 TEXT PRIMARY KEY,
  text   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE forked (
  station TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL, hash BLOB NOT NULL,
  previous BLOB NOT NULL, time INTEGER NOT NULL, day TEXT NOT NULL, clerk TEXT NOT NULL, grouped TEXT,
  act TEXT NOT NULL, proof BLOB NOT NULL,
  PRIMARY KEY (station, epoch, sequence, hash)
) WITHOUT ROWID;

CREATE TABLE givenUp (
  book     TEXT    NOT NULL,
  number   INTEGER NOT NULL,
  suffix   TEXT    NOT NULL,
  time     INTEGER NOT NULL,  -- of the entry that gave it: hybrid time
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  PRIMARY KEY (book, number, suffix, time, station, epoch, sequence)
) WITHOUT ROWID;

CREATE INDEX givenUp_document ON givenUp (document);

CREATE TABLE holiday (
  day    TEXT NOT NULL,
  year   INTEGER NOT NULL,
  kind   TEXT NOT NULL,       -- off | working
  name   TEXT NOT NULL,
  source TEXT NOT NULL, said INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (day)
) WITHOUT ROWID;

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
, takesBack INTEGER NOT NULL DEFAULT 0, digest INTEGER, tellsPlaces INTEGER NOT NULL DEFAULT 0, forms INTEGER NOT NULL DEFAULT 0);

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

CREATE TABLE lacking (sha256 TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE lease (
  epoch   INTEGER NOT NULL,   -- of this station's journal: in another one there is no lease
  asked   INTEGER NOT NULL,   -- milliseconds since 1970
  days    INTEGER NOT NULL,   -- 0: no limit
  through INTEGER NOT NULL    -- the last own entry that the hub held when it granted the lease
, hubEpoch INTEGER NOT NULL DEFAULT 0);

CREATE TABLE listedOrgan (
  id    TEXT PRIMARY KEY,
  organ TEXT NOT NULL         -- JSON of Records.Organ
) WITHOUT ROWID;

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

CREATE TABLE muted (
  organ TEXT PRIMARY KEY, name TEXT NOT NULL, isMuted INTEGER NOT NULL, said INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE notice (
  position   INTEGER PRIMARY KEY,
  entry      TEXT NOT NULL,
  code       TEXT NOT NULL,
  vietnamese TEXT NOT NULL,
  english    TEXT NOT NULL
);

CREATE TABLE office (
  organID  TEXT NOT NULL,
  name     TEXT NOT NULL,
  place    TEXT NOT NULL,
  superior TEXT,
  symbol   TEXT NOT NULL
, said INTEGER NOT NULL DEFAULT 0);

CREATE TABLE organ (
  nameKey TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  code    TEXT
, said INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;

CREATE TABLE peer (
  station      TEXT NOT NULL,
  signingKey   TEXT NOT NULL,
  agreementKey TEXT NOT NULL,
  organ        TEXT NOT NULL,
  name         TEXT NOT NULL,
  revoked      TEXT,          -- why its signature is good no longer
  PRIMARY KEY (station, signingKey)
) WITHOUT ROWID;

CREATE TABLE piece (
  sha256   TEXT    NOT NULL REFERENCES content,
  position INTEGER NOT NULL,   -- 0, 1, 2 …; every piece but the last has 65,536 bytes
  bytes    BLOB    NOT NULL,
  PRIMARY KEY (sha256, position)
);

CREATE TABLE reached (
  place    TEXT    NOT NULL,  -- hub | folder | mail
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  time     INTEGER,           -- milliseconds since 1970, of the hub or of this PC; NULL: not known
  PRIMARY KEY (place, station, epoch, sequence)
) WITHOUT ROWID;

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
  proof    BLOB    NOT NULL, organ TEXT, isOwn INTEGER NOT NULL DEFAULT 0,  -- the seal of its station and the way up to its root: evidence of who said it
  PRIMARY KEY (station, epoch, sequence)
) WITHOUT ROWID;

CREATE INDEX receivedByPosition ON received (position);

CREATE TABLE recipient (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name     TEXT    NOT NULL,
  organID  TEXT,
  grouped  TEXT, status TEXT, statusDay TEXT, statusNote TEXT,              -- the group by whose name it was addressed
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE recipientGroup (
  name    TEXT PRIMARY KEY,
  nameKey TEXT NOT NULL,
  members TEXT NOT NULL       -- JSON of [Recipient]
, said INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;

CREATE TABLE relay (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  role   TEXT NOT NULL,  -- carries: the packets of others, over its line; through: its own packet goes by it
  folder TEXT NOT NULL,
  -- The packet of this PC: when it was written, taken by another PC, answered; milliseconds since 1970.
  written INTEGER, taken INTEGER, answered INTEGER,
  carrier TEXT,          -- the PC that took it
  refusedVietnamese TEXT, refusedEnglish TEXT  -- why the hub did not take it
);

CREATE TABLE request (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  entry    TEXT    NOT NULL,
  kind     TEXT,
  answer   TEXT, takesValues INTEGER,
  PRIMARY KEY (document, entry)
) WITHOUT ROWID;

CREATE TABLE savedSearch (
  name  TEXT PRIMARY KEY,
  query TEXT NOT NULL
) WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (
  code, organ, subject, people, note, content, facts,
  tokenize = "unicode61 remove_diacritics 0 tokenchars '=_\?~/.'", prefix = '1 2 3 4 5'
);

CREATE TABLE seen (
  document  TEXT NOT NULL,  -- the entry that made its line
  recipient TEXT NOT NULL,  -- by the name under which it was addressed
  what      TEXT NOT NULL,
  PRIMARY KEY (document, recipient)
) WITHOUT ROWID;

CREATE TABLE statement (
  entry   TEXT    PRIMARY KEY,
  asked   INTEGER,  -- when one was asked for that has not come: milliseconds since 1970
  refused TEXT,     -- why there was none when it was asked for last
  text    TEXT,     -- the paper with its signature
  time    INTEGER,  -- when it was made: milliseconds since 1970
  log     INTEGER,  -- the incarnation of the hub's data that it is about
  isOfHub INTEGER   -- 1: the hub signed it; 0: this station did
) WITHOUT ROWID;

CREATE TABLE station (
  id        TEXT    NOT NULL,
  epoch     INTEGER NOT NULL,
  sequence  INTEGER NOT NULL,   -- the last entry we wrote
  time      INTEGER NOT NULL,   -- its hybrid time
  hash      BLOB    NOT NULL,   -- its hash
  mustConfirmNumbers INTEGER NOT NULL DEFAULT 0  -- after a restore: no number before the question about paper
, begunAnew INTEGER NOT NULL DEFAULT 0, awaitsHub INTEGER NOT NULL DEFAULT 0);

CREATE TABLE trail (
  document INTEGER NOT NULL,
  time     INTEGER NOT NULL,
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  undoneBy TEXT,
  PRIMARY KEY (document, time, station, epoch, sequence)
) WITHOUT ROWID;

CREATE TABLE unapplied (
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  reason   TEXT    NOT NULL,  -- unknown | number
  PRIMARY KEY (station, epoch, sequence)
) WITHOUT ROWID;

CREATE TABLE undoing (
  document INTEGER NOT NULL, entry TEXT NOT NULL, isReceived INTEGER NOT NULL,
  PRIMARY KEY (document, entry, isReceived)
) WITHOUT ROWID;

CREATE TABLE unnamed (
  station TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
  refusedAt INTEGER,  -- how many entries of the hub were known when it was shown the entry in vain
  PRIMARY KEY (station, epoch, sequence)
) WITHOUT ROWID;

CREATE TABLE unneeded (document INTEGER PRIMARY KEY);

CREATE TABLE unreadPaper (
  -- This PC alone: a book that it may number again, and whose last number on paper it has to be told first.
  book TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE waiting (
  what     TEXT    NOT NULL,  -- the entry that makes the document, or the identifier of the book
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (what, station, epoch, sequence)
) WITHOUT ROWID;

CREATE TABLE withheld (
  book  TEXT    PRIMARY KEY,
  until INTEGER NOT NULL
) WITHOUT ROWID;
