-- The hub's data. One file; complete contents and the keys are stored beside it.

-- The hub itself: one row.
CREATE TABLE hub (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  -- Its name as a station, and the epoch of its own journal that is being written.
  station TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  -- Identifies this incarnation of the data: 64 random bits.
  log INTEGER NOT NULL,
  -- The public halves of the keys that belong to this data.
  signingKey BLOB NOT NULL,
  agreementKey BLOB NOT NULL,
  -- 1 in a backup: opening it begins a new incarnation.
  isCopy INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Agencies listed by this hub, which override those shipped with the program: JSON, as in `organsListed`.
CREATE TABLE organs (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stations (
  station TEXT PRIMARY KEY,
  organ TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Milliseconds since 1970, like all times here.
  enrolled INTEGER NOT NULL,
  revoked INTEGER,
  reason TEXT,
  -- The challenge for the next packet, and the one before it: 64 bits.
  challenge INTEGER,
  challengeBefore INTEGER,
  -- How far the station has processed its office's mailbox, as it claims.
  cursor INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX stationsOfOrgan ON stations (organ);

-- All keys a station ever had; the one with the highest number is valid, the others verify what was received earlier.
CREATE TABLE stationKeys (
  station TEXT NOT NULL REFERENCES stations,
  number INTEGER NOT NULL,
  signingKey BLOB NOT NULL,
  agreementKey BLOB NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (station, number)
) STRICT, WITHOUT ROWID;

-- Names of packets that answered a challenge that is still valid: each may do so once (no replays).
CREATE TABLE answered (
  station TEXT NOT NULL,
  challenge INTEGER NOT NULL,
  packet INTEGER NOT NULL,
  PRIMARY KEY (station, challenge, packet)
) STRICT, WITHOUT ROWID;

-- Enrolment codes. `request` and `answer` are kept after use: the same request gets the same answer again.
CREATE TABLE codes (
  -- The first four characters, by which a request names the code; all of it, until it is used.
  name TEXT PRIMARY KEY,
  code TEXT,
  organ TEXT NOT NULL,
  expires INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  request TEXT,
  answer TEXT
) STRICT, WITHOUT ROWID;

-- All entries, in the order in which the hub received them.
CREATE TABLE entries (
  place INTEGER PRIMARY KEY,
  station TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  time INTEGER NOT NULL,
  day TEXT NOT NULL,
  clerk TEXT NOT NULL,
  grouped TEXT,
  act TEXT NOT NULL,
  hash BLOB NOT NULL,
  UNIQUE (station, epoch, sequence)
) STRICT;

-- How far each journal is held without a gap. `begins` is the hash before its first entry.
CREATE TABLE journals (
  station TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  begins BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (station, epoch)
) STRICT, WITHOUT ROWID;

-- The seals entries came under. A batch may begin within the one before it.
CREATE TABLE seals (
  station TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  last INTEGER NOT NULL,
  first INTEGER NOT NULL,
  head BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (station, epoch, last)
) STRICT, WITHOUT ROWID;

-- What waits for an office: entries of others that concern it, and notices about its own (these have a code).
CREATE TABLE mailboxes (
  organ TEXT NOT NULL,
  position INTEGER NOT NULL,
  entry INTEGER NOT NULL REFERENCES entries,
  code TEXT,
  vietnamese TEXT,
  english TEXT,
  PRIMARY KEY (organ, position),
  UNIQUE (organ, entry)
) STRICT, WITHOUT ROWID;

-- Documents that were issued, and to whom.
CREATE TABLE documents (
  document TEXT PRIMARY KEY,
  organ TEXT NOT NULL,
  urgency INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE readers (
  document TEXT NOT NULL,
  organ TEXT NOT NULL,
  PRIMARY KEY (document, organ)
) STRICT, WITHOUT ROWID;

-- Every number, once in its book.
CREATE TABLE numbers (
  organ TEXT NOT NULL,
  book TEXT NOT NULL,
  number INTEGER NOT NULL,
  suffix TEXT NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (organ, book, number, suffix)
) STRICT, WITHOUT ROWID;
-- The stations that have held a book; `last` is the last number given there, NULL for the present holder.
CREATE TABLE custody (
  organ TEXT NOT NULL,
  book TEXT NOT NULL,
  generation INTEGER NOT NULL,
  station TEXT NOT NULL,
  last INTEGER,
  PRIMARY KEY (organ, book, generation)
) STRICT, WITHOUT ROWID;
-- Entries whose number was given by a station not known to hold the book: the entry of the hand-over may still be on
-- its way.
CREATE TABLE unowned (
  entry INTEGER PRIMARY KEY,
  organ TEXT NOT NULL,
  book TEXT NOT NULL,
  station TEXT NOT NULL
) STRICT;

-- Complete contents, by SHA-256.
CREATE TABLE contents (
  sha256 BLOB PRIMARY KEY,
  size INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Which content concerns which office. An office that referenced a content is asked for it while it is `wanted`. `size`
-- is as the entry states, `got` how much was uploaded.
CREATE TABLE concerns (
  sha256 BLOB NOT NULL,
  organ TEXT NOT NULL,
  size INTEGER NOT NULL,
  wrote INTEGER NOT NULL,
  wanted INTEGER NOT NULL,
  urgency INTEGER NOT NULL,
  place INTEGER NOT NULL,
  got INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (sha256, organ)
) STRICT, WITHOUT ROWID;
CREATE INDEX wantedOfOrgan ON concerns (organ, urgency DESC, place) WHERE wanted = 1;
-- Pieces of uploads, each from its first byte on; separate for each office, so that no other can spoil them. If
-- contents are stored in this file, the pieces of complete ones are here with the organ ''.
CREATE TABLE pieces (
  sha256 BLOB NOT NULL,
  organ TEXT NOT NULL,
  piece INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (sha256, organ, piece)
) STRICT;

-- Every packet of a known station, for the page, and to look up what was when.
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  station TEXT NOT NULL,
  time INTEGER NOT NULL,
  -- line, folder, mail, axis
  way TEXT NOT NULL,
  entries INTEGER NOT NULL,
  taken INTEGER NOT NULL,
  given INTEGER NOT NULL,
  -- The station's clock minus the hub's, in milliseconds; NULL if the packet travelled for days, or proved nothing.
  skew INTEGER,
  -- whole, cut, log (a restored backup was detected), or the code of a notice; challenge, by earlier versions
  ending TEXT NOT NULL
) STRICT;
CREATE INDEX contactsOfStation ON contacts (station, id);
