-- Allowances that were set, of what an office may send and have stored; '' for all offices without one of their own.
CREATE TABLE allowances (
  organ TEXT NOT NULL,
  -- As `Quota.Thing`: documents, recipients, bytes (a day), storage, changes (of one document, a day).
  thing TEXT NOT NULL,
  most INTEGER NOT NULL,
  PRIMARY KEY (organ, thing)
) STRICT, WITHOUT ROWID;

-- What an office sent on a day, by the hub's calendar.
CREATE TABLE spent (
  organ TEXT NOT NULL,
  day TEXT NOT NULL,
  documents INTEGER NOT NULL DEFAULT 0,
  recipients INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  -- The cost of the batch that was refused: it is not tried again until there is room for it.
  overDocuments INTEGER NOT NULL DEFAULT 0,
  overRecipients INTEGER NOT NULL DEFAULT 0,
  overBytes INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organ, day)
) STRICT, WITHOUT ROWID;

-- The office that uploaded it and whose storage it counts for; NULL if an earlier version stored it.
ALTER TABLE contents ADD COLUMN broughtBy TEXT;
CREATE INDEX contentsBroughtBy ON contents (broughtBy, size);
