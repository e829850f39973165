-- In the place of the table of `page.sql`, which told only where the changes lie: the last word is found here without reading all of them.
DROP TABLE changes;

-- What its office said of a document after it was issued, but for what was taken back.
CREATE TABLE changes (
  document TEXT NOT NULL,
  -- A field, as in the act; state; or undone and the name of the entry that was taken back.
  what TEXT NOT NULL,
  -- That of the entry that says it: the last one counts.
  place INTEGER NOT NULL,
  -- Of the field, as in the act; of state as in `listed`.
  value TEXT NOT NULL,
  PRIMARY KEY (document, what, place)
) STRICT, WITHOUT ROWID;

-- How often a document was changed on the last day it was, by the hub's calendar: what is over waits.
CREATE TABLE changesOfDay (
  document TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
