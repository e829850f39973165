-- The sender of a document is determined by the key that signed it.

-- The office of the key under which the entry was sealed, according to the hub's journal. It is never changed: what
-- becomes of a station later does not rewrite what it was. NULL until the hub has said whose key it is.
ALTER TABLE received ADD COLUMN organ TEXT;
UPDATE received SET organ = (SELECT min(organ) FROM peer p WHERE p.station = received.station)
WHERE (SELECT count(DISTINCT organ) FROM peer p WHERE p.station = received.station) = 1;

-- Of a document that came through the hub: the office that sent it, and the issuer's name as the document itself states
-- it, which is shown only if it is a different one, and marked.
ALTER TABLE document ADD COLUMN sender TEXT;
ALTER TABLE document ADD COLUMN written TEXT;
-- A line that has its number keeps the text it was registered with; the others are rebuilt when the file is opened
-- (Keeping/Senders.swift).
UPDATE document SET (sender, written) = (
  SELECT r.organ, CASE WHEN r.organ <> 'truc-lien-thong' THEN json_extract(r.act, '$.issued.document.organName') END
  FROM trail t JOIN received r USING (station, epoch, sequence)
  WHERE t.document = document.id AND r.act GLOB '{"issued":*' ORDER BY t.time, t.station, t.epoch, t.sequence LIMIT 1)
WHERE mailbox IS NOT NULL AND number IS NOT NULL;
CREATE INDEX document_sender ON document (sender) WHERE sender IS NOT NULL;
CREATE INDEX document_unsigned ON document (id) WHERE mailbox IS NOT NULL AND sender IS NULL;

-- A later entry changes the office's own profile.
ALTER TABLE office ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
UPDATE office SET said = ifnull((SELECT max(time) FROM journal WHERE act LIKE '{"founded"%'), 0);
