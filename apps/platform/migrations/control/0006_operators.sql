-- Operators as named people with a role, of whose tokens only a keyed hash stands here; access for support, which a tenant
-- grants for hours and can end; and when a trial is over.

CREATE TABLE control.operators (
  id text PRIMARY KEY CHECK (id ~ '^opr_[0-9a-z]{26}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 320),
  role text NOT NULL CHECK (role IN ('platform_ops', 'platform_support')),
  -- HMAC-SHA-256 of the whole token under the pepper, which stands in no database
  mac text NOT NULL UNIQUE CHECK (mac ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- to the minute
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_reason text CHECK (length(revoked_reason) <= 2000)
);
-- one person holds one role at a time: who provisions does not also look inside
CREATE UNIQUE INDEX operators_one_token ON control.operators (email) WHERE revoked_at IS NULL;

CREATE TABLE control.support_grants (
  id text PRIMARY KEY CHECK (id ~ '^sup_[0-9a-z]{26}$'),
  tenant_id text NOT NULL REFERENCES control.tenants (id),
  operator_id text NOT NULL REFERENCES control.operators (id),
  -- as the tenant is shown it: a transaction of the tenant does not see operators
  operator_name text NOT NULL CHECK (length(operator_name) BETWEEN 1 AND 200),
  operator_email text NOT NULL CHECK (length(operator_email) <= 320),
  reason text NOT NULL CHECK (length(reason) BETWEEN 3 AND 2000),
  role text NOT NULL CHECK (role IN ('standard', 'advanced')),
  hours integer NOT NULL CHECK (hours BETWEEN 1 AND 24),
  status text NOT NULL DEFAULT 'asked' CHECK (status IN ('asked', 'approved', 'refused', 'ended')),
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- while asked: when the question lapses; once approved: when the access does. By this database's clock alone
  open_until timestamptz NOT NULL,
  answered_at timestamptz,
  answered_by text,
  answered_by_name text CHECK (length(answered_by_name) <= 200),
  ended_at timestamptz,
  -- a person of the tenant, or the operator
  ended_by text,
  -- of the bearer that the operator was given for it; a second one replaces the first
  mac text CHECK (mac ~ '^[0-9a-f]{64}$'),
  opened_at timestamptz,
  last_used_at timestamptz,
  CHECK (mac IS NULL OR status = 'approved')
);
CREATE UNIQUE INDEX support_grants_one_open ON control.support_grants (operator_id, tenant_id) WHERE status IN ('asked', 'approved');
CREATE INDEX ON control.support_grants (tenant_id, id);

ALTER TABLE control.tenants
  -- absent for a trial: thirty days after the tenant was made; for any other plan it says nothing
  ADD COLUMN trial_ends_at timestamptz;
