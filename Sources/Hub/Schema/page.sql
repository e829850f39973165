-- What the page of the province looks things up in. All of it but `accounts`, and `taken`, is made from `entries`, `stations` and `readers`, and can
-- be made anew from them: `vanthu-hub verify` does so and compares.

-- When the hub took the entry, by its own clock; none where an earlier version took it.
ALTER TABLE entries ADD COLUMN taken INTEGER;

-- Documents that were issued, as they read now; newest last, as the hub learned of them.
CREATE TABLE listed (
  -- That of the entry that issued it.
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

-- What its office did with a document after it was issued: the places of corrections, recalls, voidings and what took them back.
CREATE TABLE changes (
  document TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (document, place)
) STRICT, WITHOUT ROWID;

-- What an office reported of a document, reader of it or not: that it came, and that it was acknowledged (Decree 30/2020, article 21.2c).
CREATE TABLE reports (
  organ TEXT NOT NULL,
  document TEXT NOT NULL,
  -- Days, by the office: the first report, and the first that it was taken in or refused.
  arrived TEXT NOT NULL,
  acknowledged TEXT,
  -- The last status that was told, its note, and where it stands.
  status TEXT NOT NULL,
  note TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (organ, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX reportsOfDocument ON reports (document);
CREATE INDEX reportsOfDay ON reports (arrived, organ, acknowledged);
CREATE INDEX lateReports ON reports (organ, arrived) WHERE acknowledged IS NULL OR acknowledged > arrived;
CREATE INDEX refusedReports ON reports (place) WHERE status IN ('02', '16');

-- How many documents each office registered as come in, by month, by whom they were sent, and whether they came through the hub.
CREATE TABLE intake (
  month TEXT NOT NULL,
  organ TEXT NOT NULL,
  -- The agency in the directory; '' where the sender is in none.
  sender TEXT NOT NULL,
  throughHub INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (month, organ, sender, throughHub)
) STRICT, WITHOUT ROWID;

-- The words of `listed`, twice: without marks, and with them, the tone in front; | between. `facts` says for whom, as =h and the
-- bytes of the office's key, so that nothing typed can be it.
CREATE VIRTUAL TABLE listedWords USING fts5 (
  words, facts, tokenize = "unicode61 remove_diacritics 0 tokenchars '=_\?~/.'"
);

-- Contacts and notices that speak of trouble.
CREATE INDEX troubledContacts ON contacts (id) WHERE ending NOT IN ('whole', 'cut', 'challenge');
CREATE INDEX noticesInMailboxes ON mailboxes (entry) WHERE code IS NOT NULL;

-- Who may log in to the page. No office: who keeps the hub.
CREATE TABLE accounts (
  name TEXT PRIMARY KEY,
  organ TEXT,
  -- scrypt, with its parameters, salt and key.
  password TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
