-- Codes are listed, cancelled, and kept for a while after they are used or have expired. `code` has 24 characters, 12
-- in earlier versions. The columns: when it was created, used, cancelled; the station that used it.
ALTER TABLE codes ADD COLUMN made INTEGER;
ALTER TABLE codes ADD COLUMN used INTEGER;
ALTER TABLE codes ADD COLUMN cancelled INTEGER;
ALTER TABLE codes ADD COLUMN station TEXT;
UPDATE codes SET made = expires - 7 * 86400000;
