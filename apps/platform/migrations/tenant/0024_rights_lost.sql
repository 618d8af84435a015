-- What was taken away a moment ago: a session that ended, a token that was revoked, the standing and plan of the tenant. A change
-- under way asks here while it holds the head of the audit stream; a row counts for an hour, far longer than a change may last.

CREATE TABLE :schema.rights_lost (
  -- of the session or the token; of the tenant itself
  id text PRIMARY KEY CHECK (id ~ '^[a-z]{3}_[0-9a-z]{26}$'),
  -- of the tenant alone: how it stands now, and the plan in force
  status text CHECK (status ~ '^[a-z]{1,31}$'),
  plan text CHECK (plan ~ '^[a-z][a-z0-9_]{0,31}$'),
  at timestamptz NOT NULL DEFAULT now(),
  CHECK ((status IS NULL) = (plan IS NULL))
);
