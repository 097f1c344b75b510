-- Which kind of law a person says applies where they practise, so that lessons can put it first. Nobody else is shown it;
-- emptied on erasure like the rest of the row. The list is checked in the program, which may come to know another.
ALTER TABLE person ADD COLUMN legal_model TEXT;
