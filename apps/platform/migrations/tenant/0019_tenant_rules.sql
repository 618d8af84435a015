-- Rules that a tenant writes for itself, in Cedar. A rule only tightens. Every version is kept for ever; of one rule at most one
-- version is published, and the published ones are what Gateway judges with.

CREATE TABLE :schema.tenant_rules (
  id text PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE :schema.tenant_rules IS 'append-only: a rule keeps its name, and is retired, never removed';

CREATE TABLE :schema.tenant_rule_versions (
  rule_id text NOT NULL REFERENCES :schema.tenant_rules (id),
  version integer NOT NULL CHECK (version >= 1),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'validated', 'published', 'retired')),
  why text NOT NULL CHECK (length(why) BETWEEN 3 AND 2000),
  -- what a refusal tells the agent to do instead
  fix text NOT NULL CHECK (length(fix) BETWEEN 1 AND 500),
  cedar text NOT NULL CHECK (octet_length(cedar) BETWEEN 1 AND 4096),
  cedar_sha256 text NOT NULL CHECK (cedar_sha256 ~ '^[0-9a-f]{64}$'),
  -- [{name, given, expect}]: run by validation, and again by publication
  tests jsonb NOT NULL,
  written_by text NOT NULL REFERENCES :schema.people (id),
  written_at timestamptz NOT NULL,
  validated_by text REFERENCES :schema.people (id),
  validated_at timestamptz,
  -- what the decisions of the last seven days would have come to
  replay jsonb,
  replayed_at timestamptz,
  published_by text REFERENCES :schema.people (id),
  published_at timestamptz,
  retired_by text REFERENCES :schema.people (id),
  retired_at timestamptz,
  PRIMARY KEY (rule_id, version),
  CHECK ((replay IS NULL) = (replayed_at IS NULL)),
  CHECK (status <> 'published' OR (published_by IS NOT NULL AND published_by <> written_by)),
  CHECK ((status = 'retired') = (retired_at IS NOT NULL))
);
CREATE UNIQUE INDEX ON :schema.tenant_rule_versions (rule_id) WHERE status = 'published';
