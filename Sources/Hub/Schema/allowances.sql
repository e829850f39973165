-- What an office may send and have kept, where it was said: '' is for all that have nothing of their own.
CREATE TABLE allowances (
  organ TEXT NOT NULL,
  -- As `Quota.Thing`: documents, recipients, bytes (a day), storage, changes (of one document, a day).
  thing TEXT NOT NULL,
  most INTEGER NOT NULL,
  PRIMARY KEY (organ, thing)
) STRICT, WITHOUT ROWID;

-- What it sent on a day, by the hub's calendar.
CREATE TABLE spent (
  organ TEXT NOT NULL,
  day TEXT NOT NULL,
  documents INTEGER NOT NULL DEFAULT 0,
  recipients INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  -- What the batch would have cost that was too much: it is not tried again until there is room for it.
  overDocuments INTEGER NOT NULL DEFAULT 0,
  overRecipients INTEGER NOT NULL DEFAULT 0,
  overBytes INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organ, day)
) STRICT, WITHOUT ROWID;

-- Who brought it: it counts for that office. None where an earlier version took it.
ALTER TABLE contents ADD COLUMN broughtBy TEXT;
CREATE INDEX contentsBroughtBy ON contents (broughtBy, size);
