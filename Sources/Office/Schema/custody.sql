-- Whose a book is does not depend on what was heard first.

-- The entry that opened the book, and its hybrid time: of several the earliest.
ALTER TABLE book ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE book ADD COLUMN opening TEXT NOT NULL DEFAULT '';

-- What was said of a book besides its lines: hand-overs, those too that nothing follows from yet, and numbers used on paper.
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

-- Who said last which days of a year are off: a table without any has no line in `holiday`.
CREATE TABLE calendar (
  year   INTEGER PRIMARY KEY,
  said   INTEGER NOT NULL,
  saidBy TEXT    NOT NULL
);
