-- Cells (a database that holds tenants; `home` holds control too), the authority epoch that a restore raises, the work of the
-- provision process, keys that the customer owns, rotations, and what tells one installation from another.

ALTER TABLE control.tenants
  ADD COLUMN cell text NOT NULL DEFAULT 'home' CHECK (cell ~ '^[a-z][a-z0-9-]{0,30}$'),
  -- raised by every restore: what was issued under an older epoch is void
  ADD COLUMN authority_epoch integer NOT NULL DEFAULT 1 CHECK (authority_epoch BETWEEN 1 AND 1000000),
  ADD COLUMN status_reason text CHECK (length(status_reason) <= 2000),
  ADD COLUMN status_changed_at timestamptz;

-- Which cells there are. Their addresses are secrets of the processes that open them and stand in no table.
CREATE TABLE control.cells (
  name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{0,30}$'),
  -- `draining` takes no new tenant
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'draining')),
  tenants_max integer NOT NULL DEFAULT 1000 CHECK (tenants_max BETWEEN 1 AND 100000),
  created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO control.cells (name) VALUES ('home');
COMMENT ON TABLE control.cells IS 'read-only: written by the provision process';

-- Whose database this is: a start with another deployment's, or with a cell under another name, is refused.
CREATE TABLE control.installation (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  deployment text NOT NULL CHECK (deployment ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  cell text NOT NULL CHECK (cell ~ '^[a-z][a-z0-9-]{0,30}$'),
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE control.installation IS 'append-only: written once';

-- An id is never used again, and what was deleted is not brought back by accident.
CREATE TABLE control.deleted_tenants (
  id text PRIMARY KEY CHECK (id ~ '^tnt_[0-9a-z]{26}$'),
  slug text NOT NULL,
  authority_epoch integer NOT NULL,
  deleted_at timestamptz NOT NULL
);
COMMENT ON TABLE control.deleted_tenants IS 'read-only: written by the provision process';

-- A job outlives the tenant that it deletes and comes before the one that it makes.
ALTER TABLE control.jobs DROP CONSTRAINT jobs_tenant_id_fkey;
ALTER TABLE control.jobs
  -- where a resumed job goes on
  ADD COLUMN step text CHECK (length(step) <= 100),
  ADD COLUMN result jsonb CHECK (octet_length(result::text) <= 16384),
  ADD COLUMN requested_by text NOT NULL DEFAULT 'operator' CHECK (length(requested_by) <= 200),
  ADD COLUMN reason text CHECK (length(reason) <= 2000);
CREATE UNIQUE INDEX jobs_one_per_tenant ON control.jobs (tenant_id) WHERE status IN ('waiting', 'running');

-- The tenant's data key may be wrapped twice: by the customer's own key first (`port` names it), then by ours.
ALTER TABLE control.tenant_keys
  ADD COLUMN port text CHECK (length(port) <= 200),
  -- shows that what a key service gave back is the key and no other
  ADD COLUMN commitment text CHECK (commitment ~ '^[0-9a-f]{64}$'),
  ADD CHECK ((port IS NULL) OR (commitment IS NOT NULL));

CREATE TABLE control.tenant_key_ports (
  tenant_id text PRIMARY KEY REFERENCES control.tenants (id),
  -- a name in the platform's configuration, never an address
  service text NOT NULL CHECK (service ~ '^[a-z][a-z0-9-]{0,30}$'),
  key_name text NOT NULL CHECK (key_name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,126}$'),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'sealed')),
  reason text CHECK (length(reason) <= 500),
  opened_at timestamptz NOT NULL,
  sealed_at timestamptz,
  created_at timestamptz NOT NULL
);

-- A rotation in progress: which key, how far, so that it goes on after a kill.
CREATE TABLE control.key_rotations (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('encryption_key', 'data_key')),
  tenant_id text REFERENCES control.tenants (id),
  to_key_id text NOT NULL CHECK (length(to_key_id) <= 64),
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
  -- the last row that was done, by table
  cursor jsonb NOT NULL DEFAULT '{}' CHECK (octet_length(cursor::text) <= 8192),
  sealed_again bigint NOT NULL DEFAULT 0,
  failure text CHECK (length(failure) <= 2000),
  started_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  finished_at timestamptz,
  CHECK ((kind = 'data_key') = (tenant_id IS NOT NULL))
);
CREATE UNIQUE INDEX key_rotations_one ON control.key_rotations (kind, coalesce(tenant_id, '')) WHERE state = 'running';

-- A one-way name of each secret that a process showed at its first signed call: one secret never serves two purposes.
CREATE TABLE control.secret_fingerprints (
  fingerprint text PRIMARY KEY CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  purpose text NOT NULL CHECK (length(purpose) <= 100),
  holder text NOT NULL CHECK (length(holder) <= 100),
  seen_at timestamptz NOT NULL
);
