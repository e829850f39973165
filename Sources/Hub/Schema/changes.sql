-- Replaces the table of `page.sql`, which held only where the changes are: here the last one is found without reading
-- all of them.
DROP TABLE changes;

-- What its office changed in a document after it was issued, without what was undone.
CREATE TABLE changes (
  document TEXT NOT NULL,
  -- A field, as in the act; state; or undone and the name of the entry that was undone.
  what TEXT NOT NULL,
  -- The place of the entry; the last one counts.
  place INTEGER NOT NULL,
  -- The field's value, as in the act; a state as in `listed`.
  value TEXT NOT NULL,
  PRIMARY KEY (document, what, place)
) STRICT, WITHOUT ROWID;

-- How often a document was changed on the last day on which it was, by the hub's calendar; changes above the allowance
-- wait.
CREATE TABLE changesOfDay (
  document TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
