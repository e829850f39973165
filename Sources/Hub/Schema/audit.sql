-- Who did what, from where, on what: append-only. Each line's hash covers the line before it.
CREATE TABLE audit (
  -- Consecutive.
  number INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  who TEXT NOT NULL,
  origin TEXT NOT NULL,
  -- AuditKind
  what TEXT NOT NULL,
  whom TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;

-- Lines that were moved into files, audit/0001.jsonl and on; the hash chain continues from `head`. `newest` is the time
-- of the last line.
CREATE TABLE auditSegments (
  segment INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  newest INTEGER NOT NULL,
  head BLOB NOT NULL,
  sha256 BLOB NOT NULL
) STRICT;

CREATE TRIGGER auditStays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER auditIsKept BEFORE DELETE ON audit
WHEN old.number > (SELECT ifnull(max(last), 0) FROM auditSegments)
BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER auditSegmentStays BEFORE UPDATE ON auditSegments BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER auditSegmentIsKept BEFORE DELETE ON auditSegments BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;

-- Facts and settings of the hub: lastBackup (milliseconds since 1970), lastBackupFolder, twoPeople, secondFactor.
CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
