-- A request outlives its sender: once they are erased it is nobody's, an adjustment too. Who sends one is asked in
-- domain/request.ts.
ALTER TABLE request DROP CONSTRAINT request_check;
