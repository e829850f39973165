-- The national axis: an office whose one station is the hub. What came over it and what goes out by it.

-- Which entry a message became, or which document became a message: a message that comes again, its recall and its status are known by this.
CREATE TABLE axisDocuments (
  -- in: came over the axis; out: issued in the province.
  direction TEXT NOT NULL,
  -- Who issued it and its identifier.
  message TEXT NOT NULL,
  -- The entry that made the document. A message that came for some receivers and then for others has several.
  document TEXT NOT NULL,
  PRIMARY KEY (direction, message, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX axisDocument ON axisDocuments (document);

-- The places of all entries of a document that came by the axis or goes out by it.
CREATE TABLE axisEntries (
  document TEXT NOT NULL,
  place INTEGER NOT NULL REFERENCES entries,
  PRIMARY KEY (document, place)
) STRICT, WITHOUT ROWID;

-- What becomes of each position of the axis's mailbox.
CREATE TABLE axisFiles (
  position INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  -- document, update, recall, status; none where nothing is to be sent.
  kind TEXT,
  -- due: still to be written. ready: lies aside in the folder, whole. done: has its name there, or needs none.
  state TEXT NOT NULL,
  -- Of the file, from ready on.
  name TEXT
) STRICT;
CREATE INDEX axisFilesOfDocument ON axisFiles (document) WHERE state = 'due';
CREATE INDEX axisFilesDue ON axisFiles (position) WHERE state <> 'done';
