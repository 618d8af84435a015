-- Rate limits that all processes share (GCRA: one moment per caller and class), and operators' idempotency keys.

-- Unlogged: a crash of the database forgets who asked how often, and nothing else; each request costs no flush.
CREATE UNLOGGED TABLE control.rate_limits (
  -- the class and a hash of the caller: neither cookie nor address stands here
  key text PRIMARY KEY CHECK (length(key) <= 120),
  -- when the caller's bucket is full again, and when they last asked: microseconds by this database's clock
  due_us bigint NOT NULL,
  asked_us bigint NOT NULL,
  admitted boolean NOT NULL
) WITH (fillfactor = 60);
-- no index on what every request changes: so an update stays within its page

-- What an operator's POST answered, for a day: the same key brings the same answer and no second effect.
CREATE TABLE control.idempotency_keys (
  key_hash text PRIMARY KEY CHECK (key_hash ~ '^[0-9a-f]{64}$'),
  request_sha256 text NOT NULL CHECK (request_sha256 ~ '^[0-9a-f]{64}$'),
  subject text CHECK (length(subject) <= 200),
  -- null: nothing that may be shown twice
  answer text CHECK (octet_length(answer) <= 1048576),
  expires_at timestamptz NOT NULL
);
CREATE INDEX ON control.idempotency_keys (expires_at);
