-- Decisions that refused, reduced or asked are found by their reasons. Those that allow have only notes, and stay out: what an agent waits
-- for pays nothing. Without a list of pending entries, so that no one insert pays for hundreds.

CREATE INDEX decisions_refused_by_reason ON :schema.decisions USING gin (reason_codes) WITH (fastupdate = off)
  WHERE kind IN ('degrade', 'require_approval', 'block', 'block_and_open_incident');
