-- Behaviour: what is normal for each agent, what departed from it, and what a rule did about it. Rules only tighten.

-- How far the watch has read the decisions of this tenant.
CREATE TABLE :schema.behaviour_watch (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seq bigint NOT NULL DEFAULT 0
);
INSERT INTO :schema.behaviour_watch DEFAULT VALUES;

CREATE TABLE :schema.agent_baselines (
  agent_id text PRIMARY KEY REFERENCES :schema.agents (id),
  -- what is normal, with the places it acts on: sealed, since targets can hold personal data
  profile_sealed text NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE :schema.behaviour_rules (
  kind text PRIMARY KEY CHECK (kind IN ('new_tool', 'new_data_class', 'new_target', 'rate', 'refusals')),
  act text NOT NULL CHECK (act IN ('alert', 'open_breaker', 'drop_level')),
  set_at timestamptz NOT NULL
);

CREATE TABLE :schema.behaviour_alerts (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  decision_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('new_tool', 'new_data_class', 'new_target', 'rate', 'refusals')),
  -- what was seen and what is normal, sealed like the profile
  saw_sealed text NOT NULL,
  act text NOT NULL CHECK (act IN ('alert', 'open_breaker', 'drop_level')),
  -- when the action was decided, and when the watch noticed
  acted_at timestamptz NOT NULL,
  raised_at timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'accepted', 'dismissed')),
  settled_by text REFERENCES :schema.people (id),
  settled_at timestamptz,
  note text CHECK (length(note) <= 4000),
  CHECK ((status = 'open') = (settled_at IS NULL))
);
CREATE INDEX ON :schema.behaviour_alerts (agent_id, id DESC);

ALTER TABLE :schema.agents
  ADD COLUMN breaker_opened_at timestamptz,
  ADD COLUMN breaker_reason text CHECK (length(breaker_reason) BETWEEN 1 AND 2000),
  -- why a rule lowered the level; empty when a person set it
  ADD COLUMN level_reason text CHECK (length(level_reason) <= 2000),
  ADD CONSTRAINT agents_breaker_check CHECK ((breaker_opened_at IS NULL) = (breaker_reason IS NULL));
