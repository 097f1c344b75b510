-- How a file of people was written, so that what is refused of it goes back in a form that the same program opens.
-- `utf-8-marked` begins with a byte order mark, which a spreadsheet wants to see.
ALTER TABLE people_import ADD COLUMN delimiter TEXT NOT NULL DEFAULT ',';
ALTER TABLE people_import ADD COLUMN encoding TEXT NOT NULL DEFAULT 'utf-8' CHECK (encoding IN ('utf-8', 'utf-8-marked', 'utf-16'));
