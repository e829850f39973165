-- Where this office's documents are on their way, as this PC knows it.

-- Up to where the journals of this station have come: at the hub, as it acknowledged them, and in packets written to a
-- stick or an e-mail. A step for each time they came further, so that an entry has been there since the first step that
-- includes it.
CREATE TABLE reached (
  place    TEXT    NOT NULL,  -- hub | folder | mail
  station  TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  time     INTEGER,           -- milliseconds since 1970, of the hub or of this PC; NULL: not known
  PRIMARY KEY (place, station, epoch, sequence)
) WITHOUT ROWID;
INSERT INTO reached (place, station, epoch, sequence)
  SELECT 'hub', station, epoch, sequence FROM acknowledged WHERE sequence > 0;

-- Recipients that take part in the exchange and are still to be watched: the document has not arrived there, or has not
-- been registered, or something came back. Made from the registers and from what the hub says.
CREATE TABLE delivery (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- of the recipient
  place    TEXT    NOT NULL,  -- held | here | folder | mail | hub | arrived
  day      TEXT    NOT NULL,  -- since when it has been there, or the day of the document
  event    TEXT,              -- what came back: returned | refused | answered
  isSeen   INTEGER NOT NULL,  -- 1: the clerk has marked it as seen
  PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX delivery_place ON delivery (place, document);
CREATE INDEX delivery_event ON delivery (event, document) WHERE event IS NOT NULL;

-- What the clerk has marked as seen, at this PC: at which recipient of which document what was so. Something else there
-- is shown again.
CREATE TABLE seen (
  document  TEXT NOT NULL,  -- the entry that made its line
  recipient TEXT NOT NULL,  -- by the name under which it was addressed
  what      TEXT NOT NULL,
  PRIMARY KEY (document, recipient)
) WITHOUT ROWID;

-- What an exchange meant for documents.
ALTER TABLE exchange ADD COLUMN newDocuments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exchange ADD COLUMN urgentDocuments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exchange ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exchange ADD COLUMN receipts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exchange ADD COLUMN sentDocuments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exchange ADD COLUMN sentFiles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exchange ADD COLUMN fileBytes INTEGER NOT NULL DEFAULT 0;
