-- The national axis: an office whose one station is the hub. What came in over it and what goes out over it.

-- Which entry a message became, or which document became a message: identifies a message received twice, its recall and
-- its status.
CREATE TABLE axisDocuments (
  -- in: came over the axis; out: issued in the province.
  direction TEXT NOT NULL,
  -- Its issuer and identifier.
  message TEXT NOT NULL,
  -- The entry that created the document. A message that came for some receivers and then for others has several.
  document TEXT NOT NULL,
  PRIMARY KEY (direction, message, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX axisDocument ON axisDocuments (document);

-- The places of all entries of a document that came over the axis or goes out over it.
CREATE TABLE axisEntries (
  document TEXT NOT NULL,
  place INTEGER NOT NULL REFERENCES entries,
  PRIMARY KEY (document, place)
) STRICT, WITHOUT ROWID;

-- The state of each position of the axis's mailbox.
CREATE TABLE axisFiles (
  position INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  -- document, update, recall, status; NULL if nothing is to be sent.
  kind TEXT,
  -- due: to be written. ready: written completely, under a temporary name. done: renamed to its final name, or needs no
  -- file.
  state TEXT NOT NULL,
  -- The name of the file, from ready on.
  name TEXT
) STRICT;
CREATE INDEX axisFilesOfDocument ON axisFiles (document) WHERE state = 'due';
CREATE INDEX axisFilesDue ON axisFiles (position) WHERE state <> 'done';
