-- What keeps one request from having two effects (idempotency keys, locks of what is changed under If-Match), and the quotas
-- of AI assistance.

CREATE TABLE :schema.idempotency_keys (
  -- SHA-256 of person, route and key
  key_hash text PRIMARY KEY CHECK (key_hash ~ '^[0-9a-f]{64}$'),
  -- of parameters, query and body
  request_sha256 text NOT NULL CHECK (request_sha256 ~ '^[0-9a-f]{64}$'),
  subject text CHECK (length(subject) <= 200),
  -- null: nothing that may be shown twice, or nothing yet
  answer text CHECK (octet_length(answer) <= 1048576),
  expires_at timestamptz NOT NULL
);
CREATE INDEX ON :schema.idempotency_keys (expires_at);

-- Changes under If-Match of one address follow one after the other: whoever comes second compares with what the first left.
CREATE TABLE :schema.change_locks (
  resource_sha256 text PRIMARY KEY CHECK (resource_sha256 ~ '^[0-9a-f]{64}$'),
  locked_at timestamptz NOT NULL
);

-- A day and a month of each quota, by UTC; what is reserved is spent until it is released or expires.
CREATE TABLE :schema.quota_windows (
  quota text NOT NULL CHECK (quota ~ '^[a-z][a-z_]{0,62}$'),
  span text NOT NULL CHECK (span IN ('day', 'month')),
  starts_on date NOT NULL,
  used integer NOT NULL DEFAULT 0 CHECK (used >= 0),
  reserved integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  PRIMARY KEY (quota, span, starts_on)
);

CREATE TABLE :schema.quota_reservations (
  id text PRIMARY KEY CHECK (id ~ '^quo_[0-9a-z]{26}$'),
  quota text NOT NULL CHECK (quota ~ '^[a-z][a-z_]{0,62}$'),
  amount integer NOT NULL CHECK (amount BETWEEN 1 AND 1000000),
  day date NOT NULL,
  month date NOT NULL,
  person_id text NOT NULL,
  reserved_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX ON :schema.quota_reservations (expires_at);
