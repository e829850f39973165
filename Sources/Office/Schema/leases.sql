-- This PC alone: until when it may give numbers (`Lease`), as the hub granted it last. At most one row.
CREATE TABLE lease (
  epoch   INTEGER NOT NULL,   -- of this station's journal: in another one there is no lease
  asked   INTEGER NOT NULL,   -- milliseconds since 1970
  days    INTEGER NOT NULL,   -- 0: no limit
  through INTEGER NOT NULL    -- the last own entry that the hub held when it granted the lease
);

-- Books that this PC holds and may not number yet; until when the hub waits, milliseconds since 1970.
CREATE TABLE withheld (
  book  TEXT    PRIMARY KEY,
  until INTEGER NOT NULL
) WITHOUT ROWID;

-- Books that this PC may number until then although the hub has not granted them: they were handed over by a code, or
-- were granted by a hub that has forgotten it.
CREATE TABLE bookLease (
  book  TEXT    PRIMARY KEY,
  until INTEGER NOT NULL      -- milliseconds since 1970
) WITHOUT ROWID;
