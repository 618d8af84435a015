-- Control plane: tenants, people, sign-in, routing, the platform's own journal. The migrator adds row security to every
-- table here: a transaction of one tenant (`db.controlFor`) sees the rows that name it, and only sign-in and routing
-- (`db.control`) cross. Words at the start of a table's comment set its grants: see infra/database/src/schema-walls.ts.

CREATE TABLE control.tenants (
  id text PRIMARY KEY CHECK (id ~ '^tnt_[0-9a-z]{26}$'),
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z][a-z0-9-]{1,38}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  plan text NOT NULL CHECK (plan ~ '^[a-z][a-z0-9_]{0,31}$'),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'moving', 'deleting')),
  schema_name text NOT NULL UNIQUE CHECK (schema_name ~ '^t_[0-9a-f]{16}$'),
  role_name text NOT NULL UNIQUE CHECK (role_name ~ '^gt_[0-9a-f]{16}$'),
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE control.tenants IS 'provisioned: made by the migrator alone; the platform may change name, plan and status';

-- The data key of each tenant, wrapped by a key derived from the deployment's; a new version per rotation.
CREATE TABLE control.tenant_keys (
  tenant_id text NOT NULL REFERENCES control.tenants (id),
  version integer NOT NULL CHECK (version >= 1),
  -- the data key's own id, which stands in every envelope that it seals
  key_id text NOT NULL CHECK (key_id ~ '^[A-Za-z0-9_-]{1,64}$'),
  wrapped text NOT NULL CHECK (length(wrapped) <= 1000),
  created_at timestamptz NOT NULL,
  retired_at timestamptz,
  PRIMARY KEY (tenant_id, version)
);

-- A known text sealed under each deployment key: a start with another key is refused before any row is read or written.
CREATE TABLE control.sentinels (
  purpose text PRIMARY KEY CHECK (purpose ~ '^[a-z][a-z0-9_]{0,62}$'),
  sealed text NOT NULL CHECK (length(sealed) <= 2000),
  created_at timestamptz NOT NULL
);

CREATE TABLE control.users (
  id text PRIMARY KEY,
  email text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 320),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  -- PHC string; null: this person signs in by link or identity provider only
  password_hash text CHECK (length(password_hash) <= 500),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE control.memberships (
  user_id text NOT NULL REFERENCES control.users (id),
  tenant_id text NOT NULL REFERENCES control.tenants (id),
  role text NOT NULL CHECK (role ~ '^[a-z][a-z_]{0,62}$'),
  additive_roles text[] NOT NULL DEFAULT '{}' CHECK (cardinality(additive_roles) <= 16),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
  -- raised by every change of roles or status: a session made under an older epoch is void
  role_epoch integer NOT NULL DEFAULT 1 CHECK (role_epoch >= 1),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, tenant_id)
);
CREATE INDEX ON control.memberships (tenant_id);

CREATE TABLE control.sessions (
  -- SHA-256 of the cookie's value, which is kept nowhere
  id_hash text PRIMARY KEY CHECK (id_hash ~ '^[0-9a-f]{64}$'),
  id text NOT NULL UNIQUE,
  user_id text NOT NULL,
  tenant_id text NOT NULL,
  -- SHA-256 of the CSRF token, which is derived from the cookie's value
  csrf_hash text NOT NULL CHECK (csrf_hash ~ '^[0-9a-f]{64}$'),
  role_epoch integer NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  FOREIGN KEY (user_id, tenant_id) REFERENCES control.memberships (user_id, tenant_id)
);
CREATE INDEX ON control.sessions (user_id, tenant_id) WHERE ended_at IS NULL;
CREATE INDEX ON control.sessions (expires_at) WHERE ended_at IS NULL;

CREATE TABLE control.sign_in_links (
  token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  user_id text NOT NULL,
  tenant_id text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  FOREIGN KEY (user_id, tenant_id) REFERENCES control.memberships (user_id, tenant_id)
);

-- Guesses per account: the account is a hash, so that a typed-in password or a stranger's e-mail is never stored.
CREATE TABLE control.sign_in_attempts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_hash text NOT NULL CHECK (account_hash ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL,
  succeeded boolean NOT NULL
);
CREATE INDEX ON control.sign_in_attempts (account_hash, at DESC);

-- Routing of an agent's token to its tenant. Written by the function `register_agent` of the tenant's own schema, in the
-- transaction that makes the agent; the platform's control role only reads it.
CREATE TABLE control.agent_directory (
  agent_id text PRIMARY KEY CHECK (agent_id ~ '^agt_[0-9a-z]{26}$'),
  tenant_id text NOT NULL REFERENCES control.tenants (id)
);
CREATE INDEX ON control.agent_directory (tenant_id);
COMMENT ON TABLE control.agent_directory IS 'read-only: written by the functions of each tenant''s schema';

CREATE TABLE control.directory_version (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL DEFAULT 1 CHECK (version >= 1)
);
INSERT INTO control.directory_version DEFAULT VALUES;
COMMENT ON TABLE control.directory_version IS 'read-only: moved with the directory';

-- Nonces of signed requests between services: spent in the transaction of the effect.
CREATE TABLE control.request_nonces (
  nonce text PRIMARY KEY CHECK (length(nonce) BETWEEN 16 AND 64),
  key_id text NOT NULL CHECK (length(key_id) <= 100),
  expires_at timestamptz NOT NULL
);
CREATE INDEX ON control.request_nonces (expires_at);

-- Work for the provision process; payloads hold ids only.
CREATE TABLE control.jobs (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z_.]{0,62}$'),
  tenant_id text REFERENCES control.tenants (id),
  payload jsonb NOT NULL DEFAULT '{}' CHECK (octet_length(payload::text) <= 4096),
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'running', 'done', 'failed')),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  run_at timestamptz NOT NULL,
  locked_until timestamptz,
  failure text CHECK (length(failure) <= 2000),
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX ON control.jobs (run_at) WHERE status IN ('waiting', 'running');

-- What happened in control and concerns a tenant waits here, written in the same transaction, until it stands in the
-- tenant's own stream; the id makes carrying it twice impossible.
CREATE TABLE control.audit_outbox (
  id text PRIMARY KEY,
  tenant_id text NOT NULL REFERENCES control.tenants (id),
  kind text NOT NULL CHECK (length(kind) <= 100),
  body text NOT NULL CHECK (length(body) <= 65536),
  created_at timestamptz NOT NULL,
  carried_at timestamptz
);
CREATE INDEX ON control.audit_outbox (created_at) WHERE carried_at IS NULL;

-- The platform's own stream; columns as in a tenant's journal.
CREATE TABLE control.journal_entries (
  stream text NOT NULL CHECK (stream = 'platform'),
  seq bigint NOT NULL CHECK (seq >= 1),
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL,
  kind text NOT NULL,
  subject text,
  bytes text NOT NULL,
  PRIMARY KEY (stream, seq)
);
COMMENT ON TABLE control.journal_entries IS 'append-only: journal';
CREATE INDEX ON control.journal_entries (subject) WHERE subject IS NOT NULL;

CREATE TABLE control.journal_heads (
  stream text PRIMARY KEY CHECK (stream = 'platform'),
  seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
  hash text NOT NULL DEFAULT repeat('0', 64)
);
INSERT INTO control.journal_heads (stream) VALUES ('platform');

CREATE TABLE control.journal_checkpoints (
  stream text NOT NULL,
  size bigint NOT NULL CHECK (size >= 1),
  root text NOT NULL,
  frontier text NOT NULL,
  note text NOT NULL,
  at timestamptz NOT NULL,
  witnessed_at timestamptz,
  PRIMARY KEY (stream, size)
);
