-- When a copy that this one replaced was last opened: what was read is read, and its writer goes on seeing that it was.
ALTER TABLE reflection_share ADD COLUMN earlier_opened_at TEXT;
