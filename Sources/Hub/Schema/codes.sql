-- Codes are listed, cancelled, and kept for a while after they are used or over. `code` has 24 letters, of before 12.
-- When it was drawn, used, cancelled; who used it.
ALTER TABLE codes ADD COLUMN made INTEGER;
ALTER TABLE codes ADD COLUMN used INTEGER;
ALTER TABLE codes ADD COLUMN cancelled INTEGER;
ALTER TABLE codes ADD COLUMN station TEXT;
UPDATE codes SET made = expires - 7 * 86400000;
