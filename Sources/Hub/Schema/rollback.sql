-- How the hub detects that it was restored from a backup, and what stations claim about that.

-- The digest of the mailbox up to this position: the first 8 bytes of a SHA-256 over the digest before it and this item
-- (`MailboxDigest`).
ALTER TABLE mailboxes ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;

-- The incarnations of the data: each has a log and begins an epoch of the hub's own journal. The last one is the
-- present one.
CREATE TABLE incarnations (
  id INTEGER PRIMARY KEY,
  log INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  since INTEGER NOT NULL,
  -- made, copy, mark, offices, administrator; earlier: by a version of the program that did not record it. fold: an
  -- epoch, but no new incarnation.
  why TEXT NOT NULL
) STRICT;

-- What stations claim that would be true if the hub had been rolled back: one row a station and kind, deleted in a new
-- incarnation.
CREATE TABLE claims (
  station TEXT NOT NULL,
  -- cursor: it has processed more of its mailbox, or another one; gap: more of its journal was acknowledged; journal:
  -- it holds other entries of the hub. With the hub's own signature: receipt, seal. From the hub itself: mark.
  kind TEXT NOT NULL,
  -- A position in the mailbox, or the name of an entry.
  what TEXT NOT NULL,
  since INTEGER NOT NULL,
  last INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (station, kind)
) STRICT, WITHOUT ROWID;

-- How often a station was sent back to the beginning of its mailbox; kept for a day. `isOpen`: it may not have been
-- informed yet.
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

-- Logs given to stations of earlier versions, one each: at a new one such a station begins its mailbox again, and no
-- other does.
CREATE TABLE ownLogs (
  station TEXT PRIMARY KEY,
  log INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
