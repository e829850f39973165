-- How the hub finds out that it was put back from a copy, and what stations say of it.

-- What lies in the mailbox up to this place: the first 8 bytes of a SHA-256 over the digest before it and this item (`MailboxDigest`).
ALTER TABLE mailboxes ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;

-- The lives of the data: each has a log and begins an epoch of the hub's own journal. The last one is the present one.
CREATE TABLE incarnations (
  id INTEGER PRIMARY KEY,
  log INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  since INTEGER NOT NULL,
  -- made, copy, mark, offices, administrator; earlier: by a version of the program that did not write it down. fold: an epoch, and no
  -- new life.
  why TEXT NOT NULL
) STRICT;

-- What stations say that would be true if the hub had been put back: a row a kind and station, gone with a new life.
CREATE TABLE claims (
  station TEXT NOT NULL,
  -- cursor: it took more of its mailbox, or another one; gap: more of its journal was acknowledged; journal: it holds other entries of
  -- the hub. With the hub's own signature: receipt, seal. Of the hub itself: mark.
  kind TEXT NOT NULL,
  -- A place in the mailbox, or the name of an entry.
  what TEXT NOT NULL,
  since INTEGER NOT NULL,
  last INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (station, kind)
) STRICT, WITHOUT ROWID;

-- How often a station was sent back to the beginning of its mailbox, a day's worth. `isOpen`: it may not know it yet.
CREATE TABLE beginnings (
  id INTEGER PRIMARY KEY,
  station TEXT NOT NULL,
  time INTEGER NOT NULL,
  position INTEGER NOT NULL,
  digest INTEGER,
  log INTEGER NOT NULL,
  isOpen INTEGER NOT NULL
) STRICT;
CREATE INDEX beginningsOfStation ON beginnings (station);

-- Logs that stations of earlier versions were told, each its own: by a new one they begin their mailbox again, and nobody else does.
CREATE TABLE ownLogs (
  station TEXT PRIMARY KEY,
  log INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
