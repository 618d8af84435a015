-- Agentic CISO: the governance state that Gateway enforces. Every table lives in the tenant's own schema; the migrator adds
-- row security, the second wall, to each. Ids are text (`agt_…`), times are timestamptz, words are the product's own.

CREATE DOMAIN :schema.severity AS text CHECK (VALUE IN ('low', 'medium', 'high', 'critical'));
CREATE DOMAIN :schema.data_class AS text CHECK (VALUE IN ('public', 'internal', 'confidential', 'personal', 'special_category'));
CREATE DOMAIN :schema.action_type AS text CHECK (VALUE IN ('read', 'retrieve', 'model', 'write_internal', 'external', 'financial', 'code_modification', 'admin'));

-- The named people of this tenant: owners, approvers, actors. A copy of the name that control holds, so that a record stays
-- readable after an account is gone.
CREATE TABLE :schema.people (
  id text PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 320)
);

-- One row: the version of the facts, moved by every change that Gateway reads, and the tenant's own thresholds.
CREATE TABLE :schema.facts_state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
  agent_calls_per_minute_max integer NOT NULL DEFAULT 600 CHECK (agent_calls_per_minute_max >= 1),
  red_team_max_age_ms bigint NOT NULL DEFAULT 7776000000 CHECK (red_team_max_age_ms >= 1)
);

CREATE TABLE :schema.agents (
  id text PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z0-9-]{0,62}$'),
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 2000),
  human_owner_id text REFERENCES :schema.people (id),
  security_owner_id text REFERENCES :schema.people (id),
  level text CHECK (level IN ('intern', 'junior', 'senior', 'principal')),
  tier text NOT NULL DEFAULT 'undetermined' CHECK (tier IN ('undetermined', 'low', 'medium', 'high', 'critical')),
  status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'active', 'suspended', 'retired')),
  status_reason text CHECK (length(status_reason) <= 2000),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE :schema.agent_credentials (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  -- SHA-256 of the whole token; the token itself is shown once and kept nowhere.
  sha256 text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX ON :schema.agent_credentials (agent_id);

CREATE TABLE :schema.connectors (
  id text PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z0-9]{0,31}$'),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'quarantined', 'disabled')),
  status_reason text CHECK (length(status_reason) <= 2000),
  transport text NOT NULL CHECK (transport IN ('stdio', 'http')),
  catalogue text CHECK (catalogue ~ '^[a-z][a-z0-9-]{0,62}$'),
  url text CHECK (length(url) <= 2000),
  -- header name → text sealed to Gateway; the platform can't open it
  sealed_headers jsonb NOT NULL DEFAULT '{}',
  call_timeout_ms integer NOT NULL DEFAULT 20000 CHECK (call_timeout_ms BETWEEN 100 AND 120000),
  answer_bytes_max integer NOT NULL DEFAULT 1000000 CHECK (answer_bytes_max BETWEEN 1024 AND 10000000),
  -- what Gateway saw last: {at, reachable, detail, isolation, tools}
  observation jsonb,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK ((transport = 'stdio' AND catalogue IS NOT NULL AND url IS NULL) OR (transport = 'http' AND url IS NOT NULL AND catalogue IS NULL))
);

CREATE TABLE :schema.tools (
  id text PRIMARY KEY,
  connector_id text NOT NULL REFERENCES :schema.connectors (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
  title text NOT NULL CHECK (length(title) <= 4096),
  description text NOT NULL CHECK (length(description) <= 8192),
  -- the pinned schema as canonical JSON text (never jsonb: its digest is over these bytes)
  input_schema text NOT NULL CHECK (length(input_schema) <= 262144),
  schema_sha256 text NOT NULL CHECK (schema_sha256 ~ '^[0-9a-f]{64}$'),
  action_type :schema.action_type NOT NULL,
  data_class :schema.data_class NOT NULL,
  risk :schema.severity NOT NULL,
  target_pointers text[] NOT NULL DEFAULT '{}',
  target_kind text NOT NULL DEFAULT 'text' CHECK (target_kind IN ('path', 'text')),
  target_root text,
  recursive boolean NOT NULL DEFAULT false,
  -- [{under, dataClass}]
  target_classes jsonb NOT NULL DEFAULT '[]',
  amount_pointer text,
  -- {rowsMax, mask} or null: no safe form declared
  safe_form jsonb,
  pinned_at timestamptz NOT NULL,
  UNIQUE (connector_id, name)
);

CREATE TABLE :schema.tool_permissions (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  tool_id text NOT NULL REFERENCES :schema.tools (id),
  audit_logging boolean NOT NULL DEFAULT true,
  requires_approval boolean NOT NULL DEFAULT false,
  targets_under text[] NOT NULL DEFAULT '{}',
  amount_max double precision CHECK (amount_max >= 0),
  calls_per_minute_max integer NOT NULL DEFAULT 120 CHECK (calls_per_minute_max BETWEEN 1 AND 1000000),
  created_at timestamptz NOT NULL,
  UNIQUE (agent_id, tool_id)
);

CREATE TABLE :schema.data_flows (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  data_class :schema.data_class NOT NULL,
  handling text NOT NULL CHECK (handling IN ('full', 'safe_form', 'none')),
  created_at timestamptz NOT NULL,
  UNIQUE (agent_id, data_class)
);

CREATE TABLE :schema.approval_gates (
  id text PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
  action_types text[] NOT NULL CHECK (cardinality(action_types) >= 1),
  tool_ids text[] NOT NULL DEFAULT '{}',
  data_classes text[] NOT NULL DEFAULT '{}',
  mode text NOT NULL CHECK (mode IN ('covers', 'each_time')),
  approver_role text NOT NULL CHECK (length(approver_role) <= 100),
  expires_after_ms bigint NOT NULL DEFAULT 86400000 CHECK (expires_after_ms BETWEEN 60000 AND 604800000),
  created_at timestamptz NOT NULL
);

CREATE TABLE :schema.incident_playbooks (
  id text PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
  action_types text[] NOT NULL CHECK (cardinality(action_types) >= 1),
  steps text NOT NULL CHECK (length(steps) <= 20000),
  created_at timestamptz NOT NULL
);

CREATE TABLE :schema.red_team_tests (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  result text NOT NULL CHECK (result IN ('passed', 'failed')),
  summary text NOT NULL CHECK (length(summary) <= 4000),
  tested_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX ON :schema.red_team_tests (agent_id, tested_at DESC);

CREATE TABLE :schema.findings (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  severity :schema.severity NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'in_remediation', 'ready_for_verification', 'closed', 'risk_accepted', 'false_positive')),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX ON :schema.findings (agent_id) WHERE status NOT IN ('closed', 'risk_accepted', 'false_positive');

CREATE TABLE :schema.incidents (
  id text PRIMARY KEY,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  severity :schema.severity NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  opened_by_decision text,
  decisions integer NOT NULL DEFAULT 1 CHECK (decisions >= 1),
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by text,
  close_note text CHECK (length(close_note) <= 4000)
);
-- one open incident an agent: further blocked calls count onto it instead of opening a flood
CREATE UNIQUE INDEX ON :schema.incidents (agent_id) WHERE status = 'open';

CREATE TABLE :schema.approvals (
  id text PRIMARY KEY,
  decision_id text NOT NULL,
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  tool text NOT NULL,
  tool_id text NOT NULL REFERENCES :schema.tools (id),
  action_sha256 text NOT NULL CHECK (action_sha256 ~ '^[0-9a-f]{64}$'),
  schema_sha256 text NOT NULL CHECK (schema_sha256 ~ '^[0-9a-f]{64}$'),
  -- gv1 envelope of the arguments as the approver sees them
  arguments_sealed text NOT NULL,
  -- the reasons that the approver is shown; the approval answers these and no others
  reason_codes text[] NOT NULL,
  approver_role text NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'refused', 'expired', 'consumed')),
  requested_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by text REFERENCES :schema.people (id),
  note text CHECK (length(note) <= 4000),
  consumed_at timestamptz,
  consumed_by_decision text
);
CREATE INDEX ON :schema.approvals (agent_id, action_sha256, requested_at DESC);
CREATE INDEX ON :schema.approvals (requested_at DESC);
-- at most one approval of one exact action is open at a time
CREATE UNIQUE INDEX ON :schema.approvals (agent_id, action_sha256, schema_sha256) WHERE status IN ('pending', 'approved');

-- Read side of the decision stream: what lists and pages need. The stream is the record; this is its index.
CREATE TABLE :schema.decisions (
  id text PRIMARY KEY,
  seq bigint NOT NULL UNIQUE,
  at timestamptz NOT NULL,
  agent_id text NOT NULL,
  agent_name text NOT NULL,
  tool text NOT NULL,
  connector text,
  action_type text,
  data_class text,
  risk text,
  kind text NOT NULL,
  reason_codes text[] NOT NULL,
  approval_id text,
  incident_id text,
  -- `decided` → `started` → `done` | `failed` | `in_doubt`; a decision that performs nothing stays `decided`
  state text NOT NULL DEFAULT 'decided' CHECK (state IN ('decided', 'started', 'done', 'failed', 'in_doubt')),
  arguments_sealed text,
  outcome_seq bigint
);
CREATE INDEX ON :schema.decisions (at DESC);
CREATE INDEX ON :schema.decisions (agent_id, at DESC);
CREATE INDEX ON :schema.decisions (seq) WHERE state = 'started';

-- Nonces of calls that came into Gateway, and of the signed requests that carried them: spent once, with the effect.
CREATE TABLE :schema.nonces (
  nonce text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE :schema.nonces IS 'append-only: spent nonces; swept by the operator role after they expire';

INSERT INTO :schema.facts_state DEFAULT VALUES;
