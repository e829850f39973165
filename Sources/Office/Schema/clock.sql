-- What this PC knows of the calendar besides its own clock. One row.
CREATE TABLE clock (
  statedDay TEXT,                         -- the day a person has said it is, yyyy-mm-dd: asked about once
  hubTime   INTEGER NOT NULL DEFAULT 0    -- the hub's clock in its last answer, milliseconds since 1970
);
INSERT INTO clock DEFAULT VALUES;
