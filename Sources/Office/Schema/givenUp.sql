-- Numbers given to a line that has a later one now: two stations of the office numbered it, each without knowing of the
-- other.
CREATE TABLE givenUp (
  book     TEXT    NOT NULL,
  number   INTEGER NOT NULL,
  suffix   TEXT    NOT NULL,
  time     INTEGER NOT NULL,  -- of the entry that gave it: hybrid time
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  PRIMARY KEY (book, number, suffix, time, station, epoch, sequence)
) WITHOUT ROWID;
CREATE INDEX givenUp_document ON givenUp (document);
