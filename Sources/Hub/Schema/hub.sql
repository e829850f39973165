-- What a hub holds. One file; complete contents lie beside it, the keys too.

-- What the hub is: one row.
CREATE TABLE hub (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  -- Its name as a station, and the epoch of its own journal that is being written.
  station TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  -- Names this life of the data: 64 bits, drawn.
  log INTEGER NOT NULL,
  -- The public halves of the keys that belong to this data.
  signingKey BLOB NOT NULL,
  agreementKey BLOB NOT NULL,
  -- 1 in a backup: who opens it draws a new log.
  isCopy INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The agencies this hub made known itself, over those that come with the program: JSON, as in `organsListed`.
CREATE TABLE organs (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stations (
  station TEXT PRIMARY KEY,
  organ TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Milliseconds since 1970, as all times here.
  enrolled INTEGER NOT NULL,
  revoked INTEGER,
  reason TEXT,
  -- What the next packet shall answer, and what was given before it: 64 bits.
  challenge INTEGER,
  challengeBefore INTEGER,
  -- How far the station has taken its office's mailbox, by its own word.
  cursor INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX stationsOfOrgan ON stations (organ);

-- All keys a station ever had; the highest number is good, the others prove what was taken while they were.
CREATE TABLE stationKeys (
  station TEXT NOT NULL REFERENCES stations,
  number INTEGER NOT NULL,
  signingKey BLOB NOT NULL,
  agreementKey BLOB NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (station, number)
) STRICT, WITHOUT ROWID;

-- Names of packets that answered a challenge still good: none is taken for the station's word a second time.
CREATE TABLE answered (
  station TEXT NOT NULL,
  challenge INTEGER NOT NULL,
  packet INTEGER NOT NULL,
  PRIMARY KEY (station, challenge, packet)
) STRICT, WITHOUT ROWID;

-- One-time codes. `request` and `answer` are kept after use: the same request again gets the same answer.
CREATE TABLE codes (
  -- The first four letters, by which a request names the code; the rest until it is used.
  name TEXT PRIMARY KEY,
  code TEXT,
  organ TEXT NOT NULL,
  expires INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  request TEXT,
  answer TEXT
) STRICT, WITHOUT ROWID;

-- Every entry that was taken, in the order of the hub's log.
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

-- How far each journal is held without a hole. `begins` is the hash before its first entry.
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

-- What waits for an office: entries of others that concern it, and notices about its own (those have a code).
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

-- Every number once in its book.
CREATE TABLE numbers (
  organ TEXT NOT NULL,
  book TEXT NOT NULL,
  number INTEGER NOT NULL,
  suffix TEXT NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (organ, book, number, suffix)
) STRICT, WITHOUT ROWID;
-- In whose hands a book has been; `last` is the last number given there, none for who has it now.
CREATE TABLE custody (
  organ TEXT NOT NULL,
  book TEXT NOT NULL,
  generation INTEGER NOT NULL,
  station TEXT NOT NULL,
  last INTEGER,
  PRIMARY KEY (organ, book, generation)
) STRICT, WITHOUT ROWID;
-- Entries whose number was given by a station the hub knows no custody of: the word of the hand-over may still be under way.
CREATE TABLE unowned (
  entry INTEGER PRIMARY KEY,
  organ TEXT NOT NULL,
  book TEXT NOT NULL,
  station TEXT NOT NULL
) STRICT;

-- Contents held whole, under their SHA-256.
CREATE TABLE contents (
  sha256 BLOB PRIMARY KEY,
  size INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Which content concerns which office. Who wrote of it is asked for it while it is wanted. `size` is as the entry says, `got` what is
-- there of it.
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
-- Pieces under way, each from its first byte on; an office's own, so that no other can spoil them. Where contents are kept in
-- this file, the pieces of whole ones lie here with the organ ''.
CREATE TABLE pieces (
  sha256 BLOB NOT NULL,
  organ TEXT NOT NULL,
  piece INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (sha256, organ, piece)
) STRICT;

-- Every packet of a known station, for the page and for who asks what was when.
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  station TEXT NOT NULL,
  time INTEGER NOT NULL,
  -- line, folder
  way TEXT NOT NULL,
  entries INTEGER NOT NULL,
  taken INTEGER NOT NULL,
  given INTEGER NOT NULL,
  -- The station's clock less the hub's; none where the packet travelled for days, or proved nothing.
  skew INTEGER,
  -- whole, cut, log (by its word this is an old copy), or the code of a notice; challenge, by earlier versions
  ending TEXT NOT NULL
) STRICT;
CREATE INDEX contactsOfStation ON contacts (station, id);
