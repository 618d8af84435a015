-- Observe mode: for a time a person sets, one agent may read through tools of named connectors although it has no permission for
-- them, so that a least-privilege list can be drafted from what it used.

CREATE TABLE :schema.observe_periods (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  connector_ids text[] NOT NULL CHECK (cardinality(connector_ids) BETWEEN 1 AND 16),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  started_at timestamptz NOT NULL,
  started_by text NOT NULL,
  -- exact: a decision that commits at this moment or later is refused
  ends_at timestamptz NOT NULL,
  -- what the agent was then: a period is for that agent and no other, so a change of either ends it
  level text NOT NULL CHECK (level IN ('intern', 'junior', 'senior', 'principal')),
  tier text NOT NULL CHECK (tier IN ('low', 'medium', 'high')),
  -- the authority epoch: a restore raises it, and brings no period back to life
  epoch integer NOT NULL CHECK (epoch >= 0),
  ended_at timestamptz,
  ended_how text CHECK (ended_how IN ('by_hand', 'accepted', 'expired', 'stopped')),
  -- null where nobody ended it
  ended_by text,
  end_reason text CHECK (length(end_reason) BETWEEN 1 AND 2000),
  -- the audit stream has it: at once where a person ended it, else at the next round of the sweep
  told boolean NOT NULL DEFAULT false,
  CHECK (ends_at > started_at AND ends_at <= started_at + interval '336 hours'),
  CHECK ((ended_at IS NULL) = (ended_how IS NULL) AND (ended_by IS NULL) = (end_reason IS NULL)),
  CHECK (ended_at BETWEEN started_at AND ends_at),
  CHECK (ended_at IS NOT NULL OR NOT told)
);
-- at most one runs for one agent
CREATE UNIQUE INDEX ON :schema.observe_periods (agent_id) WHERE ended_at IS NULL;
CREATE INDEX ON :schema.observe_periods (id) WHERE NOT told;
