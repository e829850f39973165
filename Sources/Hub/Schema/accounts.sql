-- What an account may do, and how it gets in.
ALTER TABLE accounts ADD COLUMN role TEXT NOT NULL DEFAULT 'viewer';
UPDATE accounts SET role = iif(organ IS NULL, 'administrator', 'clerk');
-- When somebody got in last, milliseconds since 1970, and from where.
ALTER TABLE accounts ADD COLUMN lastLogin INTEGER;
ALTER TABLE accounts ADD COLUMN lastFrom TEXT;
-- The second factor: the shared secret (hexadecimal), and the last 30 seconds whose code was taken.
ALTER TABLE accounts ADD COLUMN secret TEXT;
ALTER TABLE accounts ADD COLUMN step INTEGER NOT NULL DEFAULT 0;

-- Codes for who has lost the telephone: SHA-256 each, gone when used.
CREATE TABLE recoveryCodes (
  account TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
  hash BLOB NOT NULL,
  PRIMARY KEY (account, hash)
) STRICT, WITHOUT ROWID;

-- What one asked for and another must confirm, where the hub is set so.
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
