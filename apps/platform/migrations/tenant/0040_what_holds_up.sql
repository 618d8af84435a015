-- What holds an action up is found by what it is known by, which names its agent. The condition is written as the look-up alone writes
-- it, so that no other index of what is under way serves it: each of those also holds all that has ended since it was last tidied.
DROP INDEX :schema.decisions_under_way;
CREATE INDEX decisions_holding ON :schema.decisions (action_sha256) WHERE coalesce(state, '') = 'started' AND action_sha256 IS NOT NULL;
