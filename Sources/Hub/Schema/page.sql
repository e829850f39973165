-- Read models of the province's page. All of it but `accounts` and `taken` is derived from `entries`, `stations` and
-- `readers`, and can be rebuilt from them: `vanthu-hub verify` does so and compares.

-- When the hub received the entry, by its own clock; NULL if an earlier version received it.
ALTER TABLE entries ADD COLUMN taken INTEGER;

-- Documents that were issued, as they read now, in the order in which the hub received them.
CREATE TABLE listed (
  -- The place of the entry that issued it.
  place INTEGER PRIMARY KEY,
  document TEXT NOT NULL UNIQUE,
  organ TEXT NOT NULL,
  code TEXT NOT NULL,
  typeName TEXT NOT NULL,
  subject TEXT NOT NULL,
  signer TEXT NOT NULL,
  day TEXT NOT NULL,
  -- As in `documents`.
  urgency INTEGER NOT NULL,
  -- issued, recalled, voided
  state TEXT NOT NULL
) STRICT;

-- What its office did with a document after it was issued: the places of corrections, recalls, voidings and undoings.
CREATE TABLE changes (
  document TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (document, place)
) STRICT, WITHOUT ROWID;

-- What an office reported of a document, whether it is a reader or not: that it arrived, and that it was acknowledged
-- (Decree 30/2020, article 21.2c).
CREATE TABLE reports (
  organ TEXT NOT NULL,
  document TEXT NOT NULL,
  -- Days, by the office's calendar: of the first report, and of the first that it was accepted or refused.
  arrived TEXT NOT NULL,
  acknowledged TEXT,
  -- The last status reported, its note, and the place of that entry.
  status TEXT NOT NULL,
  note TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (organ, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX reportsOfDocument ON reports (document);
CREATE INDEX reportsOfDay ON reports (arrived, organ, acknowledged);
CREATE INDEX lateReports ON reports (organ, arrived) WHERE acknowledged IS NULL OR acknowledged > arrived;
CREATE INDEX refusedReports ON reports (place) WHERE status IN ('02', '16');

-- The number of documents each office registered as incoming, by month, by sender, and whether through the hub.
CREATE TABLE intake (
  month TEXT NOT NULL,
  organ TEXT NOT NULL,
  -- The agency in the directory; '' if the sender is not in it.
  sender TEXT NOT NULL,
  throughHub INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (month, organ, sender, throughHub)
) STRICT, WITHOUT ROWID;

-- The words of `listed`, twice: without marks, and with them, the tone first; separated by |. `facts` holds the offices
-- that may see it, as =h and the bytes of the office's key, so that no search term can match it.
CREATE VIRTUAL TABLE listedWords USING fts5 (
  words, facts, tokenize = "unicode61 remove_diacritics 0 tokenchars '=_\?~/.'"
);

-- Contacts and notices that report trouble.
CREATE INDEX troubledContacts ON contacts (id) WHERE ending NOT IN ('whole', 'cut', 'challenge');
CREATE INDEX noticesInMailboxes ON mailboxes (entry) WHERE code IS NOT NULL;

-- The accounts of the page. No office: a viewer of the whole province.
CREATE TABLE accounts (
  name TEXT PRIMARY KEY,
  organ TEXT,
  -- scrypt, with its parameters, salt and hash.
  password TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
