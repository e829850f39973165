-- The right to give numbers, granted for some days with each answer (docs/internals/exchange.md, "Leases").

CREATE TABLE leases (
  station TEXT PRIMARY KEY,
  -- The epoch it was granted to last, and until when the station may use it: milliseconds since 1970 by the hub's
  -- clock, twice the skew included, rounded up to a day. 0: never granted.
  epoch INTEGER NOT NULL,
  until INTEGER NOT NULL,
  -- The same for its earlier epochs, as long as a book that one of them gave away by a code may be numbered elsewhere.
  former INTEGER NOT NULL DEFAULT 0,
  -- What it has shown in this epoch that it knows (`Floor`).
  shown INTEGER
) STRICT, WITHOUT ROWID;

-- Books that were taken over and may be numbered by the new holder: the last generation that was granted.
CREATE TABLE granted (
  organ TEXT NOT NULL,
  book TEXT NOT NULL,
  generation INTEGER NOT NULL,
  station TEXT NOT NULL,
  PRIMARY KEY (organ, book)
) STRICT, WITHOUT ROWID;

-- For how many days an office wants leases, and the entry that says so: the latest counts. Absent: 30.
CREATE TABLE leaseDays (
  organ TEXT PRIMARY KEY,
  days INTEGER NOT NULL,
  time INTEGER NOT NULL,
  entry TEXT NOT NULL
) STRICT, WITHOUT ROWID;
