-- Which station holds a book does not depend on which entry was received first.

-- The entry that opened the book, and its hybrid time: the earliest if there are several.
ALTER TABLE book ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE book ADD COLUMN opening TEXT NOT NULL DEFAULT '';

-- What entries state about a book besides its lines: hand-overs, also those that have no effect yet, and numbers used
-- on paper.
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

-- Which entry set the days off of a year last: a table without any has no row in `holiday`.
CREATE TABLE calendar (
  year   INTEGER PRIMARY KEY,
  said   INTEGER NOT NULL,
  saidBy TEXT    NOT NULL
);
