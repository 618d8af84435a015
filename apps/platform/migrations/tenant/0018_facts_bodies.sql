-- The facts that decisions were made on, by content: every decision entry names its facts by this digest, and is derived again from them.

CREATE TABLE :schema.facts_bodies (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  version bigint NOT NULL CHECK (version >= 1),
  -- Canonical JSON, whose SHA-256 is the key: without agents' credential digests, sealed headers and people's names.
  body text NOT NULL,
  kept_at timestamptz NOT NULL
);
COMMENT ON TABLE :schema.facts_bodies IS 'append-only: the facts that decisions were made on, by content';
