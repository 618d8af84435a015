-- What an agent is equipped with and bound to: sets of tools that are granted as one, skills that bound what it does, and plans
-- whose stages a person opens one after the other. Toolsets grant; skills and plans only tighten.

CREATE TABLE :schema.toolsets (
  id text PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 3 AND 2000),
  version integer NOT NULL CHECK (version >= 1),
  -- [{toolId, requiresApproval, targetsUnder, amountMax, callsPerMinuteMax}], by toolId; what versions before held is in the audit stream
  tools jsonb NOT NULL CHECK (jsonb_array_length(tools) BETWEEN 1 AND 64),
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);

CREATE TABLE :schema.skills (
  id text NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'in_review', 'approved', 'retired')),
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 3 AND 2000),
  instructions text NOT NULL CHECK (length(instructions) BETWEEN 1 AND 20000),
  instructions_sha256 text NOT NULL CHECK (instructions_sha256 ~ '^[0-9a-f]{64}$'),
  -- those of the toolsets that it was written with are among them, as they were then
  tool_ids text[] NOT NULL CHECK (cardinality(tool_ids) BETWEEN 1 AND 256),
  -- [{id, name, version}]
  toolsets jsonb NOT NULL,
  action_types text[] NOT NULL CHECK (cardinality(action_types) BETWEEN 1 AND 8),
  data_class_max text NOT NULL CHECK (data_class_max IN ('public', 'internal', 'confidential', 'personal', 'special_category')),
  -- over all of the above: what was approved is what is in force
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  written_by text NOT NULL,
  written_at timestamptz NOT NULL,
  submitted_by text,
  submitted_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  retired_by text,
  retired_at timestamptz,
  PRIMARY KEY (id, version),
  CHECK (status <> 'approved' OR (approved_by IS NOT NULL AND approved_by <> written_by)),
  CHECK ((status = 'retired') = (retired_at IS NOT NULL))
);
CREATE UNIQUE INDEX ON :schema.skills (name) WHERE version = 1;
CREATE UNIQUE INDEX ON :schema.skills (id) WHERE status = 'approved';

CREATE TABLE :schema.agent_capabilities (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  toolset_id text REFERENCES :schema.toolsets (id),
  -- of the skill, whichever version of it is in force
  skill_id text,
  given_by text NOT NULL,
  given_at timestamptz NOT NULL,
  CHECK (num_nonnulls(toolset_id, skill_id) = 1),
  UNIQUE (agent_id, toolset_id),
  UNIQUE (agent_id, skill_id)
);

CREATE TABLE :schema.workflow_plans (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 3 AND 2000),
  -- [{name, toolIds, toolsets, checkpoint: {approverRole, approverIds} or null after the last}]
  stages jsonb NOT NULL CHECK (jsonb_array_length(stages) BETWEEN 1 AND 16),
  -- reading tools that every stage may use
  throughout_tool_ids text[] NOT NULL,
  lasts_hours integer NOT NULL CHECK (lasts_hours BETWEEN 1 AND 2160),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'approved', 'active', 'completed', 'cancelled')),
  -- the present one, from 1; null until it is started
  stage integer CHECK (stage BETWEEN 1 AND 16),
  -- a checkpoint was refused, and nobody has settled it yet
  halted boolean NOT NULL DEFAULT false,
  -- [{id, stage, decision, note, by, at}], as they were given; the audit stream has each
  checkpoints jsonb NOT NULL DEFAULT '[]',
  written_by text NOT NULL,
  written_at timestamptz NOT NULL,
  approved_by text,
  approved_at timestamptz,
  started_by text,
  started_at timestamptz,
  -- from this moment on everything is blocked until a person settles it
  ends_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  end_reason text CHECK (length(end_reason) BETWEEN 1 AND 2000),
  CHECK (status IN ('draft', 'cancelled') OR (approved_by IS NOT NULL AND approved_by <> written_by)),
  CHECK ((status IN ('active', 'completed') OR started_at IS NOT NULL) = (stage IS NOT NULL AND ends_at IS NOT NULL)),
  CHECK ((status IN ('completed', 'cancelled')) = (ended_at IS NOT NULL)),
  CHECK (NOT halted OR status IN ('active', 'cancelled')),
  CHECK (stage IS NULL OR stage <= jsonb_array_length(stages))
);
-- at most one binds one agent
CREATE UNIQUE INDEX ON :schema.workflow_plans (agent_id) WHERE status = 'active';
