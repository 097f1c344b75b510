-- What letters show as their sender, and where an answer to them goes; empty for a neutral name and for the address that
-- sends (ATTUNE_MAIL_FROM).
ALTER TABLE practice ADD COLUMN sender TEXT NOT NULL DEFAULT '';
ALTER TABLE practice ADD COLUMN reply_to TEXT NOT NULL DEFAULT '';
