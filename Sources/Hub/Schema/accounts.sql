-- The roles of accounts, and their logins.
ALTER TABLE accounts ADD COLUMN role TEXT NOT NULL DEFAULT 'viewer';
UPDATE accounts SET role = iif(organ IS NULL, 'administrator', 'clerk');
-- The last login: milliseconds since 1970, and the address it came from.
ALTER TABLE accounts ADD COLUMN lastLogin INTEGER;
ALTER TABLE accounts ADD COLUMN lastFrom TEXT;
-- The second factor: the shared secret (hexadecimal), and the last 30-second step whose code was accepted.
ALTER TABLE accounts ADD COLUMN secret TEXT;
ALTER TABLE accounts ADD COLUMN step INTEGER NOT NULL DEFAULT 0;

-- Recovery codes, for a lost telephone: SHA-256 of each, deleted when used.
CREATE TABLE recoveryCodes (
  account TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
  hash BLOB NOT NULL,
  PRIMARY KEY (account, hash)
) STRICT, WITHOUT ROWID;

-- Actions proposed by one person that another must confirm, if the hub is set so.
CREATE TABLE proposals (
  id INTEGER PRIMARY KEY,
  -- code, revoke
  kind TEXT NOT NULL,
  whom TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  time INTEGER NOT NULL,
  -- open, confirmed, dropped
  state TEXT NOT NULL,
  second TEXT,
  decided INTEGER
) STRICT;
CREATE INDEX openProposals ON proposals (id) WHERE state = 'open';
