-- Agentic Trust Framework: how long an agent has stood at its level, the thresholds of this tenant, promotions with the five gates
-- and who signed, and assessments of the 25 controls. What was decided is kept for ever.

ALTER TABLE :schema.agents ADD COLUMN level_since timestamptz NOT NULL DEFAULT now();

-- A target without a row has the framework's sample thresholds.
CREATE TABLE :schema.promotion_thresholds (
  to_level text PRIMARY KEY CHECK (to_level IN ('junior', 'senior', 'principal')),
  days_at_level_min integer NOT NULL CHECK (days_at_level_min BETWEEN 0 AND 3650),
  availability_min double precision NOT NULL CHECK (availability_min BETWEEN 0 AND 1),
  acceptance_min double precision CHECK (acceptance_min BETWEEN 0 AND 1),
  accuracy_min double precision CHECK (accuracy_min BETWEEN 0 AND 1),
  evidence text[] NOT NULL,
  set_at timestamptz NOT NULL
);

CREATE TABLE :schema.promotions (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  from_level text NOT NULL CHECK (from_level IN ('intern', 'junior', 'senior')),
  to_level text NOT NULL CHECK (to_level IN ('junior', 'senior', 'principal')),
  status text NOT NULL DEFAULT 'requested' CHECK (status IN ('requested', 'approved', 'refused', 'withdrawn')),
  -- raised when what was asked is amended: who signed before has signed something else
  revision integer NOT NULL DEFAULT 1 CHECK (revision >= 1),
  business_value text NOT NULL CHECK (length(business_value) BETWEEN 1 AND 4000),
  accuracy double precision CHECK (accuracy BETWEEN 0 AND 1),
  -- [{kind, statement, link}]
  evidence jsonb NOT NULL DEFAULT '[]',
  requested_by text NOT NULL REFERENCES :schema.people (id),
  requested_at timestamptz NOT NULL,
  decided_by text REFERENCES :schema.people (id),
  decided_at timestamptz,
  note text CHECK (length(note) <= 4000),
  -- the five gates as they stood when it was decided
  gates jsonb,
  CHECK ((status = 'requested') = (decided_at IS NULL))
);
CREATE INDEX ON :schema.promotions (agent_id, id DESC);
CREATE UNIQUE INDEX ON :schema.promotions (agent_id) WHERE status = 'requested';

-- One person signs one revision in one capacity.
CREATE TABLE :schema.promotion_sign_offs (
  promotion_id text NOT NULL REFERENCES :schema.promotions (id),
  revision integer NOT NULL CHECK (revision >= 1),
  capacity text NOT NULL CHECK (capacity IN ('business', 'security', 'risk_committee')),
  person_id text NOT NULL REFERENCES :schema.people (id),
  note text NOT NULL CHECK (length(note) BETWEEN 1 AND 4000),
  at timestamptz NOT NULL,
  PRIMARY KEY (promotion_id, revision, capacity),
  UNIQUE (promotion_id, revision, person_id)
);
COMMENT ON TABLE :schema.promotion_sign_offs IS 'append-only: who signed';

CREATE TABLE :schema.atf_assessments (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  level text NOT NULL CHECK (level IN ('intern', 'junior', 'senior', 'principal')),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'completed')),
  started_by text NOT NULL REFERENCES :schema.people (id),
  started_at timestamptz NOT NULL,
  completed_by text REFERENCES :schema.people (id),
  completed_at timestamptz,
  note text CHECK (length(note) <= 4000),
  CHECK ((status = 'open') = (completed_at IS NULL))
);
CREATE INDEX ON :schema.atf_assessments (agent_id, id DESC);
CREATE UNIQUE INDEX ON :schema.atf_assessments (agent_id) WHERE status = 'open';

CREATE TABLE :schema.atf_assessment_controls (
  assessment_id text NOT NULL REFERENCES :schema.atf_assessments (id),
  control_id text NOT NULL CHECK (control_id ~ '^[IBDSR]-[1-5]$'),
  result text NOT NULL CHECK (result IN ('met', 'partly_met', 'not_met', 'not_applicable')),
  rationale text NOT NULL CHECK (length(rationale) BETWEEN 1 AND 4000),
  evidence text CHECK (length(evidence) <= 2000),
  by text NOT NULL REFERENCES :schema.people (id),
  at timestamptz NOT NULL,
  PRIMARY KEY (assessment_id, control_id)
);
