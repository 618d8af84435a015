-- Snapshots of the governance state under a name, and what Gateway would decide against one.

CREATE TABLE :schema.policy_snapshots (
  id text PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
  facts_sha256 text NOT NULL REFERENCES :schema.facts_bodies (sha256),
  facts_version bigint NOT NULL,
  saved_by text NOT NULL REFERENCES :schema.people (id),
  saved_at timestamptz NOT NULL
);
COMMENT ON TABLE :schema.policy_snapshots IS 'append-only: a saved state stays what it was';

CREATE TABLE :schema.simulations (
  id text PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  -- null: the state in force at that moment
  snapshot_id text REFERENCES :schema.policy_snapshots (id),
  facts_sha256 text NOT NULL REFERENCES :schema.facts_bodies (sha256),
  policy_sha256 text NOT NULL,
  edits jsonb NOT NULL,
  -- the call that was asked about, by the digest of its arguments, or how many days were gone through
  asked jsonb NOT NULL,
  result jsonb NOT NULL,
  run_by text NOT NULL REFERENCES :schema.people (id),
  run_at timestamptz NOT NULL
);
