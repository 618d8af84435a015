-- Webhook endpoints: where the audit stream is delivered, each with a cursor of its own: the last number of the stream that it
-- has been given or that its filter passes over. Numbers are gapless, so a cursor loses nothing.
CREATE TABLE :schema.webhook_endpoints (
  id text PRIMARY KEY,
  name text NOT NULL,
  url text NOT NULL,
  -- event names, or their beginning and a star
  events text[] NOT NULL CHECK (cardinality(events) >= 1),
  status text NOT NULL CHECK (status IN ('active', 'paused')),
  status_reason text,
  secret_sealed text NOT NULL,
  -- while a rotation overlaps, the secret before it signs as well
  former_secret_sealed text,
  former_until timestamptz,
  cursor bigint NOT NULL CHECK (cursor >= 0),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  failing_since timestamptz,
  next_attempt_at timestamptz NOT NULL,
  -- one worker at a time: its lease, by the database's clock, and a number that fences the one before
  lease_epoch bigint NOT NULL DEFAULT 0,
  lease_until timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ON :schema.webhook_endpoints (name);

-- What was tried: one row an attempt.
CREATE TABLE :schema.webhook_deliveries (
  id text PRIMARY KEY,
  endpoint_id text NOT NULL REFERENCES :schema.webhook_endpoints (id) ON DELETE CASCADE,
  message_id text NOT NULL,
  event text NOT NULL,
  -- null: a ping
  seq bigint,
  attempt integer NOT NULL CHECK (attempt >= 1),
  at timestamptz NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('delivered', 'failed')),
  status integer,
  latency_ms integer NOT NULL CHECK (latency_ms >= 0),
  detail text,
  response text
);
CREATE INDEX ON :schema.webhook_deliveries (endpoint_id, id);
